import type { Json } from '../base/json.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { type EncryptTo, encrypt } from './envelope.ts';
import {
  type BundleCounts,
  type BundleFooter,
  type BundleHeader,
  type Bytes,
  bundleLimits,
  bundleOpening,
  completeHeader,
  footerLine,
  type HeaderDraft,
  recordsOpening,
} from './format.ts';
import { type CreateHash, joinBytes } from './hash.ts';
import type { SignDigest } from './signature.ts';
import { toStream } from './stream.ts';

/** A bundle in the making: the header with its counts already known, and exactly that many records, in any order. */
export type BundleToWrite = {
  readonly header: BundleHeader;
  readonly records: Iterable<PackedRecord> | AsyncIterable<PackedRecord>;
  readonly createHash: CreateHash;
  readonly gzip?: boolean;
  readonly sign?: SignDigest | undefined;
  /** Signed first, then encrypted: age does not say who sent a file. */
  readonly encryptTo?: EncryptTo | undefined;
};
/** A finished bundle; `sha256` is that of its footer, the name other bundles know it by. */
export type WrittenBundle = { readonly bytes: Bytes; readonly sha256: string; readonly header: BundleHeader };

const portionCharacters = 256 * 1024;

/** The line of one record, without comma and line break; members stand in the format's order whatever built the record. */
export const recordLine = (record: PackedRecord): string => {
  const { type, id, seen } = record;
  if ('erased' in record) return JSON.stringify({ type, id, erased: record.erased, seen });
  return JSON.stringify({ type, id, f: record.f, s: record.s, r: record.r, seen });
};

const encoder = new TextEncoder();
/** A UTF-16 unit takes six bytes at the most, as an escape. */
const mostBytesPerUnit = 6;
const unitsPerVersion = 80;

const unitsOf = (value: Json): number =>
  typeof value === 'string' ? value.length : typeof value === 'object' && value !== null ? JSON.stringify(value).length : 0;

/** More than the line of a record can have, reckoned without making it. */
const mostUnits = (record: PackedRecord): number => {
  let units = unitsPerVersion * (4 + Object.keys(record.seen).length);
  if ('erased' in record) return units;
  for (const path of Object.keys(record.f)) units += 2 * path.length + unitsPerVersion + unitsOf(record.f[path] ?? null);
  for (const [path, versions] of Object.entries(record.r ?? {}))
    for (const { v } of versions) units += path.length + unitsPerVersion + unitsOf(v);
  return units;
};

/** Whether a record fits the line, the number of fields and that of openings of a bundle: one that does not would be refused by every reader. */
export const fitsBundle = (record: PackedRecord): boolean => {
  if (Object.keys(record.seen).length > bundleLimits.fields) return false;
  if (!('erased' in record) && Object.keys(record.f).length > bundleLimits.fields) return false;
  if (mostUnits(record) * mostBytesPerUnit <= bundleLimits.lineBytes) return true;
  return encoder.encode(recordLine(record)).byteLength <= bundleLimits.lineBytes - 2; // Comma and line break.
};

/** Counts for the header, types in alphabetical order. */
export const countRecords = (records: Iterable<{ readonly type: string }>): BundleCounts => {
  const byType = new Map<string, number>();
  let total = 0;
  for (const { type } of records) {
    byType.set(type, (byType.get(type) ?? 0) + 1);
    total += 1;
  }
  return { records: total, byType: sortedCounts(byType) };
};

/** Counts as the header holds them, types in alphabetical order. */
export const sortedCounts = (byType: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...byType].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The first line, with its line break. */
export const openingLine = (header: BundleHeader): string => `${bundleOpening}${JSON.stringify(header)}${recordsOpening}\n`;

/**
 * Writes a small bundle at once: one text, one encoding, one digest. Made for the bundle of a single commit;
 * a whole store goes through `writeBundle`.
 */
export const bundleBytes = async (
  draft: HeaderDraft,
  records: readonly PackedRecord[],
  createHash: CreateHash,
  sign?: SignDigest,
): Promise<WrittenBundle> => {
  const header = completeHeader(draft, countRecords(records));
  const lines = records.map(recordLine).join(',\n');
  const body = encoder.encode(openingLine(header) + (records.length > 0 ? `${lines}\n` : ''));
  const hash = createHash();
  hash.update(body);
  const sha256 = await hash.digest();
  const footer = encoder.encode(`${footerLine({ records: records.length, sha256, ...(await sign?.(sha256)) })}\n`);
  return { bytes: joinBytes([body, footer]), sha256, header };
};

/**
 * Writes a bundle of any size in portions of about 256 kB, gzipped and encrypted on request. Throws when the records do not match the header's counts,
 * because the header is out of the door before they can be counted.
 */
export const writeBundle = (bundle: BundleToWrite): AsyncIterable<Bytes> => {
  const packed = bundle.gzip === true ? compress(writePlain(bundle)) : writePlain(bundle);
  return bundle.encryptTo === undefined ? packed : encrypt(packed, bundle.encryptTo);
};

async function* writePlain({ header, records, createHash, sign }: BundleToWrite): AsyncGenerator<Bytes, void, undefined> {
  const encoder = new TextEncoder();
  const hash = createHash();
  let text = openingLine(header);
  let count = 0;
  for await (const record of records) {
    text += (count === 0 ? '' : ',\n') + recordLine(record);
    count += 1;
    if (text.length < portionCharacters) continue;
    const portion = encoder.encode(text);
    hash.update(portion);
    yield portion;
    text = '';
  }
  if (count !== header.counts.records) throw new Error(`The header announces ${header.counts.records} records, ${count} came.`);
  const rest = encoder.encode(count === 0 ? text : `${text}\n`);
  hash.update(rest);
  yield rest;
  const sha256 = await hash.digest();
  const footer: BundleFooter = { records: count, sha256, ...(await sign?.(sha256)) };
  yield encoder.encode(`${footerLine(footer)}\n`);
}

async function* compress(portions: AsyncIterable<Bytes>): AsyncGenerator<Bytes, void, undefined> {
  const reader = toStream(portions).pipeThrough(new CompressionStream('gzip')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
