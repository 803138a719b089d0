import { useSyncExternalStore } from 'react';

export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'failure';
  /** A way back or on, for example undo with its key. */
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void };
};

let current: Toast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

const publish = (toast: Toast | null): void => {
  current = toast;
  for (const listener of listeners) listener();
};

/** Shows a sentence at the bottom left for ten seconds; a newer one takes its place. */
export const showToast = (toast: Omit<Toast, 'id' | 'tone'> & { readonly tone?: Toast['tone'] }): void => {
  lastId += 1;
  publish({ tone: 'done', ...toast, id: lastId });
};

export const closeToast = (): void => publish(null);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useToast = (): Toast | null => useSyncExternalStore(subscribe, () => current);
