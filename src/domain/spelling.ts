import { repairRomanian } from '../base/fold.ts';
import { isJsonObject, type Json, own } from '../base/json.ts';
import { plainText } from '../base/plainText.ts';
import type { Values } from './values.ts';

/** The country whose letters a value is written in: that of its language, of the value itself (a venue, a participant), else of the record. */
const countryOf = (path: string, value: Json, record: Values): Json | undefined => {
  if (path.endsWith('.ro')) return 'RO';
  if (/\.(hu|en)$/.test(path)) return null;
  return (isJsonObject(value) ? own(value, 'country') : undefined) ?? own(record, 'country');
};

const spellEach = (value: Json, spell: (text: string) => string): Json => {
  if (typeof value === 'string') return spell(value);
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([part, each]) => [part, spellEach(each, spell)])) : value;
};

/**
 * What somebody has typed or pasted, as it is stored: plain text, and Romanian with the letters ș and ț. `record` is the whole record with what
 * was typed, for its country. For what is written here only: a value that exists or was received keeps its letters, or a merge would differ.
 */
export const spelled = (typed: Values, record: Values): Values =>
  Object.fromEntries(
    Object.entries(typed).map(([path, value]) => [
      path,
      spellEach(value, countryOf(path, value, record) === 'RO' ? repairRomanian : plainText),
    ]),
  );
