import { useSyncExternalStore } from 'react';
import type { Theme } from '../state/view.ts';

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void): (() => void) => {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
};

/** Light or dark as chosen, or as the computer has it. */
export const useScheme = (theme: Theme): 'light' | 'dark' => {
  const systemIsDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  return theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
};
