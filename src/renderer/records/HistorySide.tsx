import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../base/ids.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { useRecord } from '../replica/queries.ts';
import styles from './HistoryList.module.css';
import { HistoryList } from './HistoryList.tsx';

/** The history as a pane of its own, where the window is wide. */
export const HistorySide = ({ type, id }: { readonly type: RecordType; readonly id: RecordId }) => {
  const { t } = useTranslation('records');
  const record = useRecord(type, id).data;
  return (
    <>
      <h2 className={styles.side}>
        <IconHistory size={18} stroke={1.75} />
        {t('history.title')}
      </h2>
      {record && <HistoryList record={record} narrow />}
    </>
  );
};
