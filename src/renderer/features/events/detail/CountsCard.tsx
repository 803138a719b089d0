import { useTranslation } from 'react-i18next';
import { own } from '../../../../base/json.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { Bar } from '../../../ui/Progress.tsx';
import styles from './CountsCard.module.css';
import type { Attendees } from './useAttendees.ts';

type ByCountry = Readonly<Record<'HU' | 'RO' | 'other', number>>;

const hasStatus = (row: Row, ...statuses: readonly string[]): boolean => statuses.includes(textAt(row.values, 'status'));

const byCountry = (rows: readonly Row[]): ByCountry => {
  const inCountry = (country: string): number => rows.filter((row) => textAt(row.values, 'country') === country).length;
  const [HU, RO] = [inCountry('HU'), inCountry('RO')];
  return { HU, RO, other: rows.length - HU - RO };
};

const Border = ({ title, numbers }: { readonly title: string; readonly numbers: ByCountry }) => {
  const { t } = useTranslation('events');
  return (
    <div className={styles.part}>
      <div className={styles.words}>{title}</div>
      <div className={styles.bar} aria-hidden="true">
        {(['HU', 'RO', 'other'] as const).map(
          (country) => numbers[country] > 0 && <span key={country} className={styles[country]} style={{ flexGrow: numbers[country] }} />,
        )}
      </div>
      <div className={styles.legend}>
        <CountryMark country="HU" count={String(numbers.HU)} />
        <CountryMark country="RO" count={String(numbers.RO)} />
        {numbers.other > 0 && <span>{t('counts.other', { count: numbers.other })}</span>}
      </div>
    </div>
  );
};

/** How many have a place, how many came, and from which side of the border. */
export const CountsCard = ({ event, attendees }: { readonly event: RecordView; readonly attendees: Attendees }) => {
  const { t } = useTranslation('events');
  const { rows, counts } = attendees;
  const capacity = own(event.values, 'capacity');
  const placed = rows.filter((row) => hasStatus(row, 'registered', 'confirmed'));
  const confirmed = rows.filter((row) => hasStatus(row, 'confirmed')).length;
  const waiting = rows.filter((row) => hasStatus(row, 'waiting')).length;
  const seats =
    typeof capacity === 'number' && capacity > 0
      ? t('counts.seats', { count: capacity })
      : t('counts.registered', { count: placed.length });
  const arrived = t('counts.arrived', { count: counts.attended, expected: counts.expected });
  return (
    <section className={styles.card} aria-label={t('counts.region')}>
      <div className={styles.part}>
        <div>
          <span className={styles.number}>{placed.length}</span> <span className={styles.words}>{seats}</span>
        </div>
        {typeof capacity === 'number' && capacity > 0 && <Bar share={placed.length / capacity} text={`${placed.length} ${seats}`} />}
        <div className={styles.small}>
          {t('counts.confirmed', { confirmed, open: placed.length - confirmed })}
          {waiting > 0 && ` · ${t('counts.waiting', { waiting })}`}
        </div>
      </div>
      <div className={styles.part}>
        <div>
          <span className={styles.number}>{counts.attended}</span> <span className={styles.words}>{arrived}</span>
        </div>
        <Bar share={counts.expected === 0 ? 0 : counts.attended / counts.expected} text={`${counts.attended} ${arrived}`} done />
        <div className={styles.small}>{t('counts.present', { present: counts.present, walkIns: counts.walkIns })}</div>
      </div>
      {counts.attended > 0 ? (
        <Border title={t('counts.arrivedBy')} numbers={counts.attendedByCountry} />
      ) : (
        <Border title={t('counts.border')} numbers={byCountry(placed)} />
      )}
    </section>
  );
};
