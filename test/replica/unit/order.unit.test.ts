import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrder, firstSlots, rankOf, type SortKey, slotComparison, updateOrder } from '../../../src/replica/order.ts';

const key = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 20 }), fc.constantFrom('alma', 'Álom', 'cukor', 'csiga', 'őz', 'zab'));
const collator = new Intl.Collator('hu', { numeric: true });
const { compare } = collator;

/** What an order means, said another way: numbers, then texts, then what has no value; equal keys by slot. */
const sorted = (keys: readonly SortKey[], listed: ReadonlySet<number>): readonly number[] => {
  const group = (value: SortKey): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  return [...listed].sort((a, b) => {
    const [x, y] = [keys[a] ?? null, keys[b] ?? null];
    if (group(x) !== group(y)) return group(x) - group(y);
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return x - y;
    return (typeof x === 'string' && typeof y === 'string' ? compare(x, y) : 0) || a - b;
  });
};

describe('an order', () => {
  it('is after any changes what sorting anew would give', async () => {
    const change = fc.record({ slot: fc.nat(30), key, listed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 25 }),
        fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 5 }),
        async (first, batches) => {
          const keys: SortKey[] = [...first];
          const listed = new Set(first.keys());
          const order = await createOrder([...listed], (slot) => keys[slot] ?? null, collator);
          for (const batch of batches) {
            for (const each of batch) {
              keys[each.slot] = each.key;
              if (each.listed) listed.add(each.slot);
              else listed.delete(each.slot);
            }
            updateOrder(order, [...new Set(batch.map((each) => each.slot))], (slot) => listed.has(slot));
          }
          expect([...order.slots]).toEqual(sorted(keys, listed));
          const rank = rankOf(order, 31);
          for (const [position, slot] of order.slots.entries()) expect(rank[slot]).toBe(position);
        },
      ),
    );
  });

  it.each(['up', 'down'] as const)('that nobody keeps gives the first slots %s, what has no value last', async (direction) => {
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 40 }), fc.nat(45), async (keys, count) => {
        const compare = slotComparison((slot) => keys[slot] ?? null, collator, direction);
        const all = sorted(keys, new Set(keys.keys()));
        const valued = all.filter((slot) => keys[slot] !== null);
        const expected = direction === 'up' ? all : [...valued.reverse(), ...all.slice(valued.length)];
        expect(await firstSlots([...keys.keys()], compare, count)).toEqual(expected.slice(0, count));
      }),
    );
  });

  it('puts Hungarian digraphs and accents where a Hungarian looks for them', async () => {
    const names = ['cukor', 'csiga', 'alma', 'álom', 'zab', 'őz', 'oldal'];
    const order = await createOrder([...names.keys()], (slot) => names[slot] ?? null, collator);
    expect([...order.slots].map((slot) => names[slot])).toEqual(['alma', 'álom', 'cukor', 'csiga', 'oldal', 'őz', 'zab']);
  });

  it.each(['hu', 'ro', 'en'])('is that of the %s collator, whatever the texts are', async (language) => {
    const text = fc.oneof(
      fc.stringMatching(/^[a-eszySZCcáéőțâ .\-0-9]{0,8}$/),
      fc.constantFrom(
        'Dzsungel',
        'dzeta',
        'Hosszú',
        'hosszabb',
        'Terem 2',
        'Terem 10',
        'terem 010',
        '2×',
        'ß',
        'ss',
        'cote',
        'côté',
        '\u0301',
        '',
      ),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    const inLanguage = new Intl.Collator(language, { numeric: true });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 40 }), async (texts) => {
        const order = await createOrder([...texts.keys()], (slot) => texts[slot] ?? null, inLanguage);
        const expected = [...texts.keys()].sort((a, b) => inLanguage.compare(texts[a] ?? '', texts[b] ?? '') || a - b);
        expect([...order.slots]).toEqual(expected);
      }),
    );
  });
});
