import { own } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { breathe } from './breathe.ts';
import type { BundleError, BundleFault } from './errors.ts';
import { type BundleCounts, type Bytes, bundleLimits, type SizeLimits } from './format.ts';
import type { Watch } from './gather.ts';
import { checkedRecords, createRecordCheck } from './recordCheck.ts';
import type { Outline, Stretch } from './scan.ts';

/** Is handed each portion that has been parsed: its JSON text, made when asked for, an array in a buffer of its own; and the records made of it. */
export type OnPortion = (json: () => Bytes, records: readonly PackedRecord[]) => void;

/** About a quarter of a mebibyte of records that hold every rule of the format, or why the bundle is refused after all; nothing follows an error. */
export type RecordPortion = Result<readonly PackedRecord[], BundleError>;

const bracketOpen = 91;
const bracketClosed = 93;
const comma = 44;
const breatheEvery = 8;

/**
 * The second pass: parses stretch by stretch. A stretch is copied between brackets and parsed as one array, which costs hardly more than
 * parsing alone; line by line would cost twice as much. Records given twice and counts that do not hold are found on the way.
 */
export async function* parseRecords(
  bytes: Bytes,
  outline: Outline,
  counts: BundleCounts,
  { onProgress, signal, limits = bundleLimits }: Watch & { readonly limits?: SizeLimits | undefined },
  onPortion?: OnPortion,
): AsyncGenerator<RecordPortion, void, undefined> {
  const parse = createStretchParser(bytes, limits.fields, onPortion);
  const tally = createTally();
  let done = 0;
  for (const [index, stretch] of outline.stretches.entries()) {
    if (index % breatheEvery === breatheEvery - 1) await breathe();
    if (signal?.aborted === true) return yield err({ type: 'cancelled' });
    const parsed = parse(stretch);
    if (!parsed.ok) return yield parsed;
    if (!tally.add(parsed.value)) return yield err({ type: 'bundleInconsistent', what: 'duplicateRecord' });
    done += parsed.value.length;
    onProgress?.({ step: 'records', done, total: outline.records });
    yield parsed;
  }
  if (!tally.agrees(counts)) yield err({ type: 'bundleMalformed', line: 1, what: 'count' });
}

const malformed = (line: number, what: BundleFault) => err({ type: 'bundleMalformed', line, what });

const createStretchParser = (bytes: Bytes, mostFields: number, onPortion: OnPortion | undefined): ((stretch: Stretch) => RecordPortion) => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const check = createRecordCheck(mostFields);
  let room = new Uint8Array(0);
  return ({ start, end, firstLine, lines }) => {
    const length = end - start - (bytes[end - 2] === comma ? 2 : 1);
    if (room.byteLength < length + 2) room = new Uint8Array(length + 2);
    const text = decode(decoder, bracketed(bytes.subarray(start, start + length), room));
    if (text === null) return malformed(firstLine, 'utf8');
    const values = parseArray(text);
    if (values === null) return malformed(firstLine, 'json');
    if (values.length !== lines) return malformed(firstLine, 'shape');
    const escapes = text.includes('\\u');
    for (let index = 0; index < lines; index += 1) {
      const fault = check(values[index], escapes);
      if (fault !== null) return malformed(firstLine + index, fault);
    }
    const records = checkedRecords(values);
    onPortion?.(() => bracketed(bytes.subarray(start, start + length), new Uint8Array(length + 2)), records);
    return ok(records);
  };
};

/** Written into `room`, as much of it as is needed. */
const bracketed = (elements: Uint8Array, room: Bytes): Bytes => {
  const end = elements.byteLength + 1;
  room[0] = bracketOpen;
  room.set(elements, 1);
  room[end] = bracketClosed;
  return room.subarray(0, end + 1);
};

const decode = (decoder: TextDecoder, bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

const parseArray = (text: string): readonly unknown[] | null => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
};

type Tally = { readonly add: (records: readonly PackedRecord[]) => boolean; readonly agrees: (counts: BundleCounts) => boolean };

/** Counts records by type; `add` answers false when one comes a second time. */
const createTally = (): Tally => {
  const seenByType = new Map<string, Seen>();
  const seenOf = (type: string): Seen => {
    const known = seenByType.get(type);
    if (known !== undefined) return known;
    const seen = { ids: [], last: '', index: null };
    seenByType.set(type, seen);
    return seen;
  };
  return {
    add: (records) => records.every(({ type, id }) => addId(seenOf(type), id)),
    agrees: ({ byType }) =>
      Object.keys(byType).length === seenByType.size && [...seenByType].every(([type, { ids }]) => own(byType, type) === ids.length),
  };
};

/** The ids of one type. While they come in order, as writers usually send them, no index is needed to know that none comes twice. */
type Seen = { readonly ids: string[]; last: string; index: Set<string> | null };

const addId = (seen: Seen, id: string): boolean => {
  if (seen.index === null && id > seen.last) {
    seen.last = id;
  } else {
    seen.index ??= new Set(seen.ids);
    if (seen.index.has(id)) return false;
    seen.index.add(id);
  }
  seen.ids.push(id);
  return true;
};
