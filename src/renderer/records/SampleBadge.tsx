import { useTranslation } from 'react-i18next';
import type { Values } from '../../domain/values.ts';
import { Badge } from '../ui/Badge.tsx';

/** Says that a record is invented; nothing for the others. */
export const SampleBadge = ({ values }: { readonly values: Values }) => {
  const { t } = useTranslation('records');
  return values.sample === true ? <Badge tone="grey">{t('sample')}</Badge> : null;
};
