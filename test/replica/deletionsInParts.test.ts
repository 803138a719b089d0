import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from './harness.ts';
import { exportAs, importFrom, type Running, type Site, startSite, store } from './machines.ts';
import { addFolder, commit, exchange, named, previewOf, twoFriends } from './offices.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_252);
});
afterAll(() => site.close());

const deleteSome = async (machine: Running, from: number, to: number): Promise<void> => {
  const ids = Array.from({ length: to - from }, (_, at) => recordId(from + at));
  const views = await call(machine.page, store, 'rows', 'organisation', ids);
  const changes = views.map(({ id, seen }) => ({ kind: 'delete', type: 'organisation', id, shown: seen }) as const);
  expect(await commit(machine, ...changes)).toMatchObject({ ok: true });
};

const count = async ({ page }: Running): Promise<number> => (await call(page, store, 'counts')).organisation;

it('asks before an office has more than fifty records deleted in portions of a few, and again only after as many more', async () => {
  const [szeged, timisoara] = await twoFriends(site);
  const folder = await mkdtemp(join(tmpdir(), 'interreg-place-'));
  const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
  await commit(szeged, ...Array.from({ length: 400 }, (_, at) => named(100 + at, `Példa ${at} Kft.`)));
  for (const machine of [szeged, timisoara, szeged]) await exchange(machine, machine === szeged ? here : there);
  expect(await count(timisoara)).toBe(401);

  const pass = async (from: number, to: number) => {
    await deleteSome(timisoara, from, to);
    await exchange(timisoara, there);
    return exchange(szeged, here);
  };
  for (const [from, to] of [
    [100, 120],
    [120, 140],
  ] as const)
    expect(await pass(from, to)).toMatchObject({ value: { aside: [] } });
  expect(await count(szeged)).toBe(361);
  expect(await pass(140, 151)).toMatchObject({ value: { applied: [], aside: [expect.any(String)] } });
  expect(await count(szeged)).toBe(361);

  await exportAs(timisoara, 'all');
  expect(await previewOf(szeged, 'all')).toMatchObject({ value: { deleted: 11, asks: 'deletionsInParts' } });
  expect(await importFrom(szeged, 'all')).toMatchObject({ ok: true });
  expect(await count(szeged)).toBe(350);

  for (const [from, to] of [
    [151, 171],
    [171, 201],
  ] as const)
    expect(await pass(from, to)).toMatchObject({ value: { aside: [] } });
  expect(await count(szeged)).toBe(300);
  await deleteSome(timisoara, 201, 202);
  await exportAs(timisoara, 'one more');
  expect(await previewOf(szeged, 'one more')).toMatchObject({ value: { deleted: 1, asks: 'deletionsInParts' } });
});
