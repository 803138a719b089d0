import { useEffect, useRef } from 'react';

/** What each key does. Only keys that no scanner types: F keys, Escape, Enter with Ctrl. */
export type DeskKeys = Readonly<Record<string, () => void>>;

/** Takes the keys of the desk before anything else does, wherever the focus is. */
export const useDeskKeys = (keys: DeskKeys): void => {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.altKey || event.shiftKey) return;
      const run = current.current[event.ctrlKey ? `Ctrl ${event.key}` : event.key];
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
};
