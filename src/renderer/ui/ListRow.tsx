import type { ReactNode } from 'react';
import styles from './ListRow.module.css';

/** Name and second line at left; marks (at most one, then "+1") and country at right. `lead` is a date block or icon before the name. */
export const ListRow = ({
  name,
  detail,
  marks,
  lead,
  lang,
}: {
  readonly name: string;
  readonly detail?: ReactNode;
  readonly marks?: ReactNode;
  readonly lead?: ReactNode;
  readonly lang?: string;
}) => (
  <div className={styles.row}>
    {lead}
    <div className={styles.words}>
      <div className={styles.name} title={name} lang={lang}>
        {name}
      </div>
      {detail && <div className={styles.detail}>{detail}</div>}
    </div>
    {marks && <div className={styles.marks}>{marks}</div>}
  </div>
);

/** A row whose data is on its way. */
export const PendingRow = () => (
  <div className={styles.row} aria-hidden="true">
    <div className={styles.words}>
      <div className={styles.bar} />
      <div className={styles.shortBar} />
    </div>
  </div>
);

/** Day of month in serif with the short month below, as the lead of a row. */
export const DateBlock = ({ day, month }: { readonly day: string; readonly month: string }) => (
  <div className={styles.date}>
    <span className={styles.day}>{day}</span>
    <span className={styles.month}>{month}</span>
  </div>
);
