import { useLayoutEffect, useRef } from 'react';

/**
 * One key of a screen. `keys` is written as it is shown: "N", "/", "Ctrl K", "Alt H", "Ctrl Shift Z", "F9", "ArrowDown".
 * Without a modifier it acts only outside text fields, unless `inFields` says otherwise.
 */
export type KeyBinding = {
  readonly keys: string;
  readonly label: string;
  /** `pressedAt` on the clock of `performance.now()`. */
  readonly run: (pressedAt: number) => void;
  readonly inFields?: boolean;
  /** The field that one is in hands over what was typed there before it runs. */
  readonly saves?: boolean;
};

type Registered = { current: readonly KeyBinding[] };
const registered: Registered[] = [];
let lettersOn = true;

/** Single letters can be switched off (WCAG 2.1.4). */
export const setLetterKeys = (on: boolean): void => {
  lettersOn = on;
};

/** Every key that acts now; what was registered later stands first and wins. */
export const activeKeys = (): readonly KeyBinding[] => {
  const all = registered.toReversed().flatMap((entry) => entry.current);
  return all.filter((binding, index) => all.findIndex((other) => other.keys === binding.keys) === index);
};

/** What was pressed, as bindings write it: by the letter it gives, not by where the key lies. */
export const comboOf = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string => {
  const letter = event.key.length === 1 && event.key !== ' ';
  const name = letter ? event.key.toUpperCase() : event.key === ' ' ? 'Space' : event.key;
  const shift = event.shiftKey && (!letter || /\p{L}/u.test(event.key));
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', name];
  return parts.filter(Boolean).join(' ');
};

const textInputs = new Set(['text', 'search', 'email', 'tel', 'url', 'number', 'password', 'date', 'time']);

const isTyping = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && textInputs.has(target.type)) ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLElement && target.isContentEditable);

const acts = (binding: KeyBinding, combo: string, typing: boolean): boolean => {
  if (binding.keys !== combo) return false;
  if (combo.length === 1) return !typing && (lettersOn || !/\p{L}/u.test(combo));
  return !typing || binding.inFields === true || /^(Ctrl (?!Shift Z|Z)|Alt |F\d)/.test(combo);
};

/** Whether a key goes on while it is held. One that does not only move acts once, or it would decide what nobody has read. */
export const mayRepeat = (combo: string): boolean => /^(Alt )?(Arrow\w+|Page\w+|J|K)$/.test(combo);

/** Whether a dialog or menu lies before the screen; also where what had the focus in it is gone, as a button that has decided something. */
const isOverlaid = (target: EventTarget | null): boolean =>
  target === document.body
    ? document.querySelector('[role="dialog"][aria-modal="true"]') !== null
    : target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

let overlaid = false;
/** Looked at before a dialog hears its Escape: it is gone when the keys of the screen are asked. */
const noteOverlay = (event: KeyboardEvent): void => {
  overlaid = isOverlaid(event.target);
};

/** A button or link that comes under a held Enter must not be pressed by it. */
const restHeldEnter = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && event.repeat && event.target instanceof Element && event.target.closest('button, a')) event.preventDefault();
};

/** What a field keeps for itself until it is left, as words of a set, is told to the form without leaving it: React draws that in a microtask. */
const saveWhatIsTyped = (combo: string, pressedAt: number): void => {
  document.activeElement?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  queueMicrotask(() =>
    activeKeys()
      .find(({ keys, saves }) => saves && keys === combo)
      ?.run(pressedAt),
  );
};

/** A field with a list takes every Enter, chooses with it or opens the list; with Ctrl it saves the form as well. */
const isTaken = (event: KeyboardEvent, combo: string): boolean => {
  const isInList = event.target instanceof Element && event.target.matches('[aria-haspopup="listbox"]');
  return event.defaultPrevented && !(isInList && combo === 'Ctrl Enter');
};

const onKeyDown = (event: KeyboardEvent): void => {
  const combo = comboOf(event);
  if (isTaken(event, combo) || event.isComposing || event.getModifierState('AltGraph')) return;
  if (combo === 'Ctrl S') event.preventDefault(); // The browser would save the page, also where nobody takes the key.
  if (event.target instanceof Element && event.target.closest('[data-own-keys]')) return;
  if (overlaid && !/^(Ctrl|Alt|F\d)/.test(combo)) return; // a dialog or menu before the screen keeps its plain keys
  const typing = isTyping(event.target);
  const binding = activeKeys().find((candidate) => acts(candidate, combo, typing));
  if (!binding) return;
  event.preventDefault();
  if (event.repeat && !mayRepeat(combo)) return;
  if (binding.saves) saveWhatIsTyped(combo, event.timeStamp);
  else binding.run(event.timeStamp);
};

/** A field with a list opens it at Alt ↓ as at ↓ alone, so that a form's own Alt ↑ and Alt ↓ would lead into it and never out again. */
const takeBeforeLists = (event: KeyboardEvent): void => {
  if (!/^Alt Arrow/.test(comboOf(event))) return;
  onKeyDown(event);
  if (event.defaultPrevented) event.stopPropagation();
};

/** Starts listening; call once when the window starts. */
export const listenToKeys = (): void => {
  window.addEventListener('keydown', noteOverlay, { capture: true });
  window.addEventListener('keydown', restHeldEnter, { capture: true });
  window.addEventListener('keydown', takeBeforeLists, { capture: true });
  window.addEventListener('keydown', onKeyDown);
};

/** The keys that save what is in a form. */
export const saveKeys = (label: string, run: () => void): readonly KeyBinding[] =>
  ['Ctrl Enter', 'Ctrl S'].map((keys) => ({ keys, label, run, inFields: true, saves: true }));

/** Binds keys while the component is shown. The keys appear in the overlay of `?` by their label. */
export const useKeys = (bindings: readonly KeyBinding[]): void => {
  const entry = useRef<readonly KeyBinding[]>(bindings);
  useLayoutEffect(() => {
    entry.current = bindings;
  });
  useLayoutEffect(() => {
    registered.push(entry);
    return () => {
      registered.splice(registered.indexOf(entry), 1);
    };
  }, []);
};
