import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RivalEntry } from '../../replica/api.ts';
import { useCommit } from '../replica/commit.ts';
import styles from './DeleteChoice.module.css';
import { RecordWays } from './RecordWays.tsx';
import { useWho } from './useWho.ts';

export type DeleteChoiceProps = { readonly entry: RivalEntry; readonly title: string; readonly keyed: boolean };

/** Whose the edit is, also where somebody else has brought it back since. */
const WhoEdited = ({ entry: { editedBy, broughtBackBy } }: Pick<DeleteChoiceProps, 'entry'>) => {
  const { t } = useTranslation('records');
  const who = useWho();
  if (editedBy === null) return t('contested.someoneEdited');
  const edited = { author: editedBy.author, office: editedBy.office, when: who.when(editedBy) };
  return broughtBackBy === null
    ? t('contested.editedBy', edited)
    : t('contested.broughtBack', { ...edited, who: who.whole(broughtBackBy) });
};

/** Who deleted a record that somebody else edited without knowing, and the two ways out: keep it, or delete it again. */
export const DeleteChoice = ({ entry, title, keyed }: DeleteChoiceProps) => {
  const { t } = useTranslation('records');
  const who = useWho();
  const commit = useCommit();
  const { type, id, seen, versions } = entry;
  return (
    <div>
      {versions.map(({ by }) => (
        <p key={`${by.run} ${by.n}`} className={`${styles.line} ${styles.deleted}`}>
          <IconTrash size={18} stroke={1.75} />
          {t('contested.deletedBy', { author: by.author, office: by.office, when: who.when(by) })}
        </p>
      ))}
      <p className={styles.line}>
        <IconPencil size={18} stroke={1.75} />
        <WhoEdited entry={entry} />
      </p>
      <RecordWays
        entry={entry}
        keyed={keyed}
        keep={{
          label: t('contested.keep'),
          run: () => commit([{ kind: 'undelete', type, id, shown: seen }], (t) => t('records:contested.kept', { title })),
        }}
        remove={{
          label: t('contested.delete'),
          run: () => commit([{ kind: 'delete', type, id, shown: seen }], (t) => t('records:contested.deleted', { title })),
        }}
      />
    </div>
  );
};
