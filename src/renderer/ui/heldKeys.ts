import { type KeyboardEvent as ReactKeyboardEvent, useLayoutEffect } from 'react';
import { focusNext } from './focus.ts';
import { comboOf } from './keys.ts';

/** An answer that does not come must not take the keyboard away for good. */
const patienceMs = 10_000;

let waiting = 0;
let since = 0;
let held: KeyboardEvent[] = [];

const isTyped = ({ key }: KeyboardEvent): boolean => [...key].length === 1;

const isModifier = ({ key }: KeyboardEvent): boolean => /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|Dead|Process)$/.test(key);

/** What moves, types or saves. Other keys with Ctrl or Alt, and those of the whole program, mean what they always mean. */
const isMeantForForm = (event: KeyboardEvent): boolean => {
  if (event.getModifierState('AltGraph')) return isTyped(event);
  return /^(Ctrl (S|Enter)|Alt Arrow\w+|(?!Ctrl |Alt |F\d|Escape).+)$/.test(comboOf(event));
};

/** Who goes elsewhere, or is asked something instead, has given up what they waited for. */
export const forgetHeldKeys = (): void => {
  held = [];
};

const hold = (event: KeyboardEvent): void => {
  if (event.isComposing || isModifier(event) || event.timeStamp - since > patienceMs) return;
  if (isMeantForForm(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  } else forgetHeldKeys();
};

/** Keeps a key that came too early, to be pressed again first of all. */
export const holdKey = (event: ReactKeyboardEvent): void => {
  event.preventDefault();
  event.stopPropagation();
  held.push(event.nativeEvent);
};

/** Presses a key once more where the keyboard is now. */
const press = (event: KeyboardEvent): void => {
  const { key, code, shiftKey, repeat } = event;
  const isAltGraph = event.getModifierState('AltGraph');
  const [altKey, ctrlKey, metaKey] = isAltGraph ? [false, false, false] : [event.altKey, event.ctrlKey, event.metaKey];
  const again = new KeyboardEvent('keydown', { key, code, shiftKey, altKey, ctrlKey, metaKey, repeat, bubbles: true, cancelable: true });
  if (!(document.activeElement ?? document.body).dispatchEvent(again)) return;
  const isWriting = document.activeElement?.matches('input, textarea'); // Elsewhere letters would go to where the caret was before.
  if (key === 'Tab') focusNext(shiftKey ? -1 : 1);
  else if (key === 'Backspace' && isWriting) document.execCommand('delete');
  else if (isTyped(event) && isWriting && !ctrlKey && !metaKey) document.execCommand('insertText', false, key);
};

/** One key after the other, each on the screen that the one before has left; what waits again keeps the rest. */
const release = async (): Promise<void> => {
  for (let next = waiting === 0 ? held.shift() : undefined; next; next = waiting === 0 ? held.shift() : undefined) {
    press(next);
    await Promise.resolve(); // React draws what a key has changed in a microtask.
  }
};

const begin = (): void => {
  if (waiting === 0) {
    since = performance.now();
    window.addEventListener('keydown', hold, { capture: true });
    window.addEventListener('pointerdown', forgetHeldKeys, { capture: true });
  }
  waiting += 1;
};

const end = (): void => {
  waiting -= 1;
  if (waiting === 0) {
    window.removeEventListener('keydown', hold, { capture: true });
    window.removeEventListener('pointerdown', forgetHeldKeys, { capture: true });
  }
  queueMicrotask(() => void release());
};

/** While `isWaiting`, what is pressed is kept for the form or the answer that comes, and pressed again once it is there. Escape gives it up. */
export const useHeldKeys = (isWaiting: boolean): void =>
  useLayoutEffect(() => {
    if (!isWaiting) return;
    begin();
    return end;
  }, [isWaiting]);
