import { useTranslation } from 'react-i18next';
import type { RecordType } from '../../../domain/recordTypes.ts';

/** What records of a type are called, one and many. */
export const useRecordWords = () => {
  const { t } = useTranslation('domain');
  return {
    type: (type: RecordType): string => t(`type.${type}`),
    types: (type: RecordType): string => t(`types.${type}`),
    count: (type: RecordType, count: number): string => t(`count.${type}`, { count }),
  };
};
