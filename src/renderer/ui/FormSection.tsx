import type { ReactNode } from 'react';
import styles from './FormSection.module.css';

/** A group of fields under a heading; `id` is where section lists and gaps lead to. */
export const FormSection = ({
  title,
  id,
  note,
  children,
}: {
  readonly title: string;
  readonly id?: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section className={styles.section} id={id} aria-label={title}>
    <div className={styles.head}>
      <h3>{title}</h3>
      {note}
    </div>
    {children}
  </section>
);

/** Fields side by side where there is room. */
export const FieldColumns = ({ children }: { readonly children: ReactNode }) => <div className={styles.columns}>{children}</div>;
