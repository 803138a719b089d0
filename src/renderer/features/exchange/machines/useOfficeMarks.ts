import type { Gap, OfficeLedger } from '../../../../replica/api.ts';
import type { Said } from '../../../i18n/said.ts';
import { useCommit } from '../../../replica/commit.ts';

/** Marks on an office's record, which travel to everybody: what is not waited for any more, and what is lost for good. */
export const useOfficeMarks = ({ office, seen }: OfficeLedger) => {
  const commit = useCommit();
  const mark = (path: string, value: true | null, said: Said): void =>
    void commit([{ kind: 'set', type: 'office', id: office.id, set: { [path]: value }, shown: seen }], said);
  const lostPath = ({ run, to }: Gap): string => `lost/${run}-${to}`;
  return {
    /** `id`: a machine's, or the office's own for all of it. */
    retire: (id: string, said: Said): void => mark(`retired/${id}`, true, said),
    count: (id: string, said: Said): void => mark(`retired/${id}`, null, said),
    giveUp: (gap: Gap, said: Said): void => mark(lostPath(gap), true, said),
    miss: (gap: Gap, said: Said): void => mark(lostPath(gap), null, said),
  };
};
