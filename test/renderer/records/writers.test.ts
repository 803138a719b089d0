import { expect, it } from 'vitest';
import { needHistory, writerOf } from '../../../src/renderer/records/writers.ts';
import type { Attribution, FieldVersion, HistoryEntry } from '../../../src/replica/api.ts';

/** Ids do not matter here. `at` is when the commit was made, of which `n` is one number. */
const by = (n: number, author: string, at = n): Attribution => ({ run: 'r', n, at, author, office: 'Szeged' }) as Attribution;
const version = (n: number, author: string, value: string, at = n): FieldVersion => ({ value, by: by(n, author, at) });
const entry = ({ value, by }: FieldVersion, state: HistoryEntry['state'], path = 'phone'): HistoryEntry => ({ path, value, by, state });
const waiting = (...versions: readonly FieldVersion[]) => ({ path: 'phone', versions });

const [anna, bela] = [version(1, 'Anna', '111'), version(2, 'Béla', '222')];
const [first, second] = [version(4, 'Anna', '111', 4), version(5, 'Anna', '222', 4)]; // Anna chose and took her choice back.
const history = [
  entry(second, 'rival'),
  entry(first, 'shown'),
  entry(version(3, 'Anna', '222'), 'past'),
  entry(bela, 'past'),
  entry(anna, 'past'),
];

it('values that wait again after a choice was undone are from those who wrote them, not from who undid it', () => {
  expect(needHistory([first, second])).toBe(true);
  expect(writerOf(waiting(first, second), second, history)).toBe(bela.by);
  expect(writerOf(waiting(first, second), first, history), 'her own stays hers').toBe(first.by);
});

it('a value that somebody else had written before is from who wrote it now, whatever the history says', () => {
  expect(needHistory([anna, bela])).toBe(false);
  const again = version(6, 'Anna', '222');
  expect(writerOf(waiting(again, version(7, 'Anna', '333')), again, history), 'typed at two laptops, or twice').toBe(again.by);
  expect(writerOf(waiting(again, version(7, 'Cecil', '333')), again, history)).toBe(again.by);
});

it('whose a value written back is stays open until the history is read', () => {
  expect(writerOf(waiting(first, second), second, undefined)).toBeNull();
  expect(writerOf(waiting(anna, bela), bela, undefined), 'which is not asked of the others').toBe(bela.by);
});

it('values written back that nobody else has written stay with the name they bear', () => {
  const [one, other] = [version(8, 'Anna', '444', 8), version(9, 'Anna', '555', 8)];
  expect(writerOf(waiting(one, other), one, history)).toBe(one.by);
  expect(writerOf({ path: 'email', versions: [first, second] }, second, history)).toBe(second.by);
});
