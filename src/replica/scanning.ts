import { scanSlots } from './search/scan.ts';
import { type Findable, type SearchHits, wordsOf } from './search/searchIndex.ts';
import { searchTexts } from './searching.ts';
import type { Shelf } from './shelf.ts';
import { createTurns, type Turns } from './turns.ts';

/** Finding without the index, in the seconds in which that is still being made. */

export type Find = (may: Findable) => SearchHits;

export const findable = (shelf: Shelf): Findable => ({
  listed: shelf.listed.subarray(0, shelf.records.length),
  survivors: shelf.survivors,
});

/** What was found last, and after how many changes: whatever is typed next mostly goes on from it. */
type Found = { readonly words: readonly string[]; readonly marks: Uint8Array; readonly changes: number };

type Scanning = { readonly turns: Turns; waiting: number; last: Found | null };

/** As many letters as somebody types while the first is looked for; the index rests meanwhile, so it must not be more. */
const mostWaiting = 8;

const scannings = new WeakMap<Shelf, Scanning>();

const scanningOf = (shelf: Shelf): Scanning => {
  const known = scannings.get(shelf) ?? { turns: createTurns(), waiting: 0, last: null };
  scannings.set(shelf, known);
  return known;
};

const goesOn = (words: readonly string[], last: readonly string[]): boolean =>
  last.every((shorter) => words.some((word) => word.startsWith(shorter)));

/** What may hold these words: a joined slot always, because its name is found elsewhere. */
const candidates = (shelf: Shelf, words: readonly string[], last: Found | null): ((slot: number) => boolean) => {
  if (last === null || last.changes !== shelf.changes || !goesOn(words, last.words)) return () => true;
  return (slot) => last.marks[slot] !== 0 || shelf.joined.has(slot);
};

const readFor = async (shelf: Shelf, key: string, scanning: Scanning, indexed: Promise<void>): Promise<Find | null> => {
  let isIndexed = false;
  void indexed.then(() => {
    isIndexed = true;
  });
  const words = wordsOf(key);
  const { changes } = shelf;
  const find = await scanSlots(words, {
    slots: shelf.records.length,
    mayHold: candidates(shelf, words, scanning.last),
    textOf: searchTexts(shelf),
    isOver: () => isIndexed,
  });
  if (find === null) return null;
  const { marks, total } = find(findable(shelf));
  scanning.last = { words, marks, changes };
  return total === 0 ? null : find;
};

/**
 * Reads the texts for the words of `key` (folded), one search after the other, each where the one before has found something if it goes on
 * from that. Null where `indexed` settles first, where too many wait already, or where nothing is written as it was typed, so that only the
 * index can say what was meant.
 */
export const findByReading = async (shelf: Shelf, key: string, indexed: Promise<void>): Promise<Find | null> => {
  const scanning = scanningOf(shelf);
  if (scanning.waiting >= mostWaiting) return null;
  scanning.waiting += 1;
  try {
    return await scanning.turns(() => readFor(shelf, key, scanning, indexed));
  } finally {
    scanning.waiting -= 1;
  }
};
