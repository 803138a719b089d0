import type { ReactNode } from 'react';
import styles from './DetailHeader.module.css';

/** Line 1: state or country, kind, actions at right. Line 2: title. Line 3: place or times. */
export const DetailHeader = ({
  eyebrow,
  title,
  subtitle,
  actions,
  lang,
}: {
  readonly eyebrow?: ReactNode;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly lang?: string;
}) => (
  <header className={styles.header}>
    <div className={styles.top}>
      <div className={styles.eyebrow}>{eyebrow}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
    <h2 className={styles.title} lang={lang}>
      {title}
    </h2>
    {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
  </header>
);

/** The scrolling part under header and tabs. */
export const DetailBody = ({ children }: { readonly children: ReactNode }) => <div className={styles.body}>{children}</div>;
