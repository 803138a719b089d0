import { IconArrowsSplit2 } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RivalEntry } from '../../../replica/api.ts';
import { DeleteChoice } from '../../records/DeleteChoice.tsx';
import { addressOf } from './Changes.tsx';
import styles from './RivalPane.module.css';
import { useRivalWords } from './rivalWords.ts';

/** A record that one office deleted and another edited without knowing: it stays until somebody keeps it or deletes it again. */
export const DeletedAndEdited = memo(({ entry, keyed }: { readonly entry: RivalEntry; readonly keyed: boolean }) => {
  const { t } = useTranslation('exchange');
  const words = useRivalWords(entry);
  const address = addressOf(entry.type, entry.id);
  return (
    <section className={styles.card} data-current={keyed} aria-label={`${words.title}, ${t('rivals.deletedAndEdited')}`}>
      <div className={styles.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} />
        <h3>{address ? <a href={address}>{words.title}</a> : words.title}</h3>
        <span className={styles.field}>{t('rivals.deletedAndEdited')}</span>
      </div>
      <DeleteChoice entry={entry} title={words.title} keyed={keyed} />
    </section>
  );
});
