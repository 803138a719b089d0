import { IconArrowsSplit2 } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RivalEntry } from '../../../replica/api.ts';
import { DeleteChoice } from '../../records/DeleteChoice.tsx';
import { ErasedPersonChoice } from '../../records/erasing/ErasedPersonChoice.tsx';
import { LateChoice } from '../../records/erasing/LateChoice.tsx';
import { questionLabels } from '../../records/questionLabels.ts';
import { addressOf } from './Changes.tsx';
import styles from './RivalPane.module.css';
import { useRivalWords } from './rivalWords.ts';

const choices = { editAgainstDelete: DeleteChoice, late: LateChoice, erasedPerson: ErasedPersonChoice } as const;

/**
 * A question about a whole record: one office deleted it and another edited it without knowing, it was joined to one that has been erased, or
 * names somebody who has. It stays until somebody decides.
 */
export const RecordQuestion = memo(({ entry, keyed }: { readonly entry: RivalEntry; readonly keyed: boolean }) => {
  const { t } = useTranslation(['records', 'exchange']);
  const words = useRivalWords(entry);
  const { kind } = entry;
  if (kind === 'values' || kind === 'joined') return null;
  const label = t(questionLabels[kind]);
  const Choice = choices[kind];
  const address = addressOf(entry.type, entry.id);
  return (
    <section className={styles.card} data-current={keyed} aria-label={`${words.title}, ${label}`}>
      <div className={styles.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} />
        <h3>{address ? <a href={address}>{words.title}</a> : words.title}</h3>
        <span className={styles.field}>{label}</span>
      </div>
      <Choice entry={entry} title={words.title} keyed={keyed} />
    </section>
  );
});
