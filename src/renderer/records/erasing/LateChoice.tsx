import { IconBan } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RivalEntry } from '../../../replica/api.ts';
import { useCommit } from '../../replica/commit.ts';
import styles from '../DeleteChoice.module.css';
import { RecordWays } from '../RecordWays.tsx';
import { useWho } from '../useWho.ts';
import { EraseDialog } from './EraseDialog.tsx';

export type LateChoiceProps = { readonly entry: RivalEntry; readonly title: string; readonly keyed: boolean };

/** Who joined a record to one that has been erased, and the two ways out: let it stand alone, or erase it too. */
export const LateChoice = ({ entry, title, keyed }: LateChoiceProps) => {
  const { t } = useTranslation('records');
  const who = useWho();
  const commit = useCommit();
  const [isErasing, setIsErasing] = useState(false);
  const { type, id, seen, path, versions } = entry;
  const keep = () => commit([{ kind: 'set', type, id, set: { [path]: null }, shown: seen }], (t) => t('records:contested.kept', { title }));
  const leave = (): void => setIsErasing(false);
  return (
    <div>
      {versions.map(({ by }) => (
        <p key={`${by.run} ${by.n}`} className={`${styles.line} ${styles.deleted}`}>
          <IconBan size={18} stroke={1.75} />
          {t('late.joinedBy', { author: by.author, office: by.office, when: who.when(by) })}
        </p>
      ))}
      <p className={styles.line}>{t('late.hint')}</p>
      <RecordWays
        entry={entry}
        keyed={keyed}
        keep={{ label: t('contested.keep'), run: keep }}
        remove={{ label: t('erase.open'), run: async () => setIsErasing(true) }}
      />
      {isErasing && <EraseDialog type={type} id={id} name={title} onErased={leave} onCancel={leave} />}
    </div>
  );
};
