import { IconArrowsSplit2 } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RivalEntry } from '../../../replica/api.ts';
import { DeleteChoice } from '../../records/DeleteChoice.tsx';
import { LateChoice } from '../../records/erasing/LateChoice.tsx';
import { addressOf } from './Changes.tsx';
import styles from './RivalPane.module.css';
import { useRivalWords } from './rivalWords.ts';

/**
 * A question about a whole record: one office deleted it and another edited it without knowing, or it was joined to one that has been
 * erased. It stays until somebody decides.
 */
export const RecordQuestion = memo(({ entry, keyed }: { readonly entry: RivalEntry; readonly keyed: boolean }) => {
  const { t } = useTranslation('exchange');
  const words = useRivalWords(entry);
  const kind = t(entry.kind === 'late' ? 'rivals.late' : 'rivals.deletedAndEdited');
  const Choice = entry.kind === 'late' ? LateChoice : DeleteChoice;
  const address = addressOf(entry.type, entry.id);
  return (
    <section className={styles.card} data-current={keyed} aria-label={`${words.title}, ${kind}`}>
      <div className={styles.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} />
        <h3>{address ? <a href={address}>{words.title}</a> : words.title}</h3>
        <span className={styles.field}>{kind}</span>
      </div>
      <Choice entry={entry} title={words.title} keyed={keyed} />
    </section>
  );
});
