import { createHash } from 'node:crypto';
import { type Bytes, bundleOpening, footerLine, footerOpening, recordOpening, recordsOpening } from '../exchange/format.ts';
import { joinBytes } from '../exchange/hash.ts';

/**
 * A snapshot as lines of text. It was written by the own store and is guarded by its `.sha256`, so it is neither parsed in full nor
 * measured against the limits that strangers' bundles have to keep.
 */

type Counts = { readonly records: number; readonly byType: Readonly<Record<string, number>> };
type Header = { readonly counts: Counts };

const isHeader = (value: unknown): value is Header =>
  typeof value === 'object' &&
  value !== null &&
  'counts' in value &&
  typeof value.counts === 'object' &&
  value.counts !== null &&
  'records' in value.counts &&
  typeof value.counts.records === 'number' &&
  'byType' in value.counts;

const headerOf = (line: string): Header | null => {
  if (!line.startsWith(bundleOpening) || !line.endsWith(recordsOpening)) return null;
  try {
    const header: unknown = JSON.parse(line.slice(bundleOpening.length, -recordsOpening.length));
    return isHeader(header) ? header : null;
  } catch {
    return null;
  }
};

/** How many records a snapshot's header announces; 0 where the bytes are not a bundle document. */
export const countInSnapshot = (bytes: Uint8Array): number => {
  const end = bytes.indexOf(10);
  const line = new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0)));
  return headerOf(line)?.counts.records ?? 0;
};

/** A type that only a later program knows may hold whatever a text can. */
const namePattern = /^\{"type":("(?:[^"\\]|\\.)*"),"id":"([^"\\]*)",("erased":)?/;

const textIn = (literal: string): string | null => {
  try {
    return String(JSON.parse(literal));
  } catch {
    return null; // Damaged.
  }
};

/** Type and id of a record's line, and whether anything but its erasure is left of it. */
const nameOf = (line: string): { readonly type: string; readonly id: string; readonly isErased: boolean } | null => {
  const [, literal, id, erased] = namePattern.exec(line) ?? [];
  const type = literal === undefined ? null : textIn(literal);
  return type === null || id === undefined ? null : { type, id, isErased: erased !== undefined };
};

const withoutCounted = ({ records, byType }: Counts, gone: ReadonlyMap<string, number>): Counts => {
  const sum = [...gone.values()].reduce((total, count) => total + count, 0);
  const left = Object.entries(byType).map(([type, count]) => [type, count - (gone.get(type) ?? 0)] as const);
  return { records: records - sum, byType: Object.fromEntries(left.filter(([, count]) => count > 0)) };
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const [lineBreak, comma] = [0x0a, 0x2c];
const between = encoder.encode(',\n');
const lineEnd = encoder.encode('\n');

const assemble = (header: Header, counts: Counts, lines: readonly Bytes[]): Bytes => {
  const opening = encoder.encode(`${bundleOpening}${JSON.stringify({ ...header, counts })}${recordsOpening}\n`);
  const end = encoder.encode(lines.length > 0 ? '\n' : '');
  const body = [opening, ...lines.flatMap((line, at) => (at === 0 ? [line] : [between, line])), end];
  const hash = createHash('sha256');
  for (const part of body) hash.update(part);
  const footer = encoder.encode(`${footerLine({ records: lines.length, sha256: hash.digest('hex') })}\n`);
  return joinBytes([...body, footer]);
};

/** The lines of a document without their breaks, as views into it. A text of the whole could be longer than a string may be. */
const linesOf = (bytes: Bytes): readonly Bytes[] => {
  const lines: Bytes[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const found = bytes.indexOf(lineBreak, at);
    const end = found < 0 ? bytes.byteLength : found;
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines;
};

/** Where type and id of a record stand. */
const nameBytes = 1024;
const beginningOf = (line: Bytes): string => decoder.decode(line.subarray(0, nameBytes));

/**
 * The snapshot without the lines of erased records, counts and hash made anew; the very same bytes where it holds none of them, null where
 * the bytes are no bundle document. A signature does not survive: nobody but the own store reads a snapshot.
 */
export const withoutErased = (bytes: Bytes, erased: ReadonlySet<string>): Bytes | null => {
  const lines = linesOf(bytes);
  const header = headerOf(decoder.decode(lines[0]));
  const end = lines.findLastIndex((line) => beginningOf(line).startsWith(footerOpening));
  if (header === null || end < 1) return null;
  const gone = new Map<string, number>();
  const left: Bytes[] = [];
  for (const line of lines.slice(1, end)) {
    const beginning = beginningOf(line);
    const name = beginning.startsWith(recordOpening) ? nameOf(beginning) : null;
    if (name === null) return null;
    if (name.isErased || !erased.has(name.id)) left.push(line.at(-1) === comma ? line.subarray(0, -1) : line);
    else gone.set(name.type, (gone.get(name.type) ?? 0) + 1);
  }
  return gone.size === 0 ? bytes : assemble(header, withoutCounted(header.counts, gone), left);
};

/** A damaged document without the lines that name an erased record; the very same bytes where none does. */
export const linesWithout = (bytes: Bytes, erased: ReadonlySet<string>): Bytes => {
  const lines = linesOf(bytes);
  const left = lines.filter((line) => {
    const name = nameOf(beginningOf(line));
    return name === null || name.isErased || !erased.has(name.id);
  });
  return left.length === lines.length ? bytes : joinBytes(left.flatMap((line, at) => (at === 0 ? [line] : [lineEnd, line])));
};
