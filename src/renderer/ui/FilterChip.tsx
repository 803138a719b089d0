import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format.ts';
import { classes } from './classes.ts';
import styles from './FilterChip.module.css';
import type { Icon } from './Icon.ts';

export type FilterChipProps = {
  readonly label: string;
  /** A chip with no match stays, greyed. */
  readonly count?: number;
  readonly on: boolean;
  readonly icon?: Icon;
  readonly onToggle: () => void;
};

/** For a number that may not be known yet: a chip without one says nothing. */
export const counted = (count: number | undefined): { readonly count?: number } => (count === undefined ? {} : { count });

export const FilterChip = ({ label, count, on, icon: Icon, onToggle }: FilterChipProps) => {
  const format = useFormat();
  return (
    <button
      type="button"
      aria-pressed={on}
      className={classes(styles.chip, on && styles.on, count === 0 && !on && styles.none)}
      onClick={onToggle}
    >
      {Icon && <Icon size={16} stroke={1.75} />}
      {label}
      {count !== undefined && <span className={styles.count}>{format.number(count)}</span>}
    </button>
  );
};

/** A row of chips that belong together; `label` names the group for a screen reader. */
export const FilterChips = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <fieldset aria-label={label} className={styles.chips}>
    {children}
  </fieldset>
);
