import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchKey } from '../../../src/base/fold.ts';
import { hasPrefix, postingsOf } from '../../../src/replica/search/segment.ts';
import { createSegmentBuilder } from '../../../src/replica/search/segmentBuilder.ts';

type Text = { readonly name: string; readonly rest: readonly string[] };

const segmentOf = (texts: readonly Text[]) => {
  const builder = createSegmentBuilder();
  texts.forEach(({ name, rest }, slot) => {
    builder.add(slot, {
      name,
      eachText: (take) => {
        for (const text of rest) take(text);
      },
    });
  });
  return builder.finish();
};

const anyText = fc
  .array(fc.constantFrom('Őszi', 'ősz', 'Șoimii', 'Şoimi', 'energia', 'energie', 'Кирил', 'Киев', 'Яна', 'Кабел', 'ß2', '2030', '20'), {
    maxLength: 5,
  })
  .map((words) => words.join(' '));
const anyTexts = fc.array(fc.record({ name: anyText, rest: fc.array(anyText, { maxLength: 2 }) }), { maxLength: 30 });
const anyPrefix = fc.constantFrom(
  'ő',
  'osz',
  'oszi',
  'sz',
  's',
  'soimi',
  'energi',
  'energia',
  'ки',
  'кир',
  'к',
  'я',
  'ß',
  '2',
  '203',
  'zz',
  'яя',
);

describe('a search segment', () => {
  it('gives for a prefix each record with such a word, and whether one is in its name', () => {
    fc.assert(
      fc.property(anyTexts, anyPrefix, (texts, asked) => {
        const prefix = searchKey(asked);
        const segment = segmentOf(texts);
        const begins = (text: string): boolean =>
          searchKey(text)
            .split(' ')
            .some((word) => word.startsWith(prefix));
        const expected = texts.flatMap(({ name, rest }, slot) => (begins(name) ? [slot * 2 + 1] : rest.some(begins) ? [slot * 2] : []));
        const found = [...postingsOf(segment, prefix)];
        const best = new Map<number, number>();
        for (const posting of found) best.set(posting >> 1, Math.max(best.get(posting >> 1) ?? 0, posting));
        expect([...best.values()].sort((a, b) => a - b)).toEqual(expected);
        expect(hasPrefix(segment, prefix)).toBe(found.length > 0);
      }),
      { numRuns: 500 },
    );
  });
});
