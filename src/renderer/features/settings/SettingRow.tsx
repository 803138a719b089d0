import type { ReactNode } from 'react';
import styles from './Settings.module.css';

/** What it is at left with a sentence below, the control or value at right. */
export const SettingRow = ({ label, note, children }: { readonly label: string; readonly note?: string; readonly children: ReactNode }) => (
  <div className={styles.row}>
    <div className={styles.words}>
      <div className={styles.label}>{label}</div>
      {note && <div className={styles.note}>{note}</div>}
    </div>
    <div className={styles.control}>{children}</div>
  </div>
);
