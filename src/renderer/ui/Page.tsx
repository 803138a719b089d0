import type { ReactNode, UIEventHandler } from 'react';
import { classes } from './classes.ts';
import styles from './Page.module.css';

/** A room without a list: head above, content scrolls below. `aside` is a second pane at the right. */
export const Page = ({
  header,
  aside,
  asideLabel,
  label,
  children,
}: {
  readonly label: string;
  readonly header?: ReactNode;
  readonly aside?: ReactNode;
  readonly asideLabel?: string;
  readonly children: ReactNode;
}) => (
  <div className={styles.page}>
    {header}
    <div className={styles.columns}>
      <Pane label={label} className={classes(styles.content)}>
        {children}
      </Pane>
      {aside && (
        <Pane label={asideLabel ?? label} className={styles.aside}>
          {aside}
        </Pane>
      )}
    </div>
  </div>
);

/** A labelled region that scrolls; F6 goes from one to the next. */
export const Pane = ({
  label,
  className,
  onScroll,
  children,
}: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly onScroll?: UIEventHandler<HTMLElement>;
  readonly children: ReactNode;
}) => (
  <section aria-label={label} data-pane tabIndex={-1} className={classes(styles.pane, className)} onScroll={onScroll}>
    {children}
  </section>
);

/** Title of a room or a record with a sentence below and actions at the right. One per pane. */
export const PageHeader = ({
  title,
  subtitle,
  actions,
  divided = false,
}: {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly divided?: boolean;
}) => (
  <header className={classes(styles.header, divided && styles.divided)}>
    <div className={styles.words}>
      <h1>{title}</h1>
      {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
    </div>
    {actions && <div className={styles.actions}>{actions}</div>}
  </header>
);

/** A part of a page with a small heading; `note` stands at the right of it. */
export const Section = ({
  title,
  count,
  note,
  children,
}: {
  readonly title: string;
  readonly count?: string | number;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section className={styles.section}>
    <div className={styles.sectionHead}>
      <h2>
        {title}
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </h2>
      {note && <div className={styles.note}>{note}</div>}
    </div>
    {children}
  </section>
);

/** A bordered block of rows, divided by lines; the rows are its children. */
export const Card = ({ children, padded = false }: { readonly children: ReactNode; readonly padded?: boolean }) => (
  <div className={classes(styles.card, padded && styles.padded)}>{children}</div>
);
