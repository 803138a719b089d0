import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../base/json.ts';
import { groupAt, partOf } from '../../../domain/values.ts';
import type { RecordChange } from '../../../replica/api.ts';
import { useCommit } from '../../replica/commit.ts';
import styles from '../DeleteChoice.module.css';
import { RecordWays } from '../RecordWays.tsx';
import { useWho } from '../useWho.ts';
import { EraseDialog } from './EraseDialog.tsx';
import type { LateChoiceProps } from './LateChoice.tsx';

const withoutPerson = ({ person: _, ...rest }: JsonObject): JsonObject => rest;

/** Who stands in a record although their own has been erased, who wrote that, and the two ways out: let it stand, or take it away too. */
export const ErasedPersonChoice = ({ entry, title, keyed }: LateChoiceProps) => {
  const { t } = useTranslation('records');
  const who = useWho();
  const commit = useCommit();
  const [isErasing, setIsErasing] = useState(false);
  const { type, id, seen, path, versions, values } = entry;
  const isRegistration = type === 'registration';
  const participant = groupAt(values, path);
  const name = partOf(participant, 'name');
  const set = (value: JsonObject | null): RecordChange => ({ kind: 'set', type, id, set: { [path]: value }, shown: seen });
  const keep = () =>
    isRegistration
      ? commit([set(null)], (t) => t('records:contested.kept', { title }))
      : commit([set(withoutPerson(participant))], (t) => t('records:erasedPerson.kept', { name }));
  const remove = async () =>
    isRegistration ? setIsErasing(true) : commit([set(null)], (t) => t('records:erasedPerson.removed', { name }));
  const leave = (): void => setIsErasing(false);
  return (
    <div>
      <p className={`${styles.line} ${styles.deleted}`}>
        <IconUserOff size={18} stroke={1.75} />
        {isRegistration ? t('erasedPerson.registration') : t('erasedPerson.participant', { name })}
      </p>
      {versions.map(({ by }) => (
        <p key={`${by.run} ${by.n}`} className={styles.line}>
          {t('erasedPerson.writtenBy', { author: by.author, office: by.office, when: who.when(by) })}
        </p>
      ))}
      {!isRegistration && <p className={styles.line}>{t('erasedPerson.hint')}</p>}
      <RecordWays
        entry={entry}
        keyed={keyed}
        keep={{ label: isRegistration ? t('contested.keep') : t('erasedPerson.keep'), run: keep }}
        remove={{ label: isRegistration ? t('erase.open') : t('erasedPerson.remove'), run: remove }}
      />
      {isErasing && <EraseDialog type={type} id={id} name={title} onErased={leave} onCancel={leave} />}
    </div>
  );
};
