import { IconBan, IconCheck, IconSearch, IconUserCheck, IconUserPlus, IconUserQuestion } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatName, toPersonName } from '../../../domain/names.ts';
import { groupAt, textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import type { Language } from '../../i18n/languages.ts';
import { newFormId } from '../../replica/newForm.ts';
import { classes } from '../../ui/classes.ts';
import { useDrawn } from '../../ui/drawn.ts';
import styles from './Desk.module.css';
import { DeskButton } from './DeskButton.tsx';
import { focusNow } from './focusNow.ts';
import type { Outcome } from './outcome.ts';
import type { Desk } from './useDesk.ts';
import { useOrganisationName } from './useOrganisationName.ts';

const icons = { in: IconCheck, already: IconUserCheck, ask: IconUserQuestion, no: IconBan } as const;
const shownForMs = 6000;
const twiceMs = 400;

type Passing = Extract<Outcome, { kind: 'in' | 'already' }>;
const isPassing = (outcome: Outcome): outcome is Passing => outcome.kind === 'in' || outcome.kind === 'already';

export const nameOf = (registration: Row): string =>
  formatName(toPersonName(groupAt(registration.values, 'name'), textAt(registration.values, 'country')));

const Visitor = ({ registration }: { readonly registration: Row }) => (
  <>
    <p className={styles.visitor}>{nameOf(registration)}</p>
    <p className={styles.from}>{useOrganisationName(registration)}</p>
  </>
);

type MatchProps = { readonly row: Row; readonly desk: Desk; readonly first: boolean; readonly isRead: (pressedAt: number) => boolean };

const Match = ({ row, desk, first, isRead }: MatchProps) => (
  <li>
    <button
      ref={first ? focusNow : null}
      type="button"
      className={styles.match}
      onClick={() => void desk.checkIn(row)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isRead(event.timeStamp)) event.preventDefault();
        const step = event.key === 'ArrowDown' ? 'nextElementSibling' : event.key === 'ArrowUp' ? 'previousElementSibling' : null;
        if (!step) return;
        event.preventDefault();
        event.currentTarget.parentElement?.[step]?.querySelector('button')?.focus();
      }}
    >
      <strong>{nameOf(row)}</strong>
      <span>{useOrganisationName(row)}</span>
    </button>
  </li>
);

const Already = ({
  outcome,
  language,
  zone,
}: { readonly outcome: Extract<Outcome, { kind: 'already' }> } & Omit<ResultProps, 'desk' | 'outcome'>) => {
  const { t } = useTranslation('desk', { lng: language });
  const format = useFormat();
  const { at, station } = outcome;
  const time = at === null ? '' : format.clockAt(at, zone);
  return (
    <>
      <p className={styles.when}>{station === '' ? t('result.since', { time }) : t('result.sinceAtTable', { time, station })}</p>
      <p className={styles.note}>{t(outcome.badgePrinted ? 'result.badgePrinted' : 'result.notTwice')}</p>
    </>
  );
};

type ResultProps = {
  readonly desk: Desk;
  readonly outcome: Outcome;
  readonly language: Language;
  /** Of the venue. */
  readonly zone: string;
};

/** Word, icon and colour over the whole screen; a name goes by itself after six seconds. */
export const Result = ({ desk, outcome, language, zone }: ResultProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const passes = isPassing(outcome);
  const { go } = desk;
  const isDrawn = useDrawn(outcome);
  /** Enter pressed twice in one go asks; it does not choose the first of people whose names nobody has read. */
  const isRead = (pressedAt: number): boolean => isDrawn(pressedAt) && pressedAt - desk.enteredAt() > twiceMs;
  /** Enter belongs to what stood in the prompt when the result came over it: a scanner sends both in one go. */
  const enterTyped = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || desk.typed === '' || isDrawn(event.timeStamp - twiceMs)) return;
    event.preventDefault();
    event.stopPropagation();
    go({ at: 'prompt' });
    void desk.enter();
  };
  useEffect(() => {
    if (!isPassing(outcome)) return;
    const timer = setTimeout(() => go({ at: 'prompt' }), shownForMs);
    return () => clearTimeout(timer);
  }, [outcome, go]);
  const Icon = icons[outcome.kind];
  return (
    <div className={styles.result} data-outcome={outcome.kind} onKeyDownCapture={enterTyped}>
      <div className={styles.body}>
        <div className={styles.round}>
          <Icon size={150} stroke={1.5} />
        </div>
        <div className={styles.words} aria-live="assertive">
          <h1 className={classes(styles.word, t(`result.${outcome.kind}`).length > 12 && styles.long)}>{t(`result.${outcome.kind}`)}</h1>
          {passes && <Visitor registration={outcome.registration} />}
          {outcome.kind === 'already' && <Already outcome={outcome} language={language} zone={zone} />}
          {outcome.kind === 'no' && <p className={styles.note}>{t('result.noHint')}</p>}
          {outcome.kind === 'ask' && (
            <ul className={styles.matches} aria-label={t('result.matches')}>
              {outcome.matches.map((row, index) => (
                <Match key={row.id} row={row} desk={desk} first={index === 0} isRead={isRead} />
              ))}
            </ul>
          )}
        </div>
      </div>
      <footer className={styles.foot}>
        <button
          ref={outcome.kind === 'ask' ? null : focusNow}
          type="button"
          className={classes(styles.button, styles.main)}
          onClick={() => go({ at: 'prompt' })}
        >
          <span>{t('result.next')}</span>
          <kbd>{outcome.kind === 'ask' ? 'Esc' : 'Enter'}</kbd>
        </button>
        <DeskButton icon={IconSearch} hint="F2" onClick={() => go({ at: 'prompt' })}>
          {t('result.byName')}
        </DeskButton>
        <DeskButton icon={IconUserPlus} hint="F3" onClick={() => go({ at: 'walkIn', id: newFormId() })}>
          {t('walkIn.title')}
        </DeskButton>
      </footer>
      {passes && (
        <div className={styles.passing}>
          <span>{t('result.passes')}</span>
          <span className={styles.time} />
        </div>
      )}
    </div>
  );
};
