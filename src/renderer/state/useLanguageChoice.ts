import { useCallback } from 'react';
import { i18n } from '../i18n/i18n.ts';
import type { Language } from '../i18n/languages.ts';
import { useView } from './view.ts';

/** Switches the language of the screen and remembers it. */
export const useLanguageChoice = (): ((language: Language) => void) => {
  const remember = useView((view) => view.setLanguage);
  return useCallback(
    (language) => {
      remember(language);
      void i18n.changeLanguage(language);
    },
    [remember],
  );
};
