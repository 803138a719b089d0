import { isErased } from '../crdt/pack.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { eachSearchText } from '../domain/searchText.ts';
import { titleOf } from '../domain/titles.ts';
import {
  addSegment,
  buildSegment,
  dropEmptySegments,
  hasSegment,
  type SearchIndex,
  slotsToGather,
  type TextOf,
} from './search/searchIndex.ts';
import type { SearchText } from './search/segment.ts';
import { isListed, listedSlots, type Shelf } from './shelf.ts';

/** What a record of a known type is found by; null for erased ones and for types that a newer program wrote. */
export const searchTextOfRecord = (type: string, record: PackedRecord): SearchText | null => {
  if (!isRecordType(type) || isErased(record)) return null;
  const { f } = record;
  return { name: titleOf(type, f, 'en'), eachText: (take) => eachSearchText(type, f, take) };
};

/** Texts of a shelf's listed slots; null for the others, so that they are found no more. */
export const searchTexts =
  (shelf: Shelf): TextOf =>
  (slot) => {
    const record = shelf.records[slot];
    return record && isListed(shelf, slot) ? searchTextOfRecord(shelf.type, record) : null;
  };

/** Indexes a whole shelf in one segment. What changes meanwhile has a newer segment of its own, which stays in force. */
export const indexShelf = async (shelf: Shelf): Promise<void> => {
  const slots = listedSlots(shelf);
  if (slots.length === 0) return;
  const segment = await buildSegment(slots, searchTexts(shelf));
  addSegment(
    shelf.search,
    slots.filter((slot) => !hasSegment(shelf.search, slot)),
    segment,
  );
};

/** Gathers many small segments into one. To be called in idle moments, within the writers' line. */
export const tidySearch = async (shelf: Shelf): Promise<void> => {
  const index: SearchIndex = shelf.search;
  const slots = slotsToGather(index);
  if (slots.length === 0) return;
  addSegment(index, slots, await buildSegment(slots, searchTexts(shelf)));
  dropEmptySegments(index);
};
