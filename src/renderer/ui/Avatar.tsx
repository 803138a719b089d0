import styles from './Avatar.module.css';
import { classes } from './classes.ts';

const tints = [styles.petrol, styles.clay, styles.leaf, styles.plum, styles.amber];

const initialsOf = (name: string): string => {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{Lu}/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join('');
};

const tintOf = (group: string): string | undefined => {
  const sum = Array.from(group).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return tints[sum % tints.length];
};

/** Initials of a person, tinted by office; decoration beside the written name. */
export const Avatar = ({ name, group, large = false }: { readonly name: string; readonly group: string; readonly large?: boolean }) => (
  <span className={classes(styles.avatar, tintOf(group), large && styles.large)} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
