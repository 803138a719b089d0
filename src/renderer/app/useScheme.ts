import { useSyncExternalStore } from 'react';
import type { Theme } from '../state/view.ts';

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void): (() => void) => {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
};

/** The scheme to begin with, before anything is rendered. */
export const schemeOf = (theme: Theme): 'light' | 'dark' => (theme === 'system' ? (darkQuery.matches ? 'dark' : 'light') : theme);

/** Light or dark as chosen, or as the computer has it. */
export const useScheme = (theme: Theme): 'light' | 'dark' => {
  useSyncExternalStore(subscribe, () => darkQuery.matches);
  return schemeOf(theme);
};
