import { searchKey } from '../base/fold.ts';
import type { JsonObject } from '../base/json.ts';
import { partOf } from './values.ts';

export type NameOrder = 'family-first' | 'given-first';

/** A person's name as the group `name` holds it: { family, given, title, order }. Missing parts are ''. */
export type PersonName = { readonly family: string; readonly given: string; readonly title: string; readonly order: NameOrder };

/** The order in which people of a country give their name. */
export const nameOrderOf = (country: string): NameOrder => (country === 'HU' ? 'family-first' : 'given-first');

/** The name in a group of a record; an order that is missing follows `country`. */
export const toPersonName = (group: JsonObject, country = ''): PersonName => {
  const order = partOf(group, 'order');
  return {
    family: partOf(group, 'family').trim(),
    given: partOf(group, 'given').trim(),
    title: partOf(group, 'title').trim(),
    order: order === 'family-first' || order === 'given-first' ? order : nameOrderOf(country),
  };
};

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** The name in running text, in the order of the person's own culture, whatever the reader's language: "dr. Nagy Péter", "Ana Țurcan-Model". */
export const formatName = ({ family, given, title, order }: PersonName): string =>
  order === 'family-first' ? joined(title, family, given) : joined(title, given, family);

/** The name in lists, which are sorted by family name on both sides of the border: "dr. Nagy Péter", "Țurcan-Model Ana dr.". */
export const formatListName = ({ family, given, title, order }: PersonName): string =>
  order === 'family-first' ? joined(title, family, given) : joined(family, given, title);

/** Collate by this text to sort people by family name, then given name. */
export const nameSortText = ({ family, given }: PersonName): string => joined(family, given);

/** Two lines of a badge: first the name one is called by (given name, in Hungary title and family name), then the rest. */
export const badgeLines = ({ family, given, title, order }: PersonName): readonly [large: string, small: string] => {
  const lines: readonly [string, string] = order === 'family-first' ? [joined(title, family), given] : [given, joined(title, family)];
  return lines[0] === '' ? [lines[1], ''] : lines;
};

/** Equal for two spellings of one name, whichever part was typed first and with or without title: for finding possible duplicates. */
export const nameKey = ({ family, given }: PersonName): string => searchKey(`${family} ${given}`).split(' ').sort().join(' ');

/** Whether a text has all parts of the name with this `nameKey`, which is not '', in any order and spelling. */
export const isNamedIn = (text: string, key: string): boolean => {
  const words = new Set(searchKey(text).split(' '));
  return key.split(' ').every((word) => words.has(word));
};

/** First letters of family and given name in the person's own order, for a round mark: "NP", "AȚ". */
export const initialsOf = ({ family, given, order }: PersonName): string =>
  (order === 'family-first' ? [family, given] : [given, family]).map((part) => Array.from(part)[0]?.toUpperCase() ?? '').join('');
