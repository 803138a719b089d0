import { createPacer } from '../pause.ts';
import type { Findable, SearchHits, TextOf } from './searchIndex.ts';
import { wordTest } from './wordPattern.ts';

/** Finds words in texts as they are read, without an index: for the seconds in which that is still being made. */

/** Of the words with a bit in `sought`, those that begin some word of the text. */
type WordFinder = (text: string, sought: number) => number;

const createWordFinder = (prefixes: readonly string[]): WordFinder => {
  const tests = prefixes.map(wordTest);
  return (text, sought) => {
    let found = 0;
    for (let position = 0; position < tests.length; position += 1) {
      const bit = 1 << position;
      if ((sought & bit) !== 0 && tests[position]?.(text)) found |= bit;
    }
    return found;
  };
};

/** What the words of a query are in texts that very many records share, by the text. */
type Shared = Map<string, number>;

const findShared = (shared: Shared, text: string, all: number, find: WordFinder): number => {
  const known = shared.get(text);
  if (known !== undefined) return known;
  const found = find(text, all);
  shared.set(text, found);
  return found;
};

/** By slot, the words that are there anywhere and those that are in the name, one bit each. */
type Progress = { readonly found: Int32Array; readonly named: Int32Array };

type Scan = { readonly textOf: TextOf; readonly find: WordFinder; readonly all: number; readonly shared: Shared };

const scanSlot = (progress: Progress, slot: number, { textOf, find, all, shared }: Scan): void => {
  const text = textOf(slot);
  if (text === null) return;
  const named = find(text.name, all);
  let found = named;
  if (found !== all)
    text.eachText((each, isShared) => {
      if (found === all) return;
      if (isShared) found |= findShared(shared, each, all, find);
      else if (each !== text.name) found |= find(each, all & ~found);
    });
  progress.found[slot] = found;
  progress.named[slot] = named;
};

/** The name of a joined slot leads to the one that is found instead of it. */
const followJoins = ({ found, named }: Progress, { listed, survivors }: Findable): void => {
  for (const [slot, survivor] of survivors) {
    if (listed[slot] !== 0) continue;
    found[survivor] = (found[survivor] ?? 0) | (named[slot] ?? 0);
    named[survivor] = (named[survivor] ?? 0) | (named[slot] ?? 0);
  }
};

const hitsIn = ({ found, named }: Progress, all: number, { listed }: Findable): SearchHits => {
  const marks = new Uint8Array(listed.length);
  const hits = { marks, total: 0, named: 0, fuzzy: false };
  for (let slot = 0; slot < listed.length; slot += 1) {
    if (listed[slot] !== 1 || found[slot] !== all) continue;
    marks[slot] = named[slot] === all ? 2 : 1;
    hits.total += 1;
    if (marks[slot] === 2) hits.named += 1;
  }
  return hits;
};

/** `slots` slots, of which those that `mayHold` are read; `isOver` says that the answer is not needed any more. */
export type ScanJob = {
  readonly slots: number;
  readonly mayHold: (slot: number) => boolean;
  readonly textOf: TextOf;
  readonly isOver: () => boolean;
};

const sliceMs = 30;

/**
 * What `searchSlots` would find exactly for these words (folded), read from the texts in slices; null once it is over. The answer is to be
 * asked for what may be found by the time it is used.
 */
export const scanSlots = async (
  words: readonly string[],
  { slots, mayHold, textOf, isOver }: ScanJob,
): Promise<((may: Findable) => SearchHits) | null> => {
  const all = 2 ** words.length - 1;
  const scan: Scan = { textOf, find: createWordFinder(words), all, shared: new Map() };
  const progress = { found: new Int32Array(slots), named: new Int32Array(slots) };
  const pacer = createPacer(sliceMs);
  for (let slot = 0; slot < slots; slot += 1) {
    if (slot % 256 === 0) await pacer();
    if (slot % 256 === 0 && isOver()) return null;
    if (mayHold(slot)) scanSlot(progress, slot, scan);
  }
  return (may) => {
    followJoins(progress, may);
    return hitsIn(progress, all, may);
  };
};
