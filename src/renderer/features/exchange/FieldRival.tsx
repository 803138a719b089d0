import { IconArrowsSplit2 } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../base/json.ts';
import type { Attribution, FieldVersion } from '../../../replica/api.ts';
import { labelsIn } from '../../i18n/labels.ts';
import { AnotherValue } from '../../records/another/AnotherValue.tsx';
import { askedNow, type ShownQuestion } from '../../records/another/begunValues.ts';
import { settleChanges } from '../../records/settle.ts';
import { needHistory, writerOf } from '../../records/writers.ts';
import { useCommit } from '../../replica/commit.ts';
import { useHistoryNow } from '../../replica/queries.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { useAnswerKeys } from '../../ui/drawn.ts';
import { useKeys } from '../../ui/keys.ts';
import { addressOf } from './Changes.tsx';
import styles from './RivalPane.module.css';
import { useRivalWords } from './rivalWords.ts';

type Words = ReturnType<typeof useRivalWords>;
type ChoiceProps = {
  readonly version: FieldVersion;
  /** Null until it is known. */
  readonly by: Attribution | null;
  readonly number: number;
  readonly keyed: boolean;
  readonly words: Words;
  readonly onKeep: () => void;
};

const Choice = ({ version: { value }, by, number, keyed, words, onKeep }: ChoiceProps) => {
  const { t } = useTranslation('exchange');
  return (
    <div className={classes(styles.choice, number === 1 && styles.shown)}>
      <span className={styles.value}>
        {words.value(value)}
        {number === 1 && <Badge tone="plum">{t('rivals.shown')}</Badge>}
      </span>
      <Avatar name={by?.author ?? ''} group={by?.office ?? ''} />
      <span className={styles.words}>
        <span className={styles.who}>{by && words.who(by)}</span>
        <span className={styles.who}>{by && words.when(by)}</span>
      </span>
      <Button small onClick={onKeep} {...(keyed ? { hint: String(number) } : {})}>
        {t('rivals.keep')}
        <span className="visually-hidden"> {words.value(value)}</span>
      </Button>
    </div>
  );
};

/**
 * Two or more values of one field in equal cards; keeping one, combining them, or writing another is a new change that has seen them all.
 * Where the question has gone while somebody was writing, only what they write is left. A memo, because each key would draw fifty of them anew.
 */
export const FieldRival = memo(({ entry, isHeld, keyed }: ShownQuestion & { readonly keyed: boolean }) => {
  const { t } = useTranslation('exchange');
  const words = useRivalWords(entry);
  const commit = useCommit();
  const history = useHistoryNow(entry.type, entry.id, entry.kind === 'values' && needHistory(entry.versions));
  const settle = (value: Json, seen = entry): ReturnType<typeof commit> =>
    commit(settleChanges(seen, value), (t, language) =>
      t('exchange:rivals.settled', { field: labelsIn(language).path(entry.type, entry.path), title: words.title }),
    );
  const answer = useAnswerKeys(keyed && !isHeld ? askedNow(entry) : null);
  useKeys(
    keyed && !isHeld
      ? entry.versions.slice(0, 9).map(({ value }, index) => ({
          keys: String(index + 1),
          label: t('rivals.keepValue', { value: words.value(value) }),
          run: (pressedAt) => answer(pressedAt, () => settle(value)),
        }))
      : [],
  );
  const choices = isHeld ? [] : entry.versions;
  const address = addressOf(entry.type, entry.id);
  const region = [words.title, words.field, entry.kind === 'joined' && t('rivals.joinedAndEdited')].filter(Boolean).join(', ');
  return (
    <section className={styles.card} data-current={keyed} aria-label={region}>
      <div className={styles.title}>
        <IconArrowsSplit2 size={18} stroke={1.75} />
        <h3>{address ? <a href={address}>{words.title}</a> : words.title}</h3>
        <span className={styles.field}>{words.field}</span>
      </div>
      {entry.kind === 'joined' && !isHeld && <p className={styles.line}>{t('rivals.joinedHint')}</p>}
      {choices.map((version, index) => (
        <Choice
          key={`${version.by.run} ${version.by.n}`}
          version={version}
          by={writerOf(entry, version, history)}
          number={index + 1}
          keyed={keyed}
          words={words}
          onKeep={() => void settle(version.value)}
        />
      ))}
      <AnotherValue question={{ entry, isHeld }} keyed={keyed} onSave={settle} />
    </section>
  );
});
