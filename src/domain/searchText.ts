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
  if (phone.startsWith('+36')) return ` 06${phone.slice(3)} ${phone.slice(3)}`;
  return phone.startsWith('+40') ? ` 0${phone.slice(3)}` : '';
};

const withoutSeparators = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

const elementText = (field: string, element: string, value: Json): string => {
  if (field === 'identifier') return typeof value === 'string' ? ` ${value} ${withoutSeparators(value)}` : '';
  if (value !== true) return '';
  if (field === 'nace') return ` ${element.slice(element.indexOf(':') + 1).replace('.', '')}`;
  return ` ${element}`;
};

const groupText = (group: Readonly<Record<string, Json>>): string => {
  let text = '';
  for (const part of Object.keys(group)) {
    const value = group[part];
    if (typeof value === 'string' && !skippedParts.has(part)) text += ` ${value}`;
  }
  const { town, county } = group;
  return typeof town === 'string' ? `${text} ${wordsOfPlace(town, typeof county === 'string' ? county : '')}` : text;
};

/**
 * Everything a record is searched by, as one text to be folded with `searchKey`: its texts, contact, tags and identifiers (as typed and
 * without separators), its town and county by all their names. Choices, references and times are not in it.
 */
export const searchTextOf = (type: RecordType, values: Values): string => {
  const kinds = searchedFields.get(type);
  let text = '';
  for (const path of Object.keys(values)) {
    const value = values[path];
    if (value === undefined || value === null || typeof value === 'number') continue;
    const slash = path.indexOf('/');
    const end = slash >= 0 ? slash : path.indexOf('.');
    const field = end >= 0 ? path.slice(0, end) : path;
    const kind = kinds?.get(field);
    if (kind === undefined) continue;
    if (isJsonObject(value)) text += groupText(value);
    else if (kind === 'set') text += elementText(field, path.slice(slash + 1), value);
    else if (typeof value === 'string') text += kind === 'phone' ? ` ${value}${nationalPhone(value)}` : ` ${value}`;
  }
  return text;
};
