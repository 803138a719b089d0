import { useTranslation } from 'react-i18next';
import { formatBadgeCode } from '../../../domain/badges.ts';
import { badgeLines, toPersonName } from '../../../domain/names.ts';
import { groupAt, partOf, textAt } from '../../../domain/values.ts';
import type { Values } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import styles from './BadgeCard.module.css';

type BadgeCardProps = {
  readonly values: Values;
  readonly organisation: string;
  readonly eventTitle: string;
  readonly language: Language;
};

/** The badge as it is printed: first the name people use, then the rest, the organisation, and the code that a scanner reads. */
export const BadgeCard = ({ values, organisation, eventTitle, language }: BadgeCardProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const country = textAt(values, 'country');
  const [large, small] = badgeLines(toPersonName(groupAt(values, 'name'), country));
  const portrait = partOf(groupAt(values, 'photo'), 'portrait');
  return (
    <section className={styles.badge} aria-label={t('badge.title')}>
      <div className={styles.badgeTop}>
        <strong>InterregCluster</strong>
        <span className={styles.badgeEvent}>{eventTitle}</span>
      </div>
      <div className={styles.badgeLarge}>{large || ' '}</div>
      <div className={styles.badgeSmall}>{small || ' '}</div>
      <div className={styles.badgeFrom}>{organisation || ' '}</div>
      <div className={styles.badgeFoot}>
        {country !== '' && country !== 'other' && <span className={styles.box}>{country}</span>}
        {portrait !== 'yes' && <span className={styles.box}>{t('badge.noPhoto')}</span>}
        <span className={styles.code}>{formatBadgeCode(textAt(values, 'badge'))}</span>
      </div>
    </section>
  );
};
