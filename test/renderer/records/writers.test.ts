import { expect, it } from 'vitest';
import { isOneHand, writerOf } from '../../../src/renderer/records/writers.ts';
import type { Attribution, FieldVersion, HistoryEntry } from '../../../src/replica/api.ts';

const by = (n: number, author: string, office = 'Szeged'): Attribution => ({ run: 'r', n, at: n, author, office }) as Attribution; // Ids do not matter here.
const version = (n: number, author: string, value: string): FieldVersion => ({ value, by: by(n, author) });
const entry = ({ value, by }: FieldVersion, state: HistoryEntry['state'], path = 'phone'): HistoryEntry => ({ path, value, by, state });

const [anna, bela] = [version(1, 'Anna', '111'), version(2, 'Béla', '222')];
const [first, second] = [version(4, 'Anna', '111'), version(5, 'Anna', '222')]; // Anna chose and took her choice back.
const history = [
  entry(second, 'rival'),
  entry(first, 'shown'),
  entry(version(3, 'Anna', '222'), 'past'),
  entry(bela, 'past'),
  entry(anna, 'past'),
];

it('values that wait again after a choice was undone are from those who wrote them, not from who undid it', () => {
  expect(isOneHand([first, second])).toBe(true);
  expect(writerOf('phone', second, history)).toBe(bela.by);
  expect(writerOf('phone', first, history), 'her own stays hers').toBe(first.by);
});

it('values of two people, and one that nobody else has written, are from those who are named with them', () => {
  expect(isOneHand([anna, bela])).toBe(false);
  expect(isOneHand([version(1, 'Anna', '1'), { value: '2', by: by(2, 'Anna', 'Timișoara') }])).toBe(false);
  expect(writerOf('phone', version(6, 'Anna', '333'), history)).toMatchObject({ n: 6 });
  expect(writerOf('email', second, history)).toBe(second.by);
});
