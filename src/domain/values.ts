import type { RecordId } from '../base/ids.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject, own } from '../base/json.ts';
import { type Language, languages, type RecordType } from './recordTypes.ts';

/** Shown values of a record by path; cleared fields are left out or null. */
export type Values = Readonly<Record<string, Json>>;

/** A record that is about to enter a store. */
export type NewRecord = { readonly type: RecordType; readonly id: RecordId; readonly values: Values };

/** The text at `path`, or '' where there is none. */
export const textAt = (values: Values, path: string): string => {
  const value = own(values, path);
  return typeof value === 'string' ? value : '';
};

/** The group at `path`, or an empty one. */
export const groupAt = (values: Values, path: string): JsonObject => {
  const value = own(values, path);
  return value !== undefined && isJsonObject(value) ? value : {};
};

/** The text of one part of a group, or ''. */
export const partOf = (group: JsonObject, part: string): string => {
  const value = own(group, part);
  return typeof value === 'string' ? value : '';
};

/** Elements of the set `name` (`tag` → `solar`, `roof`), in path order; elements taken out are left out. */
export const elementsOf = (values: Values, name: string): readonly string[] =>
  Object.keys(values)
    .filter((path) => path.startsWith(`${name}/`) && values[path] !== null && values[path] !== false)
    .map((path) => path.slice(name.length + 1))
    .sort();

/** Entries of the field `name` with their keys, in key order (keys are made in time order); removed ones are left out. */
export const entriesOf = (values: Values, name: string): readonly (readonly [key: string, entry: JsonObject])[] =>
  elementsOf(values, name).map((key) => [key, groupAt(values, `${name}/${key}`)] as const);

/** The text of a translated field in `language`, else in the first language that has one; '' when none has. */
export const translatedAt = (values: Values, name: string, language: Language): string => {
  for (const tried of [language, 'en', ...languages]) {
    const text = textAt(values, `${name}.${tried}`).trim();
    if (text !== '') return text;
  }
  return '';
};

/** True for absent, null, blank text and empty group: nothing a reader would see. */
export const isBlank = (value: Json | undefined): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return isJsonObject(value) && Object.values(value).every(isBlank);
};
