import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedUnit, searchKey, several } from '../../../src/base/fold.ts';
import { numberReadings } from '../../../src/replica/search/numbers.ts';
import { scanSlots } from '../../../src/replica/search/scan.ts';
import {
  addSegment,
  buildSegment,
  createSearchIndex,
  type Findable,
  searchSlots,
  type TextOf,
  wordsOf,
} from '../../../src/replica/search/searchIndex.ts';
import { wordTest } from '../../../src/replica/search/wordPattern.ts';

type Text = { readonly name: string; readonly rest: readonly string[] };

const textOf =
  (texts: readonly (Text | null)[]): TextOf =>
  (slot) => {
    const text = texts[slot];
    if (!text) return null;
    return {
      name: text.name,
      eachText: (take) => {
        for (const [at, each] of text.rest.entries()) take(each, at % 2 === 1);
      },
    };
  };

const piece = fc.oneof(
  fc.constantFrom('Szeged', 'Temesvár', 'Timișoara', 'Őz', 'kft', 'Kft.', 'energia', 'en-erg', '10537914', ' ', '.', 'é'),
  fc.constantFrom('ß', 'ﬁ', 'Æ', 'ĳ', '½', '\u00ad', '\u0301', '\u200d', 'Ω', '東', '🙂', '\ud800', 'ſ', 'İ', '\n', '\u2028'),
  fc.string({ maxLength: 4 }),
  fc.string({ maxLength: 3, unit: 'grapheme' }),
);
const written = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const text = fc.record({ name: written, rest: fc.array(written, { maxLength: 3 }) });

/** Some of the words of a text, cut short. */
const queryFor = (texts: readonly (Text | null)[]): fc.Arbitrary<string> => {
  const words = wordsOf(searchKey(texts.flatMap((each) => (each ? [each.name, ...each.rest] : [])).join(' ')));
  const word = words.length === 0 ? fc.constant('a') : fc.constantFrom(...words);
  return fc
    .array(fc.tuple(word, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 3 })
    .map((chosen) => chosen.map(([each, length]) => each.slice(0, length)).join(' '));
};

describe('searching without the index', () => {
  it('finds what the index finds exactly, in the name or elsewhere, however it is written and whatever is joined', async () => {
    const cases = fc
      .array(fc.option(text, { freq: 9 }), { minLength: 1, maxLength: 8 })
      .chain((texts) => fc.tuple(fc.constant(texts), queryFor(texts), fc.option(fc.tuple(fc.nat(7), fc.nat(7)))));
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ([texts, asked, join]) => {
        const listed = new Uint8Array(texts.length).fill(1);
        const survivors = new Map<number, number>();
        if (join !== null && join[0] !== join[1] && Math.max(...join) < texts.length) {
          listed[join[0]] = 0;
          survivors.set(join[0], join[1]);
        }
        const may: Findable = { listed, survivors };
        const index = createSearchIndex();
        const slots = [...texts.keys()];
        addSegment(index, slots, await buildSegment(slots, textOf(texts)));
        const expected = searchSlots(index, searchKey(asked), may);
        const job = { slots: texts.length, mayHold: () => true, textOf: textOf(texts), isOver: () => false };
        const scanned = (await scanSlots(wordsOf(searchKey(asked)), job))?.(may);
        const isReread = scanned?.total === 0 && numberReadings(searchKey(asked)) !== null;
        if (expected.total === 0 || expected.fuzzy || isReread) return; // Found otherwise than as it was typed.
        compared += 1;
        expect(scanned).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('knows every character that becomes several letters, wherever a word begins, ends or is cut short', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (let code = 0; code < 0x2300; code += 1) {
      if (foldedUnit(code) !== several) continue;
      const letter = String.fromCharCode(code);
      const all = [letter, `${letter}k`, `k${letter}`, `k ${letter}k`, `ka${letter}ak`, `k\u0301${letter}\u0301k`, `${letter}${letter}`];
      const words = all.flatMap((each) => wordsOf(searchKey(each)));
      const prefixes = new Set(words.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1))).concat('k', 'ak'));
      for (const prefix of prefixes) {
        const begins = wordTest(prefix);
        for (const each of all) {
          compared += 1;
          if (begins(each) !== ` ${searchKey(each)}`.includes(` ${prefix}`)) wrong.push(`${prefix} in ${each}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });

  it('reads only what may hold the words', async () => {
    const texts = [
      { name: 'Napelem', rest: [] },
      { name: 'Napelem Kft.', rest: [] },
    ];
    const job = { slots: 2, mayHold: (slot: number) => slot === 1, textOf: textOf(texts), isOver: () => false };
    const find = await scanSlots(['nap'], job);
    expect([...(find?.({ listed: new Uint8Array(2).fill(1), survivors: new Map() }).marks ?? [])]).toEqual([0, 2]);
  });

  it('gives up once it is over', async () => {
    const job = { slots: 1, mayHold: () => true, textOf: textOf([{ name: 'Napelem', rest: [] }]), isOver: () => true };
    expect(await scanSlots(['nap'], job)).toBeNull();
  });
});
