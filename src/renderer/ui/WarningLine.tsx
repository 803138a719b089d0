import { IconAlertCircle } from '@tabler/icons-react';
import styles from './FormField.module.css';

/** What is odd about a value, under it. */
export const WarningLine = ({ text }: { readonly text: string }) => (
  <span className={styles.warning}>
    <IconAlertCircle size={16} stroke={1.75} />
    {text}
  </span>
);
