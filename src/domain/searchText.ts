import { isJsonObject, type Json } from '../base/json.ts';
import { type FieldKind, fieldsOf } from './fields.ts';
import { otherNamesOf } from './places.ts';
import { type RecordType, recordTypes } from './recordTypes.ts';
import { namesOfTag } from './tags.ts';
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

/** `isShared`: the very same text is handed out for very many records, so that whoever looks through it may remember what came of it. */
type Take = (text: string, isShared?: boolean) => void;

const dotted = /(?<![\p{L}\p{N}])\p{L}(?:\.\s?\p{L}(?![\p{L}\p{N}]))+/gu;

/** "S.C. Model Solar S.R.L." is looked for as "SRL" too. */
const takeUndotted = (text: string, take: Take): void => {
  const dot = text.indexOf('.');
  if (dot < 0 || dot === text.length - 1) return;
  for (const [abbreviation] of text.matchAll(dotted)) take(abbreviation.replace(/[.\s]/g, ''));
};

const takeIdentifier = (value: Json, take: Take): void => {
  if (typeof value !== 'string') return;
  take(value);
  if (!plain.test(value)) take(withoutSeparators(value));
};

const takeGroup = (group: Readonly<Record<string, Json>>, take: Take): void => {
  for (const part in group) {
    const value = group[part];
    if (typeof value === 'string' && !skippedParts.has(part)) take(value);
  }
  const { town, county } = group;
  if (typeof town === 'string') take(wordsOfPlace(town, typeof county === 'string' ? county : ''), true);
};

const takeText = (kind: FieldKind, text: string, take: Take): void => {
  take(text);
  if (kind === 'phone') take(nationalPhone(text));
  else if (kind === 'text') takeUndotted(text, take);
};

/** What the value at a path is to a search; `element` is what an element of a set is searched by, null where its value tells. */
type SearchedPath = { readonly kind: FieldKind; readonly element: string | null };

const wordsOfElement = (field: string, element: string): string | null => {
  if (field === 'identifier') return null;
  if (field === 'nace') return element.slice(element.indexOf(':') + 1).replace('.', '');
  return field === 'tag' ? [element, ...Object.values(namesOfTag(element) ?? {})].join(' ') : element;
};

/** Null for a path whose values nobody would type into a search field. */
const searchedPath = (type: RecordType, path: string): SearchedPath | null => {
  const slash = path.indexOf('/');
  const end = slash >= 0 ? slash : path.indexOf('.');
  const field = end >= 0 ? path.slice(0, end) : path;
  const kind = searchedFields.get(type)?.get(field);
  return kind === undefined ? null : { kind, element: kind === 'set' ? wordsOfElement(field, path.slice(slash + 1)) : null };
};

/** Hands out what a value is searched by. */
const takeSearched = ({ kind, element }: SearchedPath, value: Json, take: Take): void => {
  if (isJsonObject(value)) takeGroup(value, take);
  else if (element !== null) {
    if (value === true) take(element, true);
  } else if (kind === 'set') takeIdentifier(value, take);
  else if (typeof value === 'string') takeText(kind, value, take);
};

const mostPaths = 10_000;
const pathsByType = new Map<RecordType, Map<string, SearchedPath | null>>();

/** Paths read before; remembered, because all records of a type have the same few, but for those of entries. */
const pathsOf = (type: RecordType): Map<string, SearchedPath | null> => {
  const known = pathsByType.get(type);
  if (known !== undefined && known.size <= mostPaths) return known;
  const fresh = new Map<string, SearchedPath | null>();
  pathsByType.set(type, fresh);
  return fresh;
};

/**
 * Hands out, piece by piece, everything a record is searched by: its texts, contact and identifiers (as typed and without
 * separators), its tags, town and county by all their names. Choices, references and times are not in it. Cleared fields may be among `values`.
 */
export const eachSearchText = (type: RecordType, values: Values, take: Take): void => {
  const paths = pathsOf(type);
  for (const path in values) {
    let searched = paths.get(path);
    if (searched === undefined) {
      searched = searchedPath(type, path);
      paths.set(path, searched);
    }
    const value = values[path];
    if (searched !== null && value !== undefined) takeSearched(searched, value, take);
  }
};

/** The same as one text, to be folded with `searchKey`. */
export const searchTextOf = (type: RecordType, values: Values): string => {
  const pieces: string[] = [];
  eachSearchText(type, values, (piece) => pieces.push(piece));
  return pieces.join(' ');
};
