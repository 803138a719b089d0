import { foldedUnit, searchKey, separator, several } from '../../base/fold.ts';
import { sortedWords } from './sortWords.ts';
import { createWordTable, hashEnd, hashOn, hashStart, makeRoom, type WordTable, wordNumber } from './words.ts';

/**
 * A sorted word list with the slots in which each word occurs. Never changed once made.
 * A posting is `slot * 2 + 1` where the word is part of the record's name, `slot * 2` elsewhere.
 */
export type Segment = {
  /** The words' code units, one word behind the other, and where each begins; one more entry than words. */
  readonly letters: Uint16Array;
  readonly wordStarts: Uint32Array;
  /** Where the postings of word i begin; one more entry than words. */
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
};

/** What a record is found by: its name, and each further text by a call of `take`. Unfolded, as they are written. */
export type SearchText = { readonly name: string; readonly eachText: (take: (text: string) => void) => void };

export type SegmentBuilder = { readonly add: (slot: number, text: SearchText) => void; readonly finish: () => Segment };

/** Fourfold, because every growth of arrays of this size costs a copy of all of it. */
const growth = 4;

type Pairs = { words: Uint32Array; postings: Uint32Array; length: number };

const addPair = (pairs: Pairs, word: number, posting: number): void => {
  if (pairs.length === pairs.words.length) {
    const [words, postings] = [new Uint32Array(pairs.length * growth), new Uint32Array(pairs.length * growth)];
    words.set(pairs.words);
    postings.set(pairs.postings);
    pairs.words = words;
    pairs.postings = postings;
  }
  pairs.words[pairs.length] = word;
  pairs.postings[pairs.length] = posting;
  pairs.length += 1;
};

const lettersOf = (table: WordTable, order: Uint32Array): Pick<Segment, 'letters' | 'wordStarts'> => {
  const letters = new Uint16Array(table.used);
  const wordStarts = new Uint32Array(order.length + 1);
  let to = 0;
  order.forEach((word, position) => {
    const start = word === 0 ? 0 : (table.ends[word - 1] ?? 0);
    const end = table.ends[word] ?? 0;
    for (let at = start; at < end; at += 1) letters[to++] = table.letters[at] ?? 0;
    wordStarts[position + 1] = to;
  });
  return { letters, wordStarts };
};

const postingsByWord = (order: Uint32Array, pairs: Pairs): Pick<Segment, 'starts' | 'postings'> => {
  const rank = new Uint32Array(order.length);
  order.forEach((word, position) => {
    rank[word] = position;
  });
  const starts = new Uint32Array(order.length + 1);
  for (let i = 0; i < pairs.length; i += 1) {
    const after = (rank[pairs.words[i] ?? 0] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const next = starts.slice();
  const postings = new Uint32Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 1) {
    const word = rank[pairs.words[i] ?? 0] ?? 0;
    const at = next[word] ?? 0;
    postings[at] = pairs.postings[i] ?? 0;
    next[word] = at + 1;
  }
  return { starts, postings };
};

const blank = 0x20;

/** Collects texts slot by slot; `finish` sorts once. A word is noted once per slot, as part of the name where it is in the name. */
export const createSegmentBuilder = (): SegmentBuilder => {
  const table = createWordTable();
  const pairs: Pairs = { words: new Uint32Array(1024), postings: new Uint32Array(1024), length: 0 };
  let lastSlot = new Int32Array(1 << 11).fill(-1);
  const noteWord = (word: number, slot: number, isName: number): void => {
    if (word >= lastSlot.length) {
      const larger = new Int32Array(lastSlot.length * growth).fill(-1);
      larger.set(lastSlot);
      lastSlot = larger;
    }
    if (lastSlot[word] === slot) return;
    lastSlot[word] = slot;
    addPair(pairs, word, slot * 2 + isName);
  };
  /** Ends the word that lies behind the others up to `end`, if there is one. */
  const endWord = (end: number, hash: number, slot: number, isName: number): void => {
    if (end > table.used) noteWord(wordNumber(table, end, hashEnd(hash)), slot, isName);
  };
  /** For the rare text in which one character becomes several. */
  const addFolded = (slot: number, folded: string, isName: number): void => {
    makeRoom(table, folded.length);
    let to = table.used;
    let hash = hashStart;
    for (let at = 0; at <= folded.length; at += 1) {
      const unit = at < folded.length ? folded.charCodeAt(at) : blank;
      if (unit === blank) {
        endWord(to, hash, slot, isName);
        to = table.used;
        hash = hashStart;
      } else {
        table.letters[to++] = unit;
        hash = hashOn(hash, unit);
      }
    }
  };
  const addText = (slot: number, text: string, isName: number): void => {
    const { length } = text;
    makeRoom(table, length);
    const { letters } = table;
    let to = table.used;
    let hash = hashStart;
    for (let at = 0; at < length; at += 1) {
      const unit = foldedUnit(text.charCodeAt(at));
      if (unit > several) {
        letters[to++] = unit;
        hash = hashOn(hash, unit);
      } else if (unit === separator) {
        endWord(to, hash, slot, isName);
        to = table.used;
        hash = hashStart;
      } else if (unit === several) {
        addFolded(slot, searchKey(text), isName);
        return;
      }
    }
    endWord(to, hash, slot, isName);
  };
  return {
    add: (slot, { name, eachText }) => {
      addText(slot, name, 1);
      eachText((text) => {
        if (text !== name) addText(slot, text, 0);
      });
    },
    finish: () => {
      const order = sortedWords(table);
      return { ...lettersOf(table, order), ...postingsByWord(order, pairs) };
    },
  };
};

/** Negative where the word comes before everything that begins with `prefix`, 0 where it begins with it, positive where it comes after. */
const compareToPrefix = ({ letters, wordStarts }: Segment, word: number, prefix: string): number => {
  const start = wordStarts[word] ?? 0;
  const end = wordStarts[word + 1] ?? 0;
  for (let at = 0; at < prefix.length; at += 1) {
    if (start + at >= end) return -1;
    const difference = (letters[start + at] ?? 0) - prefix.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The first word that does not come before (`least` 0) or that comes after (`least` 1) the words with this prefix. */
const boundary = (segment: Segment, prefix: string, least: 0 | 1): number => {
  let [low, high] = [0, segment.wordStarts.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareToPrefix(segment, middle, prefix) < least) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The postings of every word that begins with `prefix`: one stretch, because words are sorted. */
export const postingsOf = (segment: Segment, prefix: string): Uint32Array =>
  segment.postings.subarray(segment.starts[boundary(segment, prefix, 0)] ?? 0, segment.starts[boundary(segment, prefix, 1)] ?? 0);

/** Whether any word begins with `prefix`. */
export const hasPrefix = (segment: Segment, prefix: string): boolean => {
  const first = boundary(segment, prefix, 0);
  return first < segment.wordStarts.length - 1 && compareToPrefix(segment, first, prefix) === 0;
};
