import { IconAlertTriangle } from '@tabler/icons-react';
import styles from './Question.module.css';

/** What makes a person look twice before a yes. `grave`: it cannot be undone. */
export const Question = ({ text, grave = false }: { readonly text: string; readonly grave?: boolean }) => (
  <p className={styles.question} data-grave={grave}>
    <IconAlertTriangle size={18} stroke={1.75} />
    {text}
  </p>
);
