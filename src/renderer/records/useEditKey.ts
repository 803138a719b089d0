import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../replica/api.ts';
import { useKeys } from '../ui/keys.ts';

/** E edits the record that is shown, also before it has been read (undefined); one that is gone cannot be edited. */
export const useEditKey = (record: RecordView | null | undefined, edit: () => void): void => {
  const { t } = useTranslation('common');
  const isGone = record === null || record?.deleted === true || record?.erased === true;
  useKeys([{ keys: 'E', label: t('keys.edit'), run: () => !isGone && edit() }]);
};
