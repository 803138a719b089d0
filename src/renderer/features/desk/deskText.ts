import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, formatIn } from '../../i18n/format.ts';
import type { Language } from '../../i18n/languages.ts';

/** The language of the visitor at the desk, which is not the language of the office's screens. */
export const DeskLanguage = createContext<Language>('en');

export const useDeskLanguage = (): Language => useContext(DeskLanguage);
export const useDeskText = () => useTranslation('desk', { lng: useDeskLanguage() });
export const useDeskFormat = (): Format => formatIn(useDeskLanguage());
