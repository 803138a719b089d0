import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordChange } from '../../src/replica/api.ts';
import { call } from './harness.ts';
import { exportAs, importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_237);
});
afterAll(() => site.close());

const start = async (office: string, join?: string): Promise<Running> => {
  const running = await site.switchOn(await newMachine(), [], true);
  const ready = await setUp(running, office, join ?? null);
  if (!ready.ok) throw new Error(ready.error.type);
  return running;
};

const commit = ({ page }: Running, ...changes: readonly RecordChange[]) => call(page, store, 'commit', changes);
const named = (n: number, name: string, shown = {}): RecordChange => ({
  kind: 'set',
  type: 'organisation',
  id: recordId(n),
  set: { name },
  shown,
});
const nameAt = async ({ page }: Running, n: number) => (await call(page, store, 'get', 'organisation', recordId(n)))?.values.name;

/** A call of the contract, as a screen makes it. */
const ask = ({ page }: Running, method: string, request: object): Promise<unknown> =>
  page.evaluate(([name, text]) => testPage.ask(name, text), [method, JSON.stringify(request)] as const).then((text) => JSON.parse(text));

const addFolder = async (running: Running, path: string, sealed = false): Promise<string> => {
  const identity = await call(running.page, store, 'identity');
  const added = await ask(running, 'addPlace', {
    label: 'Közös mappa',
    config: { kind: 'folder', path },
    secret: null,
    cluster: identity?.cluster,
    device: identity?.device,
    sealed,
  });
  if (typeof added !== 'object' || added === null || !('ok' in added) || added.ok !== true) throw new Error(JSON.stringify(added));
  return (added as unknown as { readonly value: { readonly id: string } }).value.id;
};

const exchange = ({ page }: Running, id: string, sealed = false) => call(page, store, 'exchangeWith', { id, sealed });

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'replica-place-'));

/** Szeged and Timișoara: the second joined by the first one's bundle. */
const twoOffices = async (): Promise<readonly [Running, Running]> => {
  const szeged = await start('Szeged');
  await commit(szeged, named(1, 'Egy Kft.'));
  await exportAs(szeged, 'join');
  const timisoara = await start('Timișoara', 'join');
  return [szeged, timisoara];
};

/** What a person says after having compared the fingerprint: the signer's office is one of ours. */
const admit = async (running: Running, file: string): Promise<void> => {
  const preview = await running.page.evaluate(
    async ([name, bundle]) => await testPage.api(name).previewBundle(await testPage.fetchFile(bundle)),
    [store, file] as const,
  );
  if (!preview.ok || preview.value.signer.state !== 'unknownKey' || !preview.value.signer.claim) throw new Error(JSON.stringify(preview));
  const { office, key } = preview.value.signer.claim;
  const cluster = (await call(running.page, store, 'identity'))?.cluster;
  const said = (await ask(running, 'admitOffice', { cluster, office, key })) as { readonly value: never };
  expect(await call(running.page, store, 'addStatements', [said.value])).toMatchObject({ ok: true });
};

describe('offices that share a folder', () => {
  it('trust whom they joined, put a stranger aside, and take what waited once a person has spoken to it', async () => {
    const [szeged, timisoara] = await twoOffices();
    const folder = await newFolder();
    const [there, here] = [await addFolder(timisoara, folder), await addFolder(szeged, folder)];
    await commit(timisoara, named(2, 'Doi SRL'));
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { applied: [] } });
    expect(await exchange(szeged, here)).toMatchObject({ ok: true, value: { applied: [], aside: [expect.any(String)] } });
    expect(await nameAt(szeged, 2)).toBeUndefined();
    expect(await ask(szeged, 'listAside', {})).toMatchObject({ ok: true, value: [{ why: 'unknownKey', office: 'Timișoara' }] });
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { refused: [], aside: [] } });
    await exportAs(timisoara, 'hello');
    await admit(szeged, 'hello');
    expect(await call(szeged.page, store, 'retryAside')).toEqual({ ok: true, value: 1 });
    expect(await nameAt(szeged, 2)).toBe('Doi SRL');
    expect(await ask(szeged, 'listAside', {})).toEqual({ ok: true, value: [] });
    await commit(szeged, named(3, 'Három Kft.'));
    await exchange(szeged, here);
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { aside: [] } });
    expect(await nameAt(timisoara, 3)).toBe('Három Kft.');
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('fill an emptied folder again, fall silent when nothing is new, and keep what a kill interrupted', async () => {
    const [szeged, timisoara] = await twoOffices();
    await exportAs(timisoara, 'hello');
    await admit(szeged, 'hello');
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    for (let round = 0; round < 3; round += 1) {
      await exchange(szeged, here);
      await exchange(timisoara, there);
    }
    expect(await exchange(szeged, here)).toMatchObject({ ok: true, value: { published: null, applied: [] } });
    await rm(join(folder, 'replicas'), { recursive: true });
    await commit(szeged, named(4, 'Négy Kft.'));
    await szeged.kill();
    const again = await site.switchOn(szeged.machine, [], true);
    expect(await exchange(again, here)).toMatchObject({ ok: true, value: { published: expect.any(String), vanished: expect.any(Number) } });
    await exchange(timisoara, there);
    expect(await nameAt(timisoara, 4)).toBe('Négy Kft.');
    await again.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('put only encrypted bundles into a sealed folder, and open them with their keys', async () => {
    const [szeged, timisoara] = await twoOffices();
    await exportAs(timisoara, 'hello');
    await admit(szeged, 'hello');
    await importFrom(szeged, 'hello');
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder, true), await addFolder(timisoara, folder, true)];
    await commit(szeged, named(5, 'Titkos Kft.'));
    expect(await exchange(szeged, here, true)).toMatchObject({ ok: true, value: { published: expect.stringMatching(/\.age$/) } });
    expect(await exchange(timisoara, there, true)).toMatchObject({ ok: true, value: { applied: [expect.any(String)] } });
    expect(await nameAt(timisoara, 5)).toBe('Titkos Kft.');
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.endsWith('.json.gz'))).toEqual([]);
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });
});
