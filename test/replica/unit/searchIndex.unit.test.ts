import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchKey } from '../../../src/base/fold.ts';
import {
  addSegment,
  buildSegment,
  createSearchIndex,
  type Findable,
  searchSlots,
  type TextOf,
  updateSearchIndex,
} from '../../../src/replica/search/searchIndex.ts';

type Text = { readonly name: string; readonly rest: readonly string[] };

/** So many slots, each of which may be found. */
const all = (slots: number): Findable => ({ listed: new Uint8Array(slots).fill(1), survivors: new Map() });

const textOf =
  (texts: readonly (Text | null)[]): TextOf =>
  (slot) => {
    const text = texts[slot];
    if (!text) return null;
    const eachText = (take: (piece: string) => void): void => {
      for (const piece of [text.name, ...text.rest]) take(piece);
    };
    return { name: text.name, eachText };
  };

const indexOf = async (texts: readonly (Text | null)[]) => {
  const index = createSearchIndex();
  const slots = [...texts.keys()];
  addSegment(index, slots, await buildSegment(slots, textOf(texts)));
  return index;
};

const found = (marks: Uint8Array): readonly number[] => [...marks.keys()].filter((slot) => marks[slot] !== 0);

const word = fc.constantFrom('Szeged', 'szél', 'Temesvár', 'Timișoara', 'napelem', 'Nap', 'energia', 'Őz', 'kft', '10537914');
const text = fc.record({
  name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  rest: fc.array(word, { maxLength: 3 }),
});
const query = fc
  .array(fc.tuple(word, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 3 })
  .map((words) => words.map(([each, length]) => each.slice(0, length)).join(' '));

describe('the search index', () => {
  it('finds exactly the records in which every word begins some word, whatever has changed since it was built', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(14), fc.option(text)), { maxLength: 6 }),
        query,
        async (first, changes, asked) => {
          const texts: (Text | null)[] = [...first];
          const index = await indexOf(texts);
          for (const [slot, changed] of changes) {
            texts[slot] = changed;
            updateSearchIndex(index, [slot], textOf(texts));
          }
          const prefixes = searchKey(asked).split(' ');
          const matches = (each: Text | null | undefined): boolean => {
            const words = each ? searchKey([each.name, ...each.rest].join(' ')).split(' ') : [];
            return prefixes.every((prefix) => words.some((one) => one.startsWith(prefix)));
          };
          const hits = searchSlots(index, searchKey(asked), all(15));
          const expected = Array.from({ length: 15 }, (_, slot) => slot).filter((slot) => matches(texts[slot]));
          if (expected.length > 0) expect(found(hits.marks)).toEqual(expected);
          else expect(hits.total === 0 || hits.fuzzy).toBe(true);
        },
      ),
    );
  });

  it('tells hits in the name from others', async () => {
    const index = await indexOf([
      { name: 'Napelem Bt.', rest: ['Szeged'] },
      { name: 'Szegedi Kft.', rest: ['napelem'] },
    ]);
    expect([...searchSlots(index, 'napel', all(2)).marks]).toEqual([2, 1]);
  });

  it('forgives one typing error only where nothing matches as typed', async () => {
    const index = await indexOf([
      { name: 'Napelem Bt.', rest: [] },
      { name: 'Napeled Kft.', rest: [] },
    ]);
    expect(searchSlots(index, 'napelem', all(2))).toMatchObject({ total: 1, fuzzy: false });
    for (const typed of ['nepelem', 'naplem', 'napellem', 'napleem']) {
      const hits = searchSlots(index, typed, all(2));
      expect([typed, hits.fuzzy, found(hits.marks).includes(0)]).toEqual([typed, true, true]);
    }
    expect(searchSlots(index, 'qqqq', all(2))).toMatchObject({ total: 0, fuzzy: false });
  });

  it('finds a number however it is grouped, and a tax number with or without its country', async () => {
    const index = await indexOf([
      { name: 'Probă', rest: ['+40256555101 0256555101', '18547290'] },
      { name: 'Exemplu', rest: ['RO999990020', 'J35/1234/2009 J3512342009'] },
      { name: 'Minta', rest: ['12345676-2-06 12345676206', '2026-11-27'] },
    ]);
    const asked = (typed: string) => found(searchSlots(index, searchKey(typed), all(3)).marks);
    for (const phone of ['+40 256 555 101', '+40 256 5', '0256 555 101', '0256-555-101'])
      expect([phone, asked(phone)]).toEqual([phone, [0]]);
    for (const code of ['RO18547290', 'ro 18547290', '18547290']) expect([code, asked(code)]).toEqual([code, [0]]);
    for (const code of ['999990020', 'RO 999990020', 'J35/1234']) expect([code, asked(code)]).toEqual([code, [1]]);
    for (const code of ['HU12345676', '12345676-2', 'minta 1234 5676', '2026 11 27']) expect([code, asked(code)]).toEqual([code, [2]]);
    expect(asked('RO 555')).toEqual([]);
  });

  it('finds a company in whatever notation its legal form is typed, where nothing is written just so', async () => {
    const index = await indexOf([
      { name: 'S.C. MODEL SOLAR S.R.L.', rest: [] },
      { name: 'Exemplu Energie SRL', rest: [] },
      { name: 'Példa Napelem Betéti Társaság', rest: [] },
    ]);
    const asked = (typed: string) => found(searchSlots(index, searchKey(typed), all(3)).marks);
    for (const typed of ['Model Solar SRL', 'model solar s.r.l.', 'SC Model Solar SRL'])
      expect([typed, asked(typed)]).toEqual([typed, [0]]);
    for (const typed of ['S.C. Exemplu Energie S.R.L.', 'Exemplu Energie S.A.']) expect([typed, asked(typed)]).toEqual([typed, [1]]);
    expect(asked('Példa Napelem Bt.')).toEqual([2]);
    expect(asked('SRL')).toEqual([1]);
    expect(asked('S.A.')).toEqual([]);
  });
});
