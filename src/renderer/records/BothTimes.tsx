import { useTranslation } from 'react-i18next';
import type { ZonedRange } from '../../domain/times.ts';
import styles from './BothTimes.module.css';

/** The clocks of both countries in the order they are given, that of the venue first. */
export const BothTimes = ({ ranges }: { readonly ranges: readonly ZonedRange[] }) => {
  const { t } = useTranslation('records');
  return (
    <span className={styles.times}>
      {ranges.map(({ country, range, begins }) => (
        <span key={country}>
          <strong>{range}</strong> {t(`clockOf.${country}`)}
          {begins !== 'sameDay' && ` (${t(`begins.${begins}`)})`}
        </span>
      ))}
    </span>
  );
};
