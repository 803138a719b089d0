import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../base/result.ts';
import type { PlaceRound } from '../../../../replica/api.ts';
import { describeFailure } from '../../../i18n/failure.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useAside } from '../../../rounds/places.ts';
import type { PlaceState } from '../../../rounds/rounds.ts';
import { useNow } from '../../../state/useNow.ts';
import styles from './Places.module.css';
import { roundWords, wordsOfAsked } from './roundWords.ts';

const Warning = ({ text, title }: { readonly text: string; readonly title?: string }) => (
  <p className={styles.warning} title={title}>
    <IconAlertTriangle size={16} stroke={1.75} />
    {text}
  </p>
);

/** What came of the exchange that a person started last, while a later one stands above it that says something else. */
const Asked = ({ state }: { readonly state: PlaceState }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const { asked } = state;
  const words = wordsOfAsked(t, state);
  if (asked === null || words.length === 0) return null;
  const when = format.when(asked.endedAt, Math.max(now, asked.endedAt));
  return <p className={styles.said}>{t('rounds.asked', { when, what: words.join(' · ') })}</p>;
};

const Failed = ({ error, when }: { readonly error: Failure; readonly when: string }) => {
  const { t } = useTranslation('exchange');
  if (error.type === 'cancelled') return <p className={styles.said}>{[when, t('rounds.cancelled')].join(' · ')}</p>;
  const { title, text, code } = describeFailure(error);
  return (
    <>
      <Warning text={[when, title].join(' · ')} title={code} />
      {text && <p className={styles.said}>{text}</p>}
    </>
  );
};

const Told = ({
  round,
  originals,
  when,
}: {
  readonly round: PlaceRound;
  readonly originals: PlaceState['originals'];
  readonly when: string;
}) => {
  const { t } = useTranslation('exchange');
  const waiting = useAside();
  const undecided = round.aside.filter((name) => waiting === undefined || waiting.some(({ fileName }) => name.endsWith(fileName)));
  const { said, warnings, details } = roundWords(t, { ...round, aside: undecided }, originals);
  return (
    <>
      <p className={styles.said}>{[when, ...said].join(' · ')}</p>
      {warnings.map((text) => (
        <Warning key={text} text={text} {...(details ? { title: details } : {})} />
      ))}
    </>
  );
};

/** What came of the last round with a place, and when it was. What somebody has decided since does not wait any more. */
export const PlaceOutcome = ({ state }: { readonly state: PlaceState | undefined }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  if (!state?.outcome || state.endedAt === null) return <p className={styles.said}>{t('rounds.notYet')}</p>;
  const { outcome, originals, endedAt } = state;
  const when = format.when(endedAt, Math.max(now, endedAt));
  return (
    <div role="status">
      {outcome.ok ? <Told round={outcome.value} originals={originals} when={when} /> : <Failed error={outcome.error} when={when} />}
      <Asked state={state} />
    </div>
  );
};
