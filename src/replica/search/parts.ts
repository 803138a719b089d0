import type { PackedRecord } from '../../crdt/types.ts';
import { searchTextOfRecord } from './recordText.ts';
import type { Segment } from './segment.ts';
import { createSegmentBuilder, type SegmentBuilder } from './segmentBuilder.ts';

/** A segment of records that may have no slots yet: its postings name each by its place among the records of its type. */
export type LooseSegment = { readonly type: string; readonly segment: Segment };

export type PartsBuilder = { readonly add: (record: PackedRecord) => void; readonly finish: () => readonly LooseSegment[] };

/** Collects records of all types in one go; each counts in its place, also where nothing of it can be found. */
export const createPartsBuilder = (): PartsBuilder => {
  const open = new Map<string, { readonly builder: SegmentBuilder; count: number }>();
  const openFor = (type: string): { readonly builder: SegmentBuilder; count: number } => {
    const known = open.get(type);
    if (known) return known;
    const fresh = { builder: createSegmentBuilder(), count: 0 };
    open.set(type, fresh);
    return fresh;
  };
  return {
    add: (record) => {
      const own = openFor(record.type);
      const text = searchTextOfRecord(record.type, record);
      if (text) own.builder.add(own.count, text);
      own.count += 1;
    },
    finish: () => [...open].map(([type, { builder }]) => ({ type, segment: builder.finish() })),
  };
};
