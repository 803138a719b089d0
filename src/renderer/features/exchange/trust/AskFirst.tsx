import { type ReactNode, useState } from 'react';
import { Button, type ButtonVariant } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';

export type AskFirstProps = {
  readonly label: string;
  /** For whom, said to those who do not see where the button stands. */
  readonly of?: string;
  readonly title: string;
  readonly variant?: ButtonVariant;
  readonly danger?: boolean;
  readonly onYes: () => void;
  /** What it means, before the yes. */
  readonly children: ReactNode;
};

/** A button whose effect one key cannot undo: it says first what it means. */
export const AskFirst = ({ label, of, title, variant = 'outline', danger = false, onYes, children }: AskFirstProps) => {
  const [asks, ask] = useState(false);
  return (
    <>
      <Button small variant={variant} onClick={() => ask(true)}>
        {label}
        {of && <span className="visually-hidden"> {of}</span>}
      </Button>
      <Confirm
        opened={asks}
        title={title}
        confirm={label}
        danger={danger}
        onCancel={() => ask(false)}
        onConfirm={() => {
          ask(false);
          onYes();
        }}
      >
        {children}
      </Confirm>
    </>
  );
};
