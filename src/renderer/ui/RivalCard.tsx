import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from './Avatar.tsx';
import { Badge } from './Badge.tsx';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { useAnswerKeys } from './drawn.ts';
import { useKeys } from './keys.ts';
import styles from './RivalCard.module.css';

export type RivalChoice = {
  /** A stable name of this version. */
  readonly key: string;
  readonly value: ReactNode;
  readonly author: string;
  /** "Arad, today 08:41" */
  readonly origin: string;
  readonly shown: boolean;
  readonly onKeep: () => Promise<unknown>;
};

export type RivalCardProps = {
  /** The sentence: who wrote what without knowing of whom. */
  readonly title: string;
  readonly choices: readonly RivalChoice[];
  /** Further ways out, with their own room above: combine them, write another value. */
  readonly more?: ReactNode;
  /** Names the question as it stands now where the card takes the digit keys; only one of a screen does. */
  readonly asked: string | null;
};

/** Two or more values of one field, side by side with equal buttons; the keys 1, 2 … keep one. */
export const RivalCard = ({ title, choices, more, asked }: RivalCardProps) => {
  const { t } = useTranslation();
  const answer = useAnswerKeys(asked);
  useKeys(
    (asked === null ? [] : choices.slice(0, 9)).map(({ onKeep }, index) => ({
      keys: String(index + 1),
      label: t('rival.keepKey'),
      run: (pressedAt) => answer(pressedAt, onKeep),
    })),
  );
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <IconArrowsSplit2 size={18} stroke={1.75} />
        <h3>{title}</h3>
        {choices.length > 0 && <span className={styles.kept}>{t('rival.bothKept')}</span>}
      </div>
      <div className={styles.choices}>
        {choices.map((choice, index) => (
          <div key={choice.key} className={classes(styles.choice, choice.shown && styles.shown)}>
            <div className={styles.valueRow}>
              <div className={styles.value}>{choice.value}</div>
              {choice.shown && <Badge tone="plum">{t('rival.shownNow')}</Badge>}
            </div>
            <div className={styles.origin}>
              <Avatar name={choice.author} group={choice.origin.split(',')[0] ?? ''} />
              <div className={styles.who}>
                <div>{choice.author}</div>
                <div className={styles.when}>{choice.origin}</div>
              </div>
              <Button small onClick={() => void choice.onKeep()} {...(asked !== null ? { hint: String(index + 1) } : {})}>
                {t('rival.keep')}
              </Button>
            </div>
          </div>
        ))}
      </div>
      {more}
    </section>
  );
};
