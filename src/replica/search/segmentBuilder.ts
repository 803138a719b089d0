import { foldedUnit, searchKey, separator, several } from '../../base/fold.ts';
import type { Segment } from './segment.ts';
import { sortedWords } from './sortWords.ts';
import { createWordTable, hashEnd, hashOn, hashStart, makeRoom, noteWord, type WordTable, wordEnd } from './words.ts';

/** What a record is found by: its name, and each further text by a call of `take`, as `eachSearchText` does. Unfolded, as they are written. */
export type SearchText = { readonly name: string; readonly eachText: (take: (text: string, isShared?: boolean) => void) => void };

export type SegmentBuilder = {
  readonly add: (slot: number, text: SearchText) => void;
  readonly finish: () => Segment;
};

/** 1 where the words are those of the record's name; the name is to come before all else. */
type Where = 0 | 1;

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
  const letters = new Uint16Array(table.used - table.count);
  const wordStarts = new Uint32Array(order.length + 1);
  let to = 0;
  order.forEach((word, position) => {
    const end = wordEnd(table, word);
    for (let at = table.starts[word] ?? 0; at < end; at += 1) letters[to++] = table.letters[at] ?? 0;
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
  /** Ends the word that lies behind the others up to `end`, if there is one. */
  const endWord = (end: number, hash: number, slot: number, where: Where): void => {
    if (end === table.used) return;
    const word = noteWord(table, end, hashEnd(hash), slot);
    if (word >= 0) addPair(pairs, word, slot * 2 + where);
  };
  /** For the rare text in which one character becomes several. */
  const addFolded = (slot: number, folded: string, where: Where): void => {
    makeRoom(table, folded.length);
    let to = table.used;
    let hash = hashStart;
    for (let at = 0; at <= folded.length; at += 1) {
      const unit = at < folded.length ? folded.charCodeAt(at) : blank;
      if (unit === blank) {
        endWord(to, hash, slot, where);
        to = table.used;
        hash = hashStart;
      } else {
        table.letters[to++] = unit;
        hash = hashOn(hash, unit);
      }
    }
  };
  const addText = (slot: number, text: string, where: Where): void => {
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
        endWord(to, hash, slot, where);
        to = table.used;
        hash = hashStart;
      } else if (unit === several) {
        addFolded(slot, searchKey(text), where);
        return;
      }
    }
    endWord(to, hash, slot, where);
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
