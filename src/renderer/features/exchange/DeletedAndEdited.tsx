import { IconArrowsSplit2, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isJsonObject } from '../../../base/json.ts';
import type { RivalEntry } from '../../../replica/api.ts';
import { useCommit } from '../../replica/commit.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { addressOf } from './Changes.tsx';
import styles from './RivalPane.module.css';
import { useRivalWords } from './rivalWords.ts';

/** A record that one office deleted and another edited without knowing: it stays until somebody keeps it or deletes it again. */
export const DeletedAndEdited = ({ entry, keyed }: { readonly entry: RivalEntry; readonly keyed: boolean }) => {
  const { t } = useTranslation('exchange');
  const words = useRivalWords(entry);
  const commit = useCommit();
  const { type, id, seen } = entry;
  const keep = (): void => void commit([{ kind: 'undelete', type, id, shown: seen }], t('rivals.kept', { title: words.title }));
  const remove = (): void => void commit([{ kind: 'delete', type, id, shown: seen }], t('rivals.deleted', { title: words.title }));
  useKeys(
    keyed
      ? [
          { keys: '1', label: t('rivals.keepRecord'), run: keep },
          { keys: '2', label: t('rivals.deleteRecord'), run: remove },
        ]
      : [],
  );
  const deletion = entry.versions.find(({ value }) => isJsonObject(value) && value.del === true);
  const address = addressOf(type, id);
  return (
    <section className={styles.card} data-current={keyed} aria-label={`${words.title}, ${t('rivals.deletedAndEdited')}`}>
      <div className={styles.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} />
        <h3>{address ? <a href={address}>{words.title}</a> : words.title}</h3>
        <span className={styles.field}>{t('rivals.deletedAndEdited')}</span>
      </div>
      {deletion && (
        <p className={`${styles.line} ${styles.deleted}`}>
          <IconTrash size={18} stroke={1.75} />
          {t('rivals.deletedBy', { author: deletion.by.author, office: deletion.by.office, when: words.when(deletion.by) })}
        </p>
      )}
      <p className={styles.line}>
        <IconPencil size={18} stroke={1.75} />
        {t('rivals.someoneEdited')}
      </p>
      <div className={styles.more}>
        <Button small onClick={keep} {...(keyed ? { hint: '1' } : {})}>
          {t('rivals.keepRecord')}
        </Button>
        <Button small variant="danger" onClick={remove} {...(keyed ? { hint: '2' } : {})}>
          {t('rivals.deleteRecord')}
        </Button>
      </div>
    </section>
  );
};
