import { useSyncExternalStore } from 'react';
import type { Failure } from '../../base/result.ts';
import { describeFailure } from '../i18n/failure.ts';
import type { Said } from '../i18n/said.ts';

export type Toast = {
  readonly id: number;
  readonly said: Said;
  readonly tone: 'done' | 'failure';
  /** Takes back just what is said. */
  readonly undo?: () => void;
};

let current: Toast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

const shownForMs = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** While it is held, by pointer or focus, a toast stays; then it has its whole time again. */
export const holdToast = (held: boolean): void => {
  clearTimeout(timer);
  if (!held && current !== null) timer = setTimeout(() => closeToast(), shownForMs);
};

const publish = (toast: Toast | null): void => {
  current = toast;
  holdToast(false);
  for (const listener of listeners) listener();
};

/** Shows a sentence at the bottom left for ten seconds, also while a screen without toasts is open; a newer one takes its place. */
export const showToast = (toast: Omit<Toast, 'id' | 'tone'> & { readonly tone?: Toast['tone'] }): void => {
  lastId += 1;
  publish({ tone: 'done', ...toast, id: lastId });
};

export const showFailure = (failure: Failure): void => showToast({ tone: 'failure', said: () => describeFailure(failure).title });

export const closeToast = (): void => publish(null);

/** Answers how to close the toast that is shown now, and no later one. */
export const closeThisToast = (): (() => void) => {
  const shown = current;
  return () => shown === current && closeToast();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useToast = (): Toast | null => useSyncExternalStore(subscribe, () => current);
