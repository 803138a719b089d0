import type { RecordType } from '../../domain/recordTypes.ts';
import { useCounts } from '../replica/queries.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { Icon } from '../ui/Icon.ts';

export type ChooseOneProps = { readonly type: RecordType; readonly icon: Icon; readonly title: string; readonly text: string };

/** What stands beside a list while none of it is chosen; nothing where there is none to choose, since the list says then how to begin. */
export const ChooseOne = ({ type, icon, title, text }: ChooseOneProps) => {
  const counts = useCounts();
  return counts && counts[type] > 0 ? <EmptyState icon={icon} title={title} text={text} /> : null;
};
