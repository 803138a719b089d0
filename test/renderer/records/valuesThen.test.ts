import { expect, it } from 'vitest';
import { valuesThen } from '../../../src/renderer/records/valuesThen.ts';
import type { HistoryEntry } from '../../../src/replica/api.ts';

const entry = (n: number, path: string, value: string, state: HistoryEntry['state'] = 'past'): HistoryEntry =>
  ({ path, value, state, by: { run: 'r', n, at: n, author: 'Anna', office: 'Szeged' } }) as HistoryEntry; // The ids do not matter here.

const first = [entry(1, 'from', '10:00'), entry(1, 'zone', 'Europe/Budapest')];
const later = entry(2, 'from', '11:00');
const moved = entry(3, 'zone', 'Europe/Bucharest', 'shown');
const history = [moved, later, ...first];
const now = { from: '11:00', zone: 'Europe/Bucharest', day: '2026-11-20' };

it('what was written is told with the values of then, also with those that were written at once, and with those of now that no history tells', () => {
  expect(history.map((each) => valuesThen(each, history, now).zone)).toEqual([
    'Europe/Bucharest',
    'Europe/Budapest',
    'Europe/Budapest',
    'Europe/Budapest',
  ]);
  expect(valuesThen(later, history, now)).toMatchObject({ from: '11:00', day: '2026-11-20' });
});

it('a value that waits beside another has not been the one of then', () => {
  expect(valuesThen(later, [entry(2, 'zone', 'Europe/Bucharest', 'rival'), ...history], now).zone).toBe('Europe/Budapest');
});
