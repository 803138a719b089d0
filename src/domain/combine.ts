import { type FieldKind, fieldsOf } from './fields.ts';
import type { RecordType } from './recordTypes.ts';

const textKinds: ReadonlySet<FieldKind> = new Set(['text', 'paragraph', 'email', 'url', 'phone', 'translated']);
const proseKinds: ReadonlySet<FieldKind> = new Set(['text', 'paragraph', 'translated']);

/** Translated texts that are a name or a heading; all others are read in paragraphs. */
const headings: ReadonlySet<string> = new Set(['title', 'label', 'caption']);

/** Texts that something else looks for letter by letter: two of them in one field would be found by neither. */
const keys: ReadonlySet<string> = new Set(['network', 'badge', 'thumbnail', 'unit', 'code', 'list', 'purpose']);

const fieldAt = (type: RecordType, path: string) => fieldsOf[type].find(({ name }) => name === path.split(/[./]/)[0]);

/** How the value at `path` is typed: in one line, in several, or not as a text at all (null). */
export const textShapeOf = (type: RecordType, path: string): 'line' | 'lines' | null => {
  const field = fieldAt(type, path);
  if (field === undefined || !textKinds.has(field.kind) || path.includes('~')) return null;
  return field.kind === 'paragraph' || (field.kind === 'translated' && !headings.has(field.name)) ? 'lines' : 'line';
};

const piecesOf = (text: string, shape: 'line' | 'lines'): readonly string[] =>
  text
    .split(shape === 'lines' ? /\n\s*\n/ : ' / ')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/**
 * One text that holds all of `texts`, in their order and nothing twice: paragraphs one after the other with a blank line between, short
 * texts as "A / B". Null where that has no meaning: what is no prose (numbers, days, choices, addresses of every kind, references), what
 * would be one of the texts again, and elements of a set, which a merge unites by itself.
 */
export const combinedText = (type: RecordType, path: string, texts: readonly unknown[]): string | null => {
  const field = fieldAt(type, path);
  const shape = textShapeOf(type, path);
  if (field === undefined || shape === null || !proseKinds.has(field.kind) || keys.has(field.name)) return null;
  const written = texts.filter((text) => typeof text === 'string');
  const pieces = new Set(written.flatMap((text) => piecesOf(text, shape)));
  const combined = [...pieces].join(shape === 'lines' ? '\n\n' : ' / ');
  return combined === '' || written.some((text) => piecesOf(text, shape).length === pieces.size) ? null : combined;
};
