import { searchTextOfRecord } from './search/recordText.ts';
import {
  addSegment,
  buildSegment,
  dropEmptySegments,
  hasSegment,
  type SearchIndex,
  slotsToGather,
  type TextOf,
  updateSearchIndex,
} from './search/searchIndex.ts';
import { isListed, listedSlots, type Shelf } from './shelf.ts';

/** Texts of a shelf's listed slots, and of joined ones, whose names lead to others; null for the rest, so that they are found no more. */
export const searchTexts =
  (shelf: Shelf): TextOf =>
  (slot) => {
    const record = shelf.records[slot];
    return record && (isListed(shelf, slot) || shelf.joined.has(slot)) ? searchTextOfRecord(shelf.type, record) : null;
  };

/** Indexes in one segment what no segment has yet. What changes meanwhile has a newer segment of its own, which stays in force. */
export const indexShelf = async (shelf: Shelf): Promise<void> => {
  const slots = [...listedSlots(shelf), ...shelf.survivors.keys()].filter((slot) => !hasSegment(shelf.search, slot));
  if (slots.length === 0) return;
  const segment = await buildSegment(slots, searchTexts(shelf));
  addSegment(
    shelf.search,
    slots.filter((slot) => !hasSegment(shelf.search, slot)),
    segment,
  );
};

/** Reads the words of everything that has changed since the last search. */
export const catchUpSearch = (shelf: Shelf): void => {
  if (shelf.unindexed.size === 0) return;
  updateSearchIndex(shelf.search, [...shelf.unindexed], searchTexts(shelf));
  shelf.unindexed.clear();
};

const manyChanges = 2000;

/** Reads very many changes in portions, as of an import that was taken back: read at once they keep every list waiting. */
const catchUpInPortions = async (shelf: Shelf): Promise<void> => {
  if (shelf.unindexed.size < manyChanges) return;
  const slots = [...shelf.unindexed];
  const segment = await buildSegment(slots, searchTexts(shelf));
  const unread = slots.filter((slot) => shelf.unindexed.delete(slot)); // A search meanwhile has read them at once.
  if (unread.length > 0) addSegment(shelf.search, unread, segment);
};

/** Reads what has changed and gathers many small segments into one. To be called in idle moments, within the writers' line. */
export const tidySearch = async (shelf: Shelf): Promise<void> => {
  await catchUpInPortions(shelf);
  catchUpSearch(shelf);
  const index: SearchIndex = shelf.search;
  const slots = slotsToGather(index);
  if (slots.length === 0) return;
  addSegment(index, slots, await buildSegment(slots, searchTexts(shelf)));
  dropEmptySegments(index);
};
