import type { ReactNode } from 'react';
import styles from './DialogEnd.module.css';

/** The last line of a dialog: what can be done, and before it at most one word on the state. It is in sight however long the dialog is. */
export const DialogEnd = ({ children }: { readonly children: ReactNode }) => <div className={styles.end}>{children}</div>;
