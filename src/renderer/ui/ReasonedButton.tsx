import { useId } from 'react';
import styles from './Button.module.css';
import { Button, type ButtonProps } from './Button.tsx';

/** A button that may have to wait, mostly the last of a dialog; while it has to wait, `reason` stands at the left of its row and describes it. */
export const ReasonedButton = ({ reason, disabled = false, ...rest }: ButtonProps & { readonly reason: string | null }) => {
  const id = useId();
  return (
    <>
      <span id={id} className={styles.reason} role="status">
        {reason}
      </span>
      <Button {...rest} disabled={disabled || reason !== null} {...(reason === null ? {} : { 'aria-describedby': id })} />
    </>
  );
};
