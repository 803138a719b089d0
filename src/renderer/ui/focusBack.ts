import { useEffect } from 'react';
import { focusList } from './focus.ts';

let outside: HTMLElement | null = null;

/** Notes what has the focus outside of dialogs, from now on; answers how to stop. */
export const watchFocus = (): (() => void) => {
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && target.closest('[role="dialog"]') === null) outside = target;
  };
  document.addEventListener('focusin', note);
  return () => document.removeEventListener('focusin', note);
};

/** When a dialog is taken off the screen instead of closed, also after it has led to another one, the focus goes back to where it came from. */
export const useFocusBack = (): void => {
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        if (outside?.isConnected) outside.focus({ preventScroll: true });
        if (document.activeElement === document.body) focusList(); // It is gone, or out of use for a while.
      });
    },
    [],
  );
};
