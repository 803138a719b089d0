import { isJsonObject, type Json } from '../base/json.ts';
import { type FieldKind, fieldsOf } from './fields.ts';
import { otherNamesOf } from './places.ts';
import { type RecordType, recordTypes } from './recordTypes.ts';
import { countyOf } from './territory.ts';
import type { Values } from './values.ts';

/** Kinds whose values somebody might type into a search field. */
const searched: ReadonlySet<FieldKind> = new Set([
  'text',
  'paragraph',
  'email',
  'url',
  'phone',
  'day',
  'translated',
  'set',
  'entries',
  'group',
]);
/** Fields of these kinds that hold nothing a person would type. */
const skipped = new Set(['attachment.file', 'attachment.thumbnail', 'registration.photo', 'consent.wording']);
/** Parts of groups that hold ids and choices. */
const skippedParts = new Set(['person', 'order', 'county', 'country']);

const searchedFields = new Map(
  recordTypes.map((type) => [
    type,
    new Map(
      fieldsOf[type]
        .filter((field) => searched.has(field.kind) && field.to === undefined && !skipped.has(`${type}.${field.name}`))
        .map((field) => [field.name, field.kind]),
    ),
  ]),
);

const placeWords = new Map<string, string>();

/** Other names of a town and all names of its county; remembered, because a directory has far fewer towns than members. */
const wordsOfPlace = (town: string, county: string): string => {
  const key = `${county} ${town}`;
  const known = placeWords.get(key);
  if (known !== undefined) return known;
  const found = countyOf(county);
  const names = [...otherNamesOf(town, county), ...(found === null ? [] : [...Object.values(found.names), ...found.aliases])];
  const words = [...new Set(names)].join(' ');
  if (placeWords.size > 10_000) placeWords.clear();
  placeWords.set(key, words);
  return words;
};

const nationalPhone = (phone: string): string => {
  if (phone.startsWith('+36')) return `06${phone.slice(3)} ${phone.slice(3)}`;
  return phone.startsWith('+40') ? `0${phone.slice(3)}` : '';
};

const plain = /^[0-9A-Za-z]*$/;

const withoutSeparators = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

type Take = (text: string) => void;

const takeElement = (field: string, element: string, value: Json, take: Take): void => {
  if (field === 'identifier') {
    if (typeof value !== 'string') return;
    take(value);
    if (!plain.test(value)) take(withoutSeparators(value));
  } else if (value === true) take(field === 'nace' ? element.slice(element.indexOf(':') + 1).replace('.', '') : element);
};

const takeGroup = (group: Readonly<Record<string, Json>>, take: Take): void => {
  for (const part of Object.keys(group)) {
    const value = group[part];
    if (typeof value === 'string' && !skippedParts.has(part)) take(value);
  }
  const { town, county } = group;
  if (typeof town === 'string') take(wordsOfPlace(town, typeof county === 'string' ? county : ''));
};

const takeText = (kind: FieldKind, text: string, take: Take): void => {
  take(text);
  if (kind === 'phone') take(nationalPhone(text));
};

const fieldOf = (path: string, slash: number): string => {
  const end = slash >= 0 ? slash : path.indexOf('.');
  return end >= 0 ? path.slice(0, end) : path;
};

/**
 * Hands out, piece by piece, everything a record is searched by: its texts, contact, tags and identifiers (as typed and without
 * separators), its town and county by all their names. Choices, references and times are not in it. Cleared fields may be among `values`.
 */
export const eachSearchText = (type: RecordType, values: Values, take: Take): void => {
  const kinds = searchedFields.get(type);
  for (const path of Object.keys(values)) {
    const value = values[path];
    if (value === undefined || value === null || typeof value === 'number') continue;
    const slash = path.indexOf('/');
    const field = fieldOf(path, slash);
    const kind = kinds?.get(field);
    if (kind === undefined) continue;
    if (isJsonObject(value)) takeGroup(value, take);
    else if (kind === 'set') takeElement(field, path.slice(slash + 1), value, take);
    else if (typeof value === 'string') takeText(kind, value, take);
  }
};

/** The same as one text, to be folded with `searchKey`. */
export const searchTextOf = (type: RecordType, values: Values): string => {
  const pieces: string[] = [];
  eachSearchText(type, values, (piece) => pieces.push(piece));
  return pieces.join(' ');
};
