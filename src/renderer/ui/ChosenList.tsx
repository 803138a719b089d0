import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import styles from './ChosenList.module.css';

export type ChosenEntry = { readonly id: string; readonly content: ReactNode; readonly removeLabel: string; readonly onRemove: () => void };

/** What a field that takes several holds, below it: one line each with a way to take it out. Nothing is shown while there is none. */
export const ChosenList = ({ label, entries }: { readonly label: string; readonly entries: readonly ChosenEntry[] }) => (
  <ul className={styles.chosen} aria-label={label}>
    {entries.map(({ id, content, removeLabel, onRemove }) => (
      <li key={id}>
        <span className={styles.content}>{content}</span>
        <IconButton variant="quiet" icon={IconX} label={removeLabel} onClick={onRemove} />
      </li>
    ))}
  </ul>
);
