import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../base/json.ts';
import { combinedTexts, type Texts, textsIn } from '../../../domain/combine.ts';
import type { RivalEntry } from '../../../replica/api.ts';
import { type Commit, useDoHere } from '../../replica/commit.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './AnotherValue.module.css';
import { type BegunValue, questionKey, type ShownQuestion, useBegunValues } from './begunValues.ts';
import { hasChanged, Meanwhile } from './Meanwhile.tsx';
import { Writing } from './Writing.tsx';
import { baseOf, fieldToWrite, writtenValue } from './written.ts';

export type AnotherValueProps = {
  readonly question: ShownQuestion;
  /** Only one card of a screen takes the keys C and W. */
  readonly keyed: boolean;
  /** Answers null where it failed; then what was typed stays. `seen` is the entry as it was when the person began to write: a value that has come since then was not seen and stays. */
  readonly onSave: (value: Json, seen: RivalEntry) => ReturnType<Commit>;
};

const emptied = (texts: Texts): Texts => ('' in texts ? { '': '' } : texts);

/** What is written for a question, and how it ends; giving up can be undone where anything was typed. */
const useBegunValue = (entry: RivalEntry, onSave: AnotherValueProps['onSave']) => {
  const doHere = useDoHere();
  const begun = useBegunValues((state) => state.begun[questionKey(entry)]);
  const { keep, drop } = useBegunValues.getState();
  const from = useRef<Element | null>(null);
  const begin = (texts: Texts): void => {
    from.current = document.activeElement;
    keep({ entry, texts, value: baseOf(entry), isTouched: false });
  };
  const giveUp = (value: BegunValue): void => {
    if (value.isTouched)
      doHere(
        (t) => t('records:another.givenUp'),
        () => drop(value.entry),
        () => keep(value),
      );
    else drop(value.entry);
    const opener = from.current;
    if (opener instanceof HTMLElement) requestAnimationFrame(() => opener.focus());
  };
  const save = async (value: BegunValue): Promise<void> => {
    if (await onSave(writtenValue(value), value.entry)) drop(value.entry);
  };
  return { begun, begin, keep, giveUp, save };
};

/** Writes another value than those that wait, or begins with all of them in one where the value is prose; nothing where there is no other value. */
export const AnotherValue = ({ question, keyed, onSave }: AnotherValueProps) => {
  const { t } = useTranslation('records');
  const { entry, isHeld } = question;
  const { begun, begin, keep, giveUp, save } = useBegunValue(entry, onSave);
  const reason = useId();
  const { type, path } = entry;
  const texts = textsIn(type, path, baseOf(entry));
  const combined = combinedTexts(
    type,
    path,
    entry.versions.map(({ value }) => value),
  );
  const open = (first: Texts): void => {
    if (!begun?.isTouched) begin(first);
  };
  const ways = [
    ...(combined === null ? [] : [{ keys: 'C', label: t('another.combine'), run: () => open(combined) }]),
    ...(Object.keys(texts).length === 0 && fieldToWrite(entry) === null
      ? []
      : [{ keys: 'W', label: t('another.write'), run: () => open(emptied(texts)) }]),
  ];
  useKeys(keyed && !isHeld ? ways : []);
  if (ways.length === 0) return null;
  return (
    <div className={styles.another}>
      {!isHeld &&
        ways.map(({ keys, label, run }) => (
          <Button
            key={keys}
            small
            variant="quiet"
            disabled={begun?.isTouched}
            aria-describedby={begun?.isTouched ? reason : undefined}
            onClick={run}
            {...(keyed ? { hint: keys } : {})}
          >
            {label}
          </Button>
        ))}
      {!isHeld && begun?.isTouched && (
        <span id={reason} className={styles.reason}>
          {t('another.begun')}
        </span>
      )}
      {isHeld && <Meanwhile entry={entry} />}
      {begun && !isHeld && hasChanged(begun.entry, entry) && (
        <Notice tone="warning" title={t('another.changed')}>
          {t('another.changedHint')}
        </Notice>
      )}
      {begun && (
        <Writing
          begun={begun}
          onChange={(change) => keep({ ...begun, ...change, isTouched: true })}
          onSave={() => void save(begun)}
          onGiveUp={() => giveUp(begun)}
        />
      )}
    </div>
  );
};
