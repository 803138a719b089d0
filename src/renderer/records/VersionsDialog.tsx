import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../replica/api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useHistory } from '../replica/queries.ts';
import { Dialog } from '../ui/Confirm.tsx';
import { belongsTo, HistoryList } from './HistoryList.tsx';

/** All versions of one field. */
export const VersionsDialog = ({
  record,
  path,
  onClose,
}: {
  readonly record: RecordView;
  readonly path: string | null;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const count = (useHistory(record.type, record.id) ?? []).filter((entry) => path !== null && belongsTo(path, entry)).length;
  const title = path === null ? '' : t('history.versions', { field: labels.path(record.type, path), count });
  return (
    <Dialog opened={path !== null} title={title} onClose={onClose} wide>
      {path !== null && <HistoryList record={record} path={path} />}
    </Dialog>
  );
};
