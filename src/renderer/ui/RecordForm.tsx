import { type KeyboardEvent, type ReactNode, useCallback } from 'react';
import { focusFirstField, useBackFromForm } from './focus.ts';

export type RecordFormProps = {
  readonly label: string;
  readonly className: string | undefined;
  /** The element, for a form that has sections to go to. */
  readonly root?: { current: HTMLFormElement | null };
  readonly children: ReactNode;
};

/** Escape leaves a field first, and the form only from outside of one; an open list of choices closes by itself. */
const leaveField = (event: KeyboardEvent<HTMLElement>): void => {
  const { target, currentTarget } = event;
  if (event.key !== 'Escape' || !(target instanceof HTMLElement) || target === currentTarget) return;
  if (target.getAttribute('aria-expanded') !== 'true') currentTarget.focus();
};

/** The form of one record: typing begins in its first field, and the keyboard is back in the list when the form is left. */
export const RecordForm = ({ label, className, root, children }: RecordFormProps) => {
  useBackFromForm();
  const begin = useCallback(
    (form: HTMLFormElement | null) => {
      if (root) root.current = form;
      focusFirstField(form);
    },
    [root],
  );
  return (
    <form
      ref={begin}
      aria-label={label}
      tabIndex={-1}
      className={className}
      onKeyDown={leaveField}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  );
};
