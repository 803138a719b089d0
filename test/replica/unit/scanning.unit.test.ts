import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import type { PackedRecord, RunId } from '../../../src/crdt/types.ts';
import type { ListQuery } from '../../../src/replica/api.ts';
import { answer, calm, createPacer } from '../../../src/replica/pause.ts';
import { listRows } from '../../../src/replica/query.ts';
import { indexShelf } from '../../../src/replica/searching.ts';
import { createShelf, placeRecords, type Shelf } from '../../../src/replica/shelf.ts';
import { recordId } from '../records.ts';

const run = 'a'.repeat(20) as RunId;
const record = (n: number, f: Record<string, Json>): PackedRecord => ({
  type: 'organisation',
  id: recordId(n),
  f,
  s: { '': [run, n + 1, n] },
  seen: { [run]: n + 1 },
});

const place = (shelf: Shelf, ...records: readonly PackedRecord[]): void => {
  for (const slot of placeRecords(shelf, records, new Map()).touched) shelf.unindexed.add(slot);
};

const directory = (): Shelf => {
  const shelf = createShelf('organisation');
  place(
    shelf,
    record(0, { name: 'Cukor Kft.', country: 'HU', 'summary.hu': 'Édesség Temesvárra is' }),
    record(1, { name: 'Temesi Alma SRL', country: 'RO' }),
    record(2, { name: 'Csiga Bt.', country: 'HU', sameAs: recordId(0) }),
    record(3, { name: 'Törölt Temes Kft.', '#del': { del: true, saw: { [run]: 4 } } }),
    record(4, { name: 'Straße Temes', country: 'RO', address: { town: 'Timișoara' } }),
  );
  return shelf;
};

const never = (): Promise<void> => new Promise(() => undefined);
const asked = (text: string, more: Partial<ListQuery> = {}): ListQuery => ({
  type: 'organisation',
  text,
  locale: 'hu',
  offset: 0,
  limit: 9,
  ...more,
});
const names = async (shelf: Shelf, text: string, indexed: () => Promise<void> | null = never): Promise<readonly unknown[]> =>
  (await listRows(shelf, asked(text), indexed)).rows.map((row) => row.values.name);

describe('a search before the index is there', () => {
  it('answers what it answers afterwards', async () => {
    const queries = [
      asked('t'),
      asked('temes'),
      asked('temes', { sort: { path: '#relevance', direction: 'up' } }),
      asked('temes', { sort: { path: '#relevance', direction: 'up' }, offset: 1, limit: 1 }),
      asked('t', { offset: 1, limit: 1 }),
      asked('temes', { sort: { path: 'country', direction: 'down' }, offset: 1 }),
      asked('t', { sort: { path: 'address>town', direction: 'down' } }),
      asked('temes', { where: [{ path: 'country', is: 'RO' }], counts: { hungarian: [{ path: 'country', is: 'HU' }] } }),
      asked('csiga'),
      asked('csiga edesseg'),
      asked('strasse timi'),
    ];
    const indexed = directory();
    await indexShelf(indexed);
    for (const query of queries) {
      const { workerMs: _, ...page } = await listRows(indexed, query);
      expect(await listRows(directory(), query, never), query.text).toMatchObject(page);
      expect(page.total, query.text).toBeGreaterThan(0);
    }
  });

  it('goes on from what was found for fewer letters, and begins anew after a change', async () => {
    const shelf = directory();
    expect(await names(shelf, 'tem')).toEqual(['Cukor Kft.', 'Straße Temes', 'Temesi Alma SRL']);
    expect(await names(shelf, 'temes a')).toEqual(['Temesi Alma SRL']);
    place(shelf, record(4, { name: 'Temes Astra' }), record(5, { name: 'Temes Autó' }));
    expect(await names(shelf, 'temes a')).toEqual(['Temes Astra', 'Temes Autó', 'Temesi Alma SRL']);
    expect(await names(shelf, 'cukor')).toEqual(['Cukor Kft.']);
  });

  it('finds a survivor by the name of what was joined to it, letter by letter', async () => {
    const shelf = directory();
    for (const text of ['c', 'cs', 'csi', 'csiga b']) expect(await names(shelf, text)).toContain('Cukor Kft.');
  });

  it('is not kept waiting by what nobody waits for, nor by more than a few others', async () => {
    const shelf = directory();
    let answered = 0;
    const count = (): void => {
      answered += 1;
    };
    const ask = (text: string, more: Partial<ListQuery> = {}): void => void listRows(shelf, asked(text, more), never).then(count);
    for (let n = 0; n < 100; n += 1) ask('temes', { patient: true });
    expect(await names(shelf, 'temesi')).toEqual(['Temesi Alma SRL']);
    expect(answered).toBe(0);
    for (let n = 0; n < 100; n += 1) ask('temes');
    await calm();
    expect([answered > 0, answered < 20]).toEqual([true, true]);
    expect(await names(shelf, 'temesi'), 'and goes on afterwards').toEqual(['Temesi Alma SRL']);
  });

  it('waits for all that is being indexed', async () => {
    const shelf = directory();
    shelf.unindexed.clear(); // Whoever imports very much reads their words himself.
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let building: Promise<void> | null = first.promise;
    const searching = names(shelf, 'tenesi', () => building);
    building = second.promise;
    first.resolve();
    await calm();
    await indexShelf(shelf);
    building = null;
    second.resolve();
    expect(await searching).toEqual(['Temesi Alma SRL']);
  });

  it('waits for the index where nothing is written as it was typed', async () => {
    const shelf = directory();
    const { promise, resolve } = Promise.withResolvers<void>();
    let building: Promise<void> | null = promise;
    let found: readonly unknown[] | null = null;
    const searching = names(shelf, 'tenesi', () => building).then((rows) => {
      found = rows;
    });
    await calm();
    expect(found).toBeNull();
    await indexShelf(shelf);
    building = null;
    resolve();
    await searching;
    expect(found).toEqual(['Temesi Alma SRL']);
  });
});

describe('work that gives way', () => {
  it('rests while somebody is being answered', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const answering = answer(() => promise);
    let isOn = false;
    const resting = createPacer(0, true)()?.then(() => {
      isOn = true;
    });
    await createPacer(0)();
    await new Promise((done) => setTimeout(done, 20));
    expect(isOn).toBe(false);
    resolve();
    await answering;
    await resting;
    expect(isOn).toBe(true);
  });

  it('goes on after an answer that failed', async () => {
    await expect(answer(() => Promise.reject(new Error('none')))).rejects.toThrow('none');
    await calm();
  });
});
