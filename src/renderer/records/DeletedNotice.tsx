import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../replica/api.ts';
import { useCommit } from '../replica/commit.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useWho } from './useWho.ts';

/** Says of a deleted record who deleted it and when, and brings it back, unless it was erased; nothing for all others. */
export const DeletedNotice = ({ record, title }: { readonly record: RecordView; readonly title: string }) => {
  const { t } = useTranslation('records');
  const who = useWho();
  const commit = useCommit();
  const { type, id, seen, deleted, deletedBy } = record;
  if (!deleted) return null;
  if (record.erased) return <Notice tone="warning" title={t('deleted.erased')} />;
  const restore = (): void => void commit([{ kind: 'undelete', type, id, shown: seen }], (t) => t('records:deleted.restored', { title }));
  return (
    <Notice
      tone="warning"
      title={
        deletedBy === null
          ? t('deleted.notice')
          : t('contested.deletedBy', { author: deletedBy.author, office: deletedBy.office, when: who.when(deletedBy) })
      }
      actions={
        <Button small variant="quiet" onClick={restore}>
          {t('deleted.restore')}
        </Button>
      }
    >
      {t('deleted.hint')}
    </Notice>
  );
};
