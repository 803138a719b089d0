import { isJsonObject, own } from '../../base/json.ts';
import type { Language } from '../i18n/languages.ts';
import { languages } from '../i18n/languages.ts';
import type { Row, Values } from '../../replica/api.ts';

/** The text at a path, or in one part of a group; '' where there is none. */
export const textAt = (values: Values, path: string, part?: string): string => {
  const value = own(values, path);
  const inner = part !== undefined && isJsonObject(value) ? own(value, part) : part === undefined ? value : undefined;
  return typeof inner === 'string' ? inner : '';
};

export const numberAt = (values: Values, path: string): number | null => {
  const value = own(values, path);
  return typeof value === 'number' ? value : null;
};

/** The elements of a set that are in it, as `tag/solar` gives `solar`. */
export const elementsAt = (values: Values, path: string): readonly string[] =>
  Object.keys(values)
    .filter((key) => key.startsWith(`${path}/`) && values[key] !== null)
    .map((key) => key.slice(path.length + 1));

/** A translated text in the reader's language, else in the first language that has it, with that language. */
export const translatedAt = (values: Values, path: string, language: Language): { readonly text: string; readonly lang: Language } => {
  const lang = [language, ...languages].find((candidate) => textAt(values, `${path}.${candidate}`) !== '') ?? language;
  return { text: textAt(values, `${path}.${lang}`), lang };
};

/** A person's name in the order of their culture, as the group is stored. */
export const personName = (values: Values): string => {
  const part = (name: string): string => textAt(values, 'name', name);
  const order = part('order') === 'given-first' ? [part('given'), part('family')] : [part('family'), part('given')];
  return [part('title'), ...order].filter(Boolean).join(' ');
};

/** What a row is called: its name, its title in the reader's language, or its day; '' where it has none of them. */
export const titleOf = (row: Pick<Row, 'type' | 'values'>, language: Language): string =>
  personName(row.values) || textAt(row.values, 'name') || translatedAt(row.values, 'title', language).text || textAt(row.values, 'day');
