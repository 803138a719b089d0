import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { type Field, type FieldKind, fieldsOf } from './fields.ts';
import type { RecordType } from './recordTypes.ts';
import { partOf } from './values.ts';

/** How a text is typed and read. */
export type TextShape = 'line' | 'lines';

/** The texts of one value by name: those of an entry's parts, or the value itself under ''. */
export type Texts = Readonly<Record<string, string>>;

const textKinds: ReadonlySet<FieldKind> = new Set(['text', 'paragraph', 'email', 'url', 'phone', 'translated']);
const proseKinds: ReadonlySet<FieldKind> = new Set(['text', 'paragraph', 'translated', 'entries']);

/** Translated texts that are a name or a heading; all others are read in paragraphs. */
const headings: ReadonlySet<string> = new Set(['title', 'label', 'caption']);

/** Texts that something else looks for letter by letter: two of them in one field would be found by neither. */
const keys: ReadonlySet<string> = new Set(['network', 'badge', 'thumbnail', 'unit', 'code', 'list', 'purpose']);

/** Parts of entries that are prose. A participant is one person, so nothing of it is put together. */
const entryTexts: Readonly<Record<string, Readonly<Record<string, TextShape>>>> = {
  finding: { title: 'line', text: 'lines', measure: 'line' },
  followUp: { what: 'line', who: 'line' },
};

const fieldAt = (type: RecordType, path: string): Field | undefined =>
  path.includes('~') ? undefined : fieldsOf[type].find(({ name }) => name === path.split(/[./]/)[0]);

/** How each text of the value at `path` is typed, by name as in `Texts`; nothing where the value is no text. */
export const textShapesOf = (type: RecordType, path: string): Readonly<Record<string, TextShape>> => {
  const field = fieldAt(type, path);
  if (field?.kind === 'entries') return entryTexts[field.name] ?? {};
  if (field?.name === 'identifier') return { '': 'line' };
  if (field === undefined || !textKinds.has(field.kind)) return {};
  const isLong = field.kind === 'paragraph' || (field.kind === 'translated' && !headings.has(field.name));
  return { '': isLong ? 'lines' : 'line' };
};

const textIn = (value: Json, name: string): string =>
  name === '' ? (typeof value === 'string' ? value : '') : isJsonObject(value) ? partOf(value, name) : '';

/** The texts of a value at `path`, to be written anew. */
export const textsIn = (type: RecordType, path: string, value: Json): Texts =>
  Object.fromEntries(Object.keys(textShapesOf(type, path)).map((name) => [name, textIn(value, name)]));

/** `value` with other texts, trimmed; null where they say nothing. What is no text stays as it is. */
export const withTexts = (value: Json, texts: Texts): Json => {
  const trimmed = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
  if (trimmed.every(([, text]) => text === '')) return null;
  const whole = texts[''];
  if (whole !== undefined) return whole.trim();
  const base: JsonObject = isJsonObject(value) ? value : {};
  return { ...base, ...Object.fromEntries(trimmed.filter(([name, text]) => text !== '' || Object.hasOwn(base, name))) };
};

const betweenOf = (shape: TextShape): string => (shape === 'lines' ? '\n\n' : ' / ');

const piecesOf = (texts: readonly string[], shape: TextShape): readonly string[] => {
  const pieces = texts.flatMap((text) => text.split(shape === 'lines' ? /\n\s*\n/ : betweenOf(shape))).map((piece) => piece.trim());
  return [...new Set(pieces.filter((piece) => piece !== ''))];
};

/** What of a value is no text; null where it is a text altogether. */
const withoutTexts = (value: Json, names: readonly string[]): Json =>
  isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) : null;

/**
 * Texts that hold all of several values, in their order and nothing twice: paragraphs one after the other with a blank line between, short
 * texts as "A / B". Null where that has no meaning: what is no prose (numbers, days, choices, addresses of every kind, references), what
 * would be one of the values again, what differs in more than its texts, and elements of a set, which a merge unites by itself.
 */
export const combinedTexts = (type: RecordType, path: string, values: readonly Json[]): Texts | null => {
  const field = fieldAt(type, path);
  if (field === undefined || !proseKinds.has(field.kind) || keys.has(field.name)) return null;
  const shapes = Object.entries(textShapesOf(type, path));
  const all = shapes.map(([name, shape]) => ({
    name,
    shape,
    pieces: piecesOf(
      values.map((value) => textIn(value, name)),
      shape,
    ),
  }));
  const rests = new Set(
    values.map((value) =>
      canonicalJson(
        withoutTexts(
          value,
          shapes.map(([name]) => name),
        ),
      ),
    ),
  );
  if (rests.size > 1) return null;
  const isOneOf = (value: Json): boolean =>
    all.every(({ name, shape, pieces }) => piecesOf([textIn(value, name)], shape).length === pieces.length);
  return values.some(isOneOf) ? null : Object.fromEntries(all.map(({ name, shape, pieces }) => [name, pieces.join(betweenOf(shape))]));
};
