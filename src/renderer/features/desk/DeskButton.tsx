import type { ButtonHTMLAttributes } from 'react';
import { classes } from '../../ui/classes.ts';
import type { Icon } from '../../ui/Icon.ts';
import styles from './Desk.module.css';

type DeskButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly icon?: Icon; readonly hint: string; readonly main?: boolean };

/** A button for a finger or a key, at least 60 px high. */
export const DeskButton = ({ icon: Icon, hint, main = false, children, ...rest }: DeskButtonProps) => (
  <button type="button" className={classes(styles.button, main && styles.main)} {...rest}>
    {Icon && <Icon size={24} stroke={1.75} />}
    <span>{children}</span>
    <kbd>{hint}</kbd>
  </button>
);
