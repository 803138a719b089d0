import { expect, it } from 'vitest';
import type { PackedRecord, RunId } from '../../../../src/crdt/types.ts';
import { partsOfList } from '../../../../src/renderer/features/events/list/useEvents.ts';
import type { Condition } from '../../../../src/replica/api.ts';
import { listRows } from '../../../../src/replica/query.ts';
import { createShelf, placeRecords } from '../../../../src/replica/shelf.ts';
import { recordId } from '../../../replica/records.ts';

const midnight = Date.UTC(2027, 2, 15, 22);
const hour = 3_600_000;
const run = 'a'.repeat(20) as RunId;

/** Events by when they begin and end, in hours from midnight. */
const events: Readonly<Record<string, Readonly<Record<string, number | string>>>> = {
  yesterday: { start: midnight - 12 * hour, end: midnight - 10 * hour },
  'until midnight': { start: midnight - 5 * hour, end: midnight },
  'yesterday, end unknown': { start: midnight - 12 * hour },
  'an end that is no time': { start: midnight - 12 * hour, end: 'este' },
  'second day of three': { start: midnight - 14 * hour, end: midnight + 40 * hour },
  today: { start: midnight, end: midnight + 2 * hour },
  'next week': { start: midnight + 160 * hour },
  'no start': {},
};

it('an event stands in one part of the list, and not among the past ones before its last day is over', async () => {
  const shelf = createShelf('event');
  const records = Object.entries(events).map(
    ([place, f], n): PackedRecord => ({ type: 'event', id: recordId(n), f: { ...f, place }, s: { '': [run, n, n] }, seen: { [run]: n } }),
  );
  placeRecords(shelf, records, new Map());
  const placesIn = async (where: readonly Condition[]) =>
    (await listRows(shelf, { type: 'event', where, locale: 'hu', offset: 0, limit: 50 })).rows.map(({ values }) => values.place).sort();
  const parts = partsOfList(midnight);
  expect(await placesIn(parts.running)).toEqual(['second day of three']);
  expect(await placesIn(parts.coming)).toEqual(['next week', 'today']);
  expect(await placesIn(parts.past)).toEqual(['an end that is no time', 'until midnight', 'yesterday', 'yesterday, end unknown']);
  expect(await placesIn(parts.undated)).toEqual(['no start']);
});
