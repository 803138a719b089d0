import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedWords } from '../../../src/replica/search/sortWords.ts';
import {
  createWordTable,
  hashEnd,
  hashOn,
  hashStart,
  makeRoom,
  noteWord,
  type WordTable,
  wordEnd,
} from '../../../src/replica/search/words.ts';

const unitsOf = (word: string): Uint16Array => Uint16Array.from(word, (letter) => letter.charCodeAt(0));

const hashOf = (word: string): number => hashEnd(unitsOf(word).reduce(hashOn, hashStart));

let slots = 0;

/** Writes a word behind the others and notes it, for a slot of its own unless said otherwise. */
const add = (table: WordTable, word: string, hash = hashOf(word), slot = slots++): number => {
  makeRoom(table, word.length);
  table.letters.set(unitsOf(word), table.used);
  return noteWord(table, table.used + word.length, hash, slot);
};

const wordAt = (table: WordTable, word: number): string =>
  String.fromCharCode(...table.letters.subarray(table.starts[word], wordEnd(table, word)));

const tableOf = (words: readonly string[]): WordTable => {
  const table = createWordTable();
  for (const word of words) add(table, word);
  return table;
};

const sorted = (words: readonly string[]): readonly string[] => {
  const table = tableOf(words);
  return [...sortedWords(table)].map((word) => wordAt(table, word));
};

/** Few letters, so that words share beginnings; among them digits and letters that folding leaves alone. */
const anyWord = fc.array(fc.constantFrom(...'abz019ßжπя'), { minLength: 1, maxLength: 14 }).map((letters) => letters.join(''));

describe('a word table', () => {
  it('gives each word one number in the order of arrival, whatever words came between', () => {
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 400 }), (words) => {
        const table = createWordTable();
        const numbers = words.map((word) => add(table, word));
        const distinct = [...new Set(words)];
        expect(numbers).toEqual(words.map((word) => distinct.indexOf(word)));
        expect(distinct.map((_, at) => wordAt(table, at))).toEqual(distinct);
      }),
    );
  });

  it('tells words with the same hash apart', () => {
    const table = createWordTable();
    expect([add(table, 'alfa', 7), add(table, 'beta', 7), add(table, 'alfa', 7)]).toEqual([0, 1, 0]);
  });

  it('says when a word was noted for the same slot last', () => {
    const table = createWordTable();
    const noted = [0, 0, 1, 0].map((slot) => add(table, 'alfa', hashOf('alfa'), slot));
    expect(noted).toEqual([0, -1, 0, 0]);
    expect(add(table, 'alfabet', hashOf('alfa'), 0)).toBe(1);
    expect(add(table, 'alf', hashOf('alfa'), 0)).toBe(2);
  });

  it('grows to many and to long words', () => {
    const words = Array.from({ length: 30_000 }, (_, at) => `szo${at}`);
    const long = 'hosszu'.repeat(20_000);
    const table = tableOf([...words, long, ...words]);
    expect(table.count).toBe(30_001);
    expect(wordAt(table, 17_000)).toBe('szo17000');
    expect(add(table, long)).toBe(30_000);
  });
});

describe('sorted words', () => {
  it('stand as a plain sort by code units would have them', () => {
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 300 }), (words) => {
        expect(sorted(words)).toEqual([...new Set(words)].sort());
      }),
    );
  });

  it('do so too where very many share their first letters, also letters beyond z', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const beginnings = ['', 'iroda', 'hosszuszo', 'hosszuszohosszuszo', 'кабел', 'szoßκα', 'szoszoκαβγδεζηθ'];
        const words = Array.from(
          { length: 7000 },
          (_, at) => `${beginnings[at % beginnings.length]}${Math.abs(Math.imul(at + 1, seed | 1)).toString(36)}`,
        );
        expect(sorted(words)).toEqual([...new Set(words)].sort());
      }),
      { numRuns: 5 },
    );
  });
});
