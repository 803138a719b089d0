import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../../i18n/failure.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useAside } from '../../../rounds/places.ts';
import type { PlaceState } from '../../../rounds/rounds.ts';
import { useNow } from '../../../state/useNow.ts';
import styles from './Places.module.css';
import { roundWords } from './roundWords.ts';

const Warning = ({ text, title }: { readonly text: string; readonly title?: string }) => (
  <p className={styles.warning} title={title}>
    <IconAlertTriangle size={16} stroke={1.75} />
    {text}
  </p>
);

/** What came of the last round with a place, and when it was. What somebody has decided since does not wait any more. */
export const PlaceOutcome = ({ state }: { readonly state: PlaceState | undefined }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const waiting = useAside();
  if (!state?.outcome || state.endedAt === null) return <p className={styles.said}>{t('rounds.notYet')}</p>;
  const when = format.when(state.endedAt, Math.max(now, state.endedAt));
  if (!state.outcome.ok) {
    const { error } = state.outcome;
    if (error.type === 'cancelled') return <p className={styles.said}>{[when, t('rounds.cancelled')].join(' · ')}</p>;
    const { title, text, code } = describeFailure(error);
    return (
      <div role="status">
        <Warning text={[when, title].join(' · ')} title={code} />
        {text && <p className={styles.said}>{text}</p>}
      </div>
    );
  }
  const { aside, ...round } = state.outcome.value;
  const undecided = aside.filter((name) => waiting === undefined || waiting.some(({ fileName }) => name.endsWith(fileName)));
  const { said, warnings, details } = roundWords(t, { ...round, aside: undecided }, state.originals);
  return (
    <div role="status">
      <p className={styles.said}>{[when, ...said].join(' · ')}</p>
      {warnings.map((text) => (
        <Warning key={text} text={text} {...(details ? { title: details } : {})} />
      ))}
    </div>
  );
};
