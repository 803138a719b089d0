import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { type ForeignRecord, foreignBundle } from './bundles.ts';
import { call } from './harness.ts';
import { importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_239);
});
afterAll(() => site.close());

const numbers = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);
const named = (n: number, name: string, seen?: Record<string, number>): ForeignRecord => ({
  type: 'organisation',
  n,
  f: { name: `${name} ${n}` },
  ...(seen && { seen }),
});

const found = async ({ page }: Running, text: string): Promise<readonly RecordId[]> => {
  const list = await call(page, store, 'list', { type: 'organisation', text, locale: 'hu', offset: 0, limit: 500 });
  return list.rows.map((row) => row.id).toSorted();
};

it('finds every record of a large import by its newest text, new ones behind known ones, and what was edited meanwhile', async () => {
  const laptop = await site.switchOn(await newMachine());
  await setUp(laptop, 'Szeged');
  const cluster = (await call(laptop.page, store, 'identity'))?.cluster ?? '';
  const run = 'a'.repeat(20);
  site.files.set(
    'first',
    await foreignBundle(
      cluster,
      'a',
      1,
      numbers(100, 400).map((n) => named(n, 'Elsővállalat')),
    ),
  );
  expect(await importFrom(laptop, 'first')).toMatchObject({ ok: true });
  expect(await found(laptop, 'elsővállalat')).toHaveLength(300);

  const second = [
    ...numbers(100, 250).map((n) => named(n, 'Másodvállalat', { [run]: 1 })),
    ...numbers(400, 600).map((n) => named(n, 'Harmadvállalat')),
  ];
  site.files.set('second', await foreignBundle(cluster, 'a', 2, second));
  expect(await importFrom(laptop, 'second')).toMatchObject({ ok: true });
  const shown = (await call(laptop.page, store, 'get', 'organisation', recordId(450)))?.seen ?? {};
  await call(laptop.page, store, 'commit', [
    { kind: 'set', type: 'organisation', id: recordId(450), set: { name: 'Átnevezett Zrt.' }, shown },
  ]);

  expect(await found(laptop, 'elsővállalat')).toEqual(numbers(250, 400).map(recordId));
  expect(await found(laptop, 'másodvállalat')).toEqual(numbers(100, 250).map(recordId));
  expect(await found(laptop, 'harmadvállalat 451')).toEqual([recordId(451)]);
  expect(await found(laptop, 'harmadvállalat')).toHaveLength(199);
  expect(await found(laptop, 'átnevezett')).toEqual([recordId(450)]);
  await laptop.shutDown();
});

it('finds a joined record again once a large import has deleted the one it was joined to', async () => {
  const laptop = await site.switchOn(await newMachine());
  await setUp(laptop, 'Szeged');
  const cluster = (await call(laptop.page, store, 'identity'))?.cluster ?? '';
  const run = 'c'.repeat(20);
  site.files.set('twins', await foreignBundle(cluster, 'c', 1, [named(1, 'Ikervállalat Ősneve'), named(2, 'Ikervállalat')]));
  expect(await importFrom(laptop, 'twins')).toMatchObject({ ok: true });
  const shown = (await call(laptop.page, store, 'get', 'organisation', recordId(1)))?.seen ?? {};
  await call(laptop.page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(1), set: { sameAs: recordId(2) }, shown }]);
  for (const name of ['ikervállalat', 'ősneve']) expect(await found(laptop, name)).toEqual([recordId(2)]);

  const deleted = { ...named(2, 'Ikervállalat', { [run]: 1 }), f: { name: 'Ikervállalat 2', '#del': { del: true, saw: { [run]: 1 } } } };
  const others = numbers(100, 400).map((n) => named(n, 'Másodvállalat'));
  site.files.set('deletion', await foreignBundle(cluster, 'c', 2, [deleted, ...others]));
  expect(await importFrom(laptop, 'deletion')).toMatchObject({ ok: true });
  expect(await found(laptop, 'ikervállalat')).toEqual([recordId(1)]);
  await laptop.shutDown();
});

/** Run in the store's worker, these replace what it knows as `Worker`: each way in which the indexer cannot help. */
const indexers: readonly (readonly [string, () => void])[] = [
  ['that works', () => undefined],
  [
    'that cannot be started',
    () => {
      const refuse = (): never => {
        throw new DOMException('refused', 'SecurityError');
      };
      self.Worker = new Proxy(Worker, { construct: refuse });
    },
  ],
  [
    'that breaks off',
    () => {
      const script = 'data:text/javascript,throw new Error()';
      self.Worker = new Proxy(Worker, { construct: (Real) => new Real(script) });
    },
  ],
  [
    'that takes everything and dies over it',
    () => {
      const script = `data:text/javascript,onmessage = ({ data: { id, path } }) => {
        if (path[0] === 'finish') throw new Error();
        postMessage({ id, type: 'RAW' });
      }`;
      self.Worker = new Proxy(Worker, { construct: (Real) => new Real(script) });
    },
  ],
];

it.each(indexers)('finds whatever came into an empty store, at the front and at the end, with an indexer %s', async (_, replace) => {
  const laptop = await site.switchOn(await newMachine());
  await setUp(laptop, 'Szeged');
  await laptop.page.workers()[0]?.evaluate(replace);
  const cluster = (await call(laptop.page, store, 'identity'))?.cluster ?? '';
  const summary = 'hosszú leírás '.repeat(40);
  const records = numbers(1000, 9000).map((n) => ({
    ...named(n, 'Tömegvállalat'),
    f: { name: `Tömegvállalat ${n}`, 'summary.hu': summary },
  }));
  site.files.set('bulk', await foreignBundle(cluster, 'b', 1, records));
  expect(await importFrom(laptop, 'bulk')).toMatchObject({ ok: true });
  for (const n of [1000, 1001, 5000, 8998, 8999]) expect(await found(laptop, `tömegvállalat ${n}`)).toEqual([recordId(n)]);
  const all = await call(laptop.page, store, 'list', { type: 'organisation', text: 'hosszu', locale: 'hu', offset: 0, limit: 1 });
  expect(all.total).toBe(8000);
  await laptop.shutDown();
});
