import { IconArrowsSplit2 } from '@tabler/icons-react';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { questionKey, useShownQuestions } from '../../records/another/begunValues.ts';
import { useInbox } from '../../replica/queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { useKeys } from '../../ui/keys.ts';
import { FieldRival } from './FieldRival.tsx';
import { everything, isOfRecord } from './inbox/chooseMany.ts';
import { InboxTools } from './inbox/InboxTools.tsx';
import { useKeyboardStays } from './inbox/useKeyboardStays.ts';
import { RecordQuestion } from './RecordQuestion.tsx';
import styles from './RivalPane.module.css';

const mostShown = 50;

/** The second half of a double click decides nothing: the question under it may be another one by then. */
const restSecondClick = (event: MouseEvent): void => {
  if (event.detail > 1) event.stopPropagation();
};

/** What two offices wrote without knowing of each other; J and K go from one to the next, 1 and 2 settle the one that is marked. */
export const RivalPane = () => {
  const { t } = useTranslation('exchange');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const [filter, setFilter] = useState(everything);
  const page = useInbox({ ...filter, limit: mostShown });
  const entries = page?.entries ?? [];
  const questions = useShownQuestions(entries);
  const current = Math.min(index, Math.max(0, questions.length - 1));
  const narrow = (next: typeof filter): void => {
    setFilter(next);
    setIndex(0);
  };
  const move = (by: 1 | -1): void => setIndex(Math.max(0, Math.min(questions.length - 1, current + by)));
  useKeys([
    { keys: 'J', label: t('rivals.next'), run: () => move(1) },
    { keys: 'K', label: t('rivals.previous'), run: () => move(-1) },
  ]);
  const moved = useRef(0);
  useEffect(() => {
    if (moved.current !== current) list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
    moved.current = current;
  }, [current]);
  const shown = questions.map(({ entry }) => questionKey(entry)).join('\n');
  const keyboard = useKeyboardStays(shown, () => list.current?.querySelector<HTMLElement>(`:scope > :nth-child(${current + 1})`) ?? null);
  if (!page) return null;
  if (page.all === 0 && questions.length === 0)
    return <EmptyState icon={IconArrowsSplit2} title={t('rivals.none')} text={t('rivals.noneHint')} />;
  return (
    <div {...keyboard}>
      <div className={styles.head}>
        <h2>
          {t('rivals.title')} <span className={styles.total}>{page.all}</span>
        </h2>
        <span className={styles.keys}>
          <KeyHint keys="J" />
          <KeyHint keys="K" />
          {t('rivals.keys')}
        </span>
      </div>
      <InboxTools page={page} filter={filter} onFilter={narrow} />
      {page.all > 0 && entries.length === 0 && <p className={styles.note}>{t('inbox.noneLeft')}</p>}
      <ul ref={list} onClickCapture={restSecondClick}>
        {questions.map((question, place) => (
          <li key={questionKey(question.entry)} tabIndex={-1} className={styles.question}>
            {isOfRecord(question.entry) ? (
              <RecordQuestion entry={question.entry} keyed={place === current} />
            ) : (
              <FieldRival entry={question.entry} isHeld={question.isHeld} keyed={place === current} />
            )}
          </li>
        ))}
      </ul>
      {page.passing > entries.length && <p className={styles.note}>{t('inbox.further', { count: page.passing - entries.length })}</p>}
      {questions.some(({ entry }) => entry.kind !== 'late') && <p className={styles.note}>{t('rivals.travels')}</p>}
    </div>
  );
};
