import { expect, it } from 'vitest';
import { broughtBackBy } from '../../../src/renderer/records/broughtBack.ts';
import type { HistoryEntry } from '../../../src/replica/api.ts';

const entry = (n: number, author: string, value: string, state: HistoryEntry['state'] = 'past', path = 'phone'): HistoryEntry =>
  ({ path, value, state, by: { run: 'r', n, at: n, author, office: 'Szeged' } }) as HistoryEntry; // The ids do not matter here.

const [anna, bela] = [entry(1, 'Anna', '111'), entry(2, 'Béla', '222')];
const whose = (newest: HistoryEntry, ...rest: readonly HistoryEntry[]) => broughtBackBy(newest, [newest, ...rest]);

it('a change that brings back what somebody else had written says whose value it is', () => {
  expect(whose(entry(3, 'Béla', '111', 'shown'), bela, anna)).toBe(anna);
});

it('a new value, one that nobody had replaced, an own one and one that waits beside another say nothing', () => {
  expect(whose(entry(3, 'Béla', '333', 'shown'), bela, anna)).toBeNull();
  expect(whose(entry(3, 'Béla', '111', 'shown'), anna)).toBeNull();
  expect(whose(entry(3, 'Anna', '111', 'shown'), bela, anna)).toBeNull();
  expect(whose(entry(3, 'Béla', '111', 'rival'), bela, anna)).toBeNull();
  expect(whose(entry(3, 'Béla', '111', 'shown', 'email'), bela, anna)).toBeNull();
});
