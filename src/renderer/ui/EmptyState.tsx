import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import type { Icon } from './Icon.ts';

/** What belongs here and one way to begin. Never "no data". */
export const EmptyState = ({
  icon: Icon,
  title,
  text,
  action,
}: {
  readonly icon: Icon;
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
}) => (
  <div className={styles.empty}>
    <Icon size={28} stroke={1.5} className={styles.icon ?? ''} />
    <h3>{title}</h3>
    {text && <p>{text}</p>}
    {action}
  </div>
);
