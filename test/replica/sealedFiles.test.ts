import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExportRequest } from '../../src/replica/api.ts';
import { call } from './harness.ts';
import { exportAs, importFrom, type Site, startSite, store } from './machines.ts';
import { admit, ask, previewOf, twoOffices } from './offices.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_240);
});
afterAll(() => site.close());

it('a file for an office is encrypted to keys only once somebody there could open it', async () => {
  const [szeged, timisoara] = await twoOffices(site);
  await exportAs(timisoara, 'hello');
  await importFrom(szeged, 'hello');
  const theirs = await call(timisoara.page, store, 'identity');
  if (!theirs) throw new Error('Timișoara has not been set up.');
  const forThem: ExportRequest = { for: 'office', office: theirs.office.id, seal: 'keys' };
  await expect(exportAs(szeged, 'too-early', forThem)).rejects.toThrow('officeNotAccepted');
  await exportAs(szeged, 'open', { for: 'office', office: theirs.office.id });
  await exportAs(szeged, 'for-us', { for: 'everything', seal: 'keys' });
  await admit(szeged, 'hello');
  await exportAs(szeged, 'for-them', forThem);
  expect(await previewOf(timisoara, 'for-them')).toMatchObject({ ok: true });
  expect(await previewOf(timisoara, 'for-us')).toMatchObject({ ok: false, error: { type: 'bundleNotForUs' } });
  const ours = await call(szeged.page, store, 'identity');
  const key = await szeged.page.evaluate(
    async ([name, office]) => (await testPage.api(name).trustBook()).offices.get(office)?.signers[0]?.key,
    [store, theirs.office.id] as const,
  );
  const said = await ask(szeged, 'revokeKey', { cluster: ours?.cluster, office: theirs.office.id, key, upTo: {} });
  expect(await call(szeged.page, store, 'addStatements', [(said as { readonly value: never }).value])).toMatchObject({ ok: true });
  await expect(exportAs(szeged, 'too-late', forThem)).rejects.toThrow('officeWithoutLaptops');
});
