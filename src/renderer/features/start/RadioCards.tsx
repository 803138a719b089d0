import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import type { Icon } from '../../ui/Icon.ts';
import styles from './RadioCards.module.css';

export const RadioCards = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <fieldset className={styles.cards}>
    <legend className="visually-hidden">{label}</legend>
    {children}
  </fieldset>
);

export type RadioCardProps = {
  readonly name: string;
  readonly title: string;
  readonly text?: string;
  readonly lang?: string;
  readonly icon?: Icon;
  readonly mark?: ReactNode;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  /** Opened under the card while it is chosen. */
  readonly children?: ReactNode;
};

/** One answer as a card; the whole of it can be clicked. */
export const RadioCard = ({ name, title, text, lang, icon: Icon, mark, chosen, onChoose, children }: RadioCardProps) => (
  <div className={classes(styles.card, chosen && styles.chosen)}>
    <label className={styles.line}>
      <input type="radio" name={name} checked={chosen} onChange={onChoose} />
      {Icon && <Icon size={22} stroke={1.6} />}
      <span className={styles.words}>
        <span className={styles.title} lang={lang}>
          {title}
        </span>
        {text && <span className={styles.text}>{text}</span>}
      </span>
      {mark}
    </label>
    {chosen && children && <div className={styles.inside}>{children}</div>}
  </div>
);
