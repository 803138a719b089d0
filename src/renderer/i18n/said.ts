import type { i18n } from 'i18next';
import type { Language } from './languages.ts';

/** A sentence about what was done, made where it is shown, so that it speaks the language of then. */
export type Said = (t: i18n['t'], language: Language) => string;
