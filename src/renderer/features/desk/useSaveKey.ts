import { useEffect, useLayoutEffect, useRef } from 'react';
import { comboOf } from '../../ui/keys.ts';

/** Ctrl Enter and Ctrl S save wherever the focus is. */
export const useSaveKey = (save: () => void): void => {
  const now = useRef(save);
  useLayoutEffect(() => {
    now.current = save;
  });
  useEffect(() => {
    const onKeyDown = (pressed: KeyboardEvent): void => {
      if (!/^Ctrl (Enter|S)$/.test(comboOf(pressed)) || pressed.repeat) return;
      pressed.preventDefault();
      now.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
};
