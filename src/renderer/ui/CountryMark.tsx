import styles from './CountryMark.module.css';
import { classes } from './classes.ts';

/** Country as shape and letters, never a flag: Hungary square, Romania round, anything else a ring. */
export const CountryMark = ({ country, count }: { readonly country: string; readonly count?: string }) => (
  <span className={styles.mark}>
    <span
      className={classes(styles.shape, country === 'HU' ? styles.hu : country === 'RO' ? styles.ro : styles.other)}
      aria-hidden="true"
    />
    <span>{country}</span>
    {count !== undefined && <span>{count}</span>}
  </span>
);
