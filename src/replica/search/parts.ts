import type { PackedRecord } from '../../crdt/types.ts';
import { isRecordType } from '../../domain/recordTypes.ts';
import { titleFieldOf } from '../../domain/titles.ts';
import { createRecordReader, type RecordReader } from './jsonRecords.ts';
import { bracketClosed, comma, lineBreak, standsAt, valueAt, valueEnd } from './jsonText.ts';
import { searchTextOfRecord } from './recordText.ts';
import type { Segment } from './segment.ts';
import { createSegmentBuilder, type SegmentBuilder } from './segmentBuilder.ts';

/** A segment of records that may have no slots yet: its postings name each by its place among the records of its type. */
export type LooseSegment = { readonly type: string; readonly segment: Segment };

export type PartsBuilder = {
  readonly add: (record: PackedRecord) => void;
  /**
   * Adds the next few dozen records of JSON text, an array of records or a page, which must be whole and the records checked. `from` is 0 at
   * first, then what the call before has answered; -1 when all are added.
   */
  readonly addJson: (json: Uint8Array, from: number) => number;
  readonly finish: () => readonly LooseSegment[];
};

/** `read` is null where records of the type have to be parsed. */
type Part = { readonly type: string; readonly builder: SegmentBuilder; readonly read: RecordReader | null; count: number };

const atOnce = 32;
const pageOpening = new TextEncoder().encode('{"records":[');

const firstRecord = (json: Uint8Array): number => (standsAt(json, 0, pageOpening) ? pageOpening.length : 1);

const createPart = (type: string): Part => {
  const builder = createSegmentBuilder();
  const titleField = isRecordType(type) ? titleFieldOf(type) : null;
  const read = isRecordType(type) && titleField !== null ? createRecordReader(type, titleField, builder) : null;
  return { type, builder, read, count: 0 };
};

/** Collects records of all types in one go; each counts in its place, also where nothing of it can be found. */
export const createPartsBuilder = (): PartsBuilder => {
  const parts = new Map<string, Part>();
  let latest: Part | null = null;
  const add = (record: PackedRecord): void => {
    const { type } = record;
    const part = parts.get(type) ?? createPart(type);
    parts.set(type, part);
    const text = searchTextOfRecord(type, record);
    if (text) part.builder.add(part.count, text);
    part.count += 1;
    latest = part;
  };
  /** Records of one type mostly follow one another, so only the reader of the latest is tried. */
  const addAt = (json: Uint8Array, from: number): number => {
    const end = latest?.read?.(json, from, latest.count) ?? -1;
    if (end < 0) {
      const behind = valueEnd(json, from);
      add(valueAt(json, from, behind) as PackedRecord);
      return behind;
    }
    if (latest) latest.count += 1;
    return end;
  };
  return {
    add,
    addJson: (json, from) => {
      let at = from > 0 ? from : firstRecord(json);
      if (json[at] === bracketClosed) return -1;
      for (let count = 0; count < atOnce; count += 1) {
        at = addAt(json, at);
        if (json[at] !== comma) return -1;
        at += json[at + 1] === lineBreak ? 2 : 1;
      }
      return at;
    },
    finish: () => [...parts.values()].map(({ type, builder }) => ({ type, segment: builder.finish() })),
  };
};
