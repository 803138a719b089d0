export { type Language, languages } from '../../domain/recordTypes.ts';

/** Each language in its own name; never a flag. */
export const languageNames = { hu: 'Magyar', ro: 'Română', en: 'English' } as const;
