import { type FocusEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { focusList } from '../../../ui/focus.ts';

type Handlers = { readonly onFocus: () => void; readonly onBlur: (event: FocusEvent) => void };

/**
 * An answered question takes the button away that had the focus. A keyboard that was in the list goes on with `next`, in the content of the
 * screen where nothing is left; `shown` names what the list shows. The handlers belong to what holds the list and its menus.
 */
export const useKeyboardStays = (shown: string, next: () => HTMLElement | null): Handlers => {
  const wasHere = useRef(false);
  const following = useRef(next);
  useLayoutEffect(() => {
    following.current = next;
  });
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (!wasHere.current || document.activeElement !== document.body) return;
    const element = following.current();
    if (element) element.focus({ preventScroll: true });
    else focusList();
  }, [shown]);
  return {
    onFocus: () => {
      wasHere.current = true;
    },
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) wasHere.current = false; // Null also where what had the focus is taken away.
    },
  };
};
