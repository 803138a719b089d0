import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import type { Json } from '../../../src/base/json.ts';
import type { PackedRecord, RunId } from '../../../src/crdt/types.ts';
import type { Condition, ListQuery } from '../../../src/replica/api.ts';
import { refreshOrders } from '../../../src/replica/ordering.ts';
import { listRows, valueCounts } from '../../../src/replica/query.ts';
import { indexShelf, tidySearch } from '../../../src/replica/searching.ts';
import { createShelf, placeRecords, type Shelf } from '../../../src/replica/shelf.ts';
import { recordId } from '../records.ts';

const run = 'a'.repeat(20) as RunId;
const record = (type: string, n: number, f: Record<string, Json>): PackedRecord => ({
  type,
  id: recordId(n),
  f,
  s: { '': [run, n, n] },
  seen: { [run]: n },
});

const shelfWith = (type: string, all: readonly Record<string, Json>[]): Shelf => {
  const shelf = createShelf(type);
  placeRecords(
    shelf,
    all.map((f, n) => record(type, n, f)),
    new Map(),
  );
  return shelf;
};

const directory = () =>
  shelfWith('organisation', [
    { name: 'Cukor Kft.', country: 'HU', address: { town: 'Szeged', county: 'HU333' }, memberSince: 2009, 'tag/solar': true },
    { name: 'Alma SRL', country: 'RO', address: { town: 'Arad', county: 'RO421' }, memberSince: 2010 },
    { name: 'Csiga Bt.', country: 'HU', address: { town: 'Makó', county: 'HU333' }, 'tag/solar': null },
    { name: 'Törölt Kft.', country: 'HU', '#del': { del: true, saw: { [run]: 3 } } },
  ]);

const names = async (shelf: Shelf, where: readonly Condition[], sort?: ListQuery['sort']): Promise<readonly unknown[]> => {
  const query: ListQuery = { type: 'organisation', where, locale: 'hu', offset: 0, limit: 50, ...(sort ? { sort } : {}) };
  return (await listRows(shelf, query)).rows.map((row) => row.values.name);
};

describe('a list', () => {
  it('shows what is not deleted, by title in the reader’s language', async () => {
    expect(await names(directory(), [])).toEqual(['Alma SRL', 'Cukor Kft.', 'Csiga Bt.']);
  });

  it('filters by value, several values, part of a group, range, presence and element of a set', async () => {
    const shelf = directory();
    expect(await names(shelf, [{ path: 'country', is: 'RO' }])).toEqual(['Alma SRL']);
    expect(await names(shelf, [{ path: 'country', in: ['RO', 'HU'] }])).toHaveLength(3);
    expect(await names(shelf, [{ path: 'address>county', is: 'HU333' }])).toEqual(['Cukor Kft.', 'Csiga Bt.']);
    expect(await names(shelf, [{ path: 'memberSince', from: 2009, to: 2010 }])).toEqual(['Cukor Kft.']);
    expect(await names(shelf, [{ path: 'memberSince', to: 2010, orNone: true }])).toEqual(['Cukor Kft.', 'Csiga Bt.']);
    expect(await names(shelf, [{ path: 'name', from: 2009, orNone: true }])).toHaveLength(3);
    expect(await names(shelf, [{ path: 'memberSince', present: false }])).toEqual(['Csiga Bt.']);
    expect(await names(shelf, [{ path: 'tag/solar', is: true }])).toEqual(['Cukor Kft.']);
    expect(await names(shelf, [{ path: 'country', is: 'DE' }])).toEqual([]);
  });

  it('leaves records without a value at the end in either direction', async () => {
    const shelf = directory();
    expect(await names(shelf, [], { path: 'memberSince', direction: 'up' })).toEqual(['Cukor Kft.', 'Alma SRL', 'Csiga Bt.']);
    expect(await names(shelf, [], { path: 'memberSince', direction: 'down' })).toEqual(['Alma SRL', 'Cukor Kft.', 'Csiga Bt.']);
  });

  it('counts for a chip what the other filters leave', async () => {
    const page = await listRows(directory(), {
      type: 'organisation',
      where: [{ path: 'country', is: 'HU' }],
      locale: 'hu',
      offset: 0,
      limit: 1,
      counts: { romanian: [{ path: 'country', is: 'RO' }], solar: [{ path: 'tag/solar', is: true }] },
    });
    expect(page).toMatchObject({ total: 2, counts: { romanian: 1, solar: 1 } });
    expect(page.rows).toHaveLength(1);
  });

  it('follows an edit and a delete without being made anew', async () => {
    const shelf = directory();
    await names(shelf, [{ path: 'country', is: 'HU' }]);
    const changed = [
      record('organisation', 0, { name: 'Ágas Kft.', country: 'RO' }),
      record('organisation', 1, { name: 'Alma', '#del': { del: true, saw: { [run]: 9 } } }),
    ];
    refreshOrders(shelf, placeRecords(shelf, changed, new Map()).touched);
    expect(await names(shelf, [])).toEqual(['Ágas Kft.', 'Csiga Bt.']);
    expect(await names(shelf, [{ path: 'country', is: 'RO' }])).toEqual(['Ágas Kft.']);
  });

  it('finds what points at a record through its reference alone', async () => {
    const shelf = shelfWith(
      'registration',
      Array.from({ length: 9 }, (_, n) => ({ event: `event ${n % 3}`, badge: `B${n}` })),
    );
    const query: ListQuery = {
      type: 'registration',
      where: [{ path: 'event', is: 'event 1' }],
      sort: { path: 'badge', direction: 'down' },
      locale: 'en',
      offset: 1,
      limit: 2,
    };
    const page = await listRows(shelf, query);
    expect([page.total, page.rows.map((row) => row.values.badge)]).toEqual([3, ['B4', 'B1']]);
  });

  it('hides a joined record while its survivor is there', async () => {
    const shelf = directory();
    refreshOrders(
      shelf,
      placeRecords(shelf, [record('organisation', 1, { name: 'Alma SRL', sameAs: recordId(0) satisfies RecordId })], new Map()).touched,
    );
    expect(await names(shelf, [])).toEqual(['Cukor Kft.', 'Csiga Bt.']);
    const gone = record('organisation', 0, { name: 'Cukor Kft.', '#del': { del: true, saw: { [run]: 9 } } });
    refreshOrders(shelf, placeRecords(shelf, [gone], new Map()).touched);
    expect(await names(shelf, [])).toEqual(['Alma SRL', 'Csiga Bt.']);
  });

  it('finds a survivor by the name of what was joined to it, also by joins of joins, and by nothing else of it', async () => {
    const shelf = directory();
    const join = (n: number, values: Record<string, Json>, to: number): PackedRecord =>
      record('organisation', n, { ...values, sameAs: recordId(to) });
    const alma = join(1, { name: 'Alma SRL', address: { town: 'Arad', county: 'RO421' } }, 2);
    placeRecords(shelf, [alma, join(2, { name: 'Csiga Bt.', address: { town: 'Makó' } }, 0)], new Map());
    await indexShelf(shelf);
    const rowsOf = async (text: string) => (await listRows(shelf, { type: 'organisation', text, locale: 'hu', offset: 0, limit: 9 })).rows;
    const found = async (text: string): Promise<readonly unknown[]> => (await rowsOf(text)).map((row) => row.values.name);
    for (const text of ['alma', 'csiga', 'cukor', 'alma csiga', 'alma szeged'])
      expect([text, await found(text)]).toEqual([text, ['Cukor Kft.']]);
    expect(
      (await rowsOf('alma')).map(({ joinedNames }) => joinedNames),
      'and says so',
    ).toEqual([['Alma SRL', 'Csiga Bt.']]);
    expect((await rowsOf(''))[0]).not.toHaveProperty('joinedNames');
    for (const text of ['arad', 'mako', 'alma arad']) expect([text, await found(text)]).toEqual([text, []]);
  });
});

describe('the words of very many changes', () => {
  it('are read in portions, and a search meanwhile finds them all', async () => {
    const shelf = shelfWith(
      'organisation',
      Array.from({ length: 2500 }, (_, n) => ({ name: `Régi ${n}` })),
    );
    await indexShelf(shelf);
    const renamed = shelf.records.map((_, n) => record('organisation', n, { name: `Friss ${n}` }));
    const rename = (): void => {
      for (const slot of placeRecords(shelf, renamed, new Map()).touched) shelf.unindexed.add(slot);
    };
    const found = async (text: string): Promise<number> =>
      (await listRows(shelf, { type: 'organisation', text, locale: 'hu', offset: 0, limit: 1 })).total;
    rename();
    const tidied = tidySearch(shelf);
    expect(shelf.unindexed.size, 'nobody has to wait for all of them').toBe(2500);
    expect([await found('friss'), await found('régi')]).toEqual([2500, 0]);
    await tidied;
    rename();
    await tidySearch(shelf);
    expect([shelf.unindexed.size, await found('friss'), await found('régi')]).toEqual([0, 2500, 0]);
  });
});

describe('suggestions', () => {
  it('count values and elements of sets, most frequent first', async () => {
    expect(await valueCounts(directory(), 'country', 5)).toEqual([
      { value: 'HU', count: 2 },
      { value: 'RO', count: 1 },
    ]);
    expect(await valueCounts(directory(), 'tag', 5)).toEqual([{ value: 'solar', count: 1 }]);
  });

  it('count only what passes the conditions and the search', async () => {
    const shelf = directory();
    const where = [{ path: 'country', is: 'RO' }];
    expect(await valueCounts(shelf, 'address>county', 5, { where })).toEqual([{ value: 'RO421', count: 1 }]);
    expect(await valueCounts(shelf, 'tag', 5, { where })).toEqual([]);
    for (const slot of shelf.records.keys()) shelf.unindexed.add(slot);
    expect(await valueCounts(shelf, 'address>county', 5, { text: 'csiga' })).toEqual([{ value: 'HU333', count: 1 }]);
  });
});
