import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from './Avatar.tsx';
import { Badge } from './Badge.tsx';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
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
  readonly onKeep: () => void;
};

export type RivalCardProps = {
  /** The sentence: who wrote what without knowing of whom. */
  readonly title: string;
  readonly choices: readonly RivalChoice[];
  /** Further ways out, with their own room above: combine them, write another value. */
  readonly more?: ReactNode;
  /** Only one card of a screen takes the digit keys. */
  readonly keyed?: boolean;
};

/** Two or more values of one field, side by side with equal buttons; the keys 1, 2 … keep one. */
export const RivalCard = ({ title, choices, more, keyed = true }: RivalCardProps) => {
  const { t } = useTranslation();
  useKeys(
    keyed ? choices.slice(0, 9).map((choice, index) => ({ keys: String(index + 1), label: t('rival.keepKey'), run: choice.onKeep })) : [],
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
              <Button small onClick={choice.onKeep} {...(keyed ? { hint: String(index + 1) } : {})}>
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
