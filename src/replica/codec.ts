import type { Json } from '../base/json.ts';
import type { PackedRecord, Version } from '../crdt/types.ts';
import type { Bytes } from '../exchange/format.ts';

/**
 * How pages, journal rows and notes look on disk: the one place to change when they are to be encrypted.
 * Whatever is read back is checked for its shape, so that a damaged value is noticed here and not somewhere in a list.
 */

/** A version that was shown or kept here once and has been superseded since. */
export type PastVersion = Version & { readonly path: string };
export type PastVersions = Readonly<Record<string, readonly PastVersion[]>>;
/** About 1,000 records, with the superseded versions of those that have any. */
export type Page = { readonly records: readonly PackedRecord[]; readonly past: PastVersions };

const encoder = new TextEncoder();

/** Any JSON value as bytes. */
export const encode = (value: unknown): Bytes => encoder.encode(JSON.stringify(value));

/** The value of bytes that `encode` wrote; throws on anything else. */
export const decode = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && 'id' in value && 'seen' in value && ('f' in value || 'erased' in value);

const isPage = (value: unknown): value is Page =>
  typeof value === 'object' &&
  value !== null &&
  'records' in value &&
  Array.isArray(value.records) &&
  value.records.every(isRecord) &&
  'past' in value &&
  typeof value.past === 'object';

export const encodePage = (page: Page): Bytes => encode(page);

/** Throws where the bytes are not a page. */
export const decodePage = (bytes: Uint8Array): Page => {
  const value = decode(bytes);
  if (!isPage(value)) throw new Error('A page of the store does not hold records.');
  return value;
};

/** What a journal entry carries beside its bundle document. */
export type JournalNote = {
  readonly kind: 'commit' | 'import';
  readonly at: number;
  /** SHA-256 over the chain of the entry before and this entry's document, in hexadecimal: a missing or exchanged entry breaks it. */
  readonly chain: string;
  readonly details: Json;
};

export const encodeNote = (note: JournalNote): Bytes => encode(note);

/** Throws where the bytes are not a note. */
export const decodeNote = (bytes: Uint8Array): JournalNote => {
  const value = decode(bytes);
  const isNote = (note: unknown): note is JournalNote =>
    typeof note === 'object' && note !== null && 'kind' in note && 'at' in note && 'chain' in note && typeof note.chain === 'string';
  if (!isNote(value)) throw new Error('A journal entry of the store carries no note.');
  return value;
};
