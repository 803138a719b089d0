import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordChange } from '../../src/replica/api.ts';
import { type ForeignRecord, foreignBundle, organisationsFrom } from './bundles.ts';
import { call } from './harness.ts';
import { exportAs, importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_234);
});
afterAll(() => site.close());

const start = async (): Promise<Running & { readonly cluster: string }> => {
  const running = await site.switchOn(await newMachine());
  await setUp(running, 'Szeged');
  return { ...running, cluster: (await call(running.page, store, 'identity'))?.cluster ?? '' };
};

const commit = ({ page }: Running, ...changes: readonly RecordChange[]) => call(page, store, 'commit', changes);
const view = ({ page }: Running, n: number) => call(page, store, 'get', 'organisation', recordId(n));
const seenOf = async (running: Running, n: number) => (await view(running, n))?.seen ?? {};
const named = (n: number, name: string, shown = {}): RecordChange => ({
  kind: 'set',
  type: 'organisation',
  id: recordId(n),
  set: { name },
  shown,
});

const receive = async (running: Running & { readonly cluster: string }, letter: string, n: number, records: readonly ForeignRecord[]) => {
  site.files.set(letter, await foreignBundle(running.cluster, letter, n, records));
  return importFrom(running, letter);
};

const find = ({ page }: Running, text: string) =>
  call(page, store, 'list', { type: 'organisation', text, locale: 'hu', offset: 0, limit: 50 });

const linesOf = async ({ page }: Running, file: string): Promise<string> =>
  page.evaluate(async (name) => {
    const packed = (await testPage.fetchFile(name)).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(packed).text();
  }, file);

describe('a received bundle', () => {
  it('keeps record types and fields that this program does not know, and they are passed on', async () => {
    const running = await start();
    const drone = { type: 'drone', n: 5, f: { model: 'Szitakötő', __proto__x: { deep: [1, null, 'ț'] } } };
    const organisation = { type: 'organisation', n: 6, f: { name: 'Jövő Kft.', 'carbon.2040': { t: 1.5 } } };
    expect(await receive(running, 'b', 1, [drone, organisation])).toMatchObject({ ok: true, value: { added: 2 } });
    expect(await commit(running, named(6, 'Jövő Zrt.', await seenOf(running, 6)))).toMatchObject({ ok: true });
    await running.kill();
    const again = await site.switchOn(running.machine);
    await exportAs(again, 'passed-on');
    const text = await linesOf(again, 'passed-on');
    expect(text).toContain('"f":{"model":"Szitakötő","__proto__x":{"deep":[1,null,"ț"]}}');
    expect((await view(again, 6))?.values).toEqual({ name: 'Jövő Zrt.', 'carbon.2040': { t: 1.5 } });
    await again.shutDown();
  });

  it('T8 waits for a person’s yes when it changes more than a fifth, and changes nothing before', async () => {
    const running = await start();
    for (let n = 1; n <= 40; n += 1) await commit(running, named(n, `Szervezet ${n}`));
    const changes = Array.from({ length: 12 }, (_, at) => ({ type: 'organisation', n: at + 1, f: { website: `https://${at}.example` } }));
    site.files.set('c', await foreignBundle(running.cluster, 'c', 1, changes));
    expect(await importFrom(running, 'c', false)).toEqual({ ok: false, error: { type: 'bundleNeedsConfirmation', asks: 'manyChanges' } });
    expect((await view(running, 1))?.values).toEqual({ name: 'Szervezet 1' });
    expect(await call(running.page, store, 'exchanges')).toEqual([]);
    expect(await importFrom(running, 'c', true)).toMatchObject({ ok: true, value: { changed: 12, added: 0 } });
    expect((await view(running, 1))?.values).toEqual({ name: 'Szervezet 1', website: 'https://0.example' });
    await running.shutDown();
  });

  it('that builds on one which has not come leaves a gap with a name, which closes when the missing one arrives', async () => {
    const running = await start();
    const one = organisationsFrom(1, 1);
    const two = [{ type: 'organisation', n: 2, f: { name: 'Kettő' } }];
    const three = [{ type: 'organisation', n: 3, f: { name: 'Három' } }];
    await receive(running, 'd', 1, one);
    expect(await receive(running, 'd', 3, three)).toMatchObject({ ok: true, value: { gaps: [{ run: 'd'.repeat(20), from: 2, to: 2 }] } });
    await running.kill();
    const again = { ...(await site.switchOn(running.machine)), cluster: running.cluster };
    expect(await receive(again, 'd', 2, two)).toMatchObject({ ok: true, value: { gaps: [] } });
    const repeated = [await importFrom(again, 'd'), await importFrom(again, 'd')];
    expect(repeated).toMatchObject([
      { ok: true, value: { alreadyKnown: true, changed: 0, gaps: [] } },
      { ok: true, value: { alreadyKnown: true } },
    ]);
    expect(await call(again.page, store, 'counts')).toMatchObject({ organisation: 3 });
    await again.shutDown();
  });

  it('brings a rival, which is kept until somebody who was shown both decides', async () => {
    const running = await start();
    await commit(running, named(1, 'Itteni'));
    await receive(running, 'e', 1, [{ type: 'organisation', n: 1, f: { name: 'Ottani' } }]);
    expect((await view(running, 1))?.rivals).toEqual(['name']);
    await commit(running, named(1, 'Nem látta', {}));
    expect((await view(running, 1))?.versions.name).toHaveLength(3);
    expect(await call(running.page, store, 'rivals', 10)).toMatchObject({ total: 1, entries: [{ kind: 'values', path: 'name' }] });
    await commit(running, named(1, 'Eldöntve', await seenOf(running, 1)));
    expect(await view(running, 1)).toMatchObject({ values: { name: 'Eldöntve' }, rivals: [] });
    expect(await call(running.page, store, 'rivals', 10)).toEqual({ total: 0, entries: [] });
    await running.shutDown();
  });
});

describe('a record that several offices have written much to', () => {
  it('is not merged beyond what a bundle can carry; once a text is shortened the bundle is taken', async () => {
    const running = await start();
    await commit(running, named(1, 'y'.repeat(450_000)));
    const foreign = [{ type: 'organisation', n: 1, f: { name: 'ő'.repeat(900_000) } }];
    const tooLarge = { ok: false, error: { type: 'bundleMergeTooLarge', limitMiB: 2 } };
    expect(await receive(running, 'f', 1, foreign)).toMatchObject(tooLarge);
    expect((await view(running, 1))?.rivals).toEqual([]);
    await commit(running, named(1, 'rövid', await seenOf(running, 1)));
    expect(await receive(running, 'f', 1, foreign)).toMatchObject({ ok: true, value: { rivals: 1 } });
    await running.shutDown();
  });
});

describe('a record', () => {
  it('that was deleted is not listed, keeps its values, and comes back by undelete or by an edit', async () => {
    const running = await start();
    await commit(running, named(1, 'Törölt'));
    const target = { type: 'organisation', id: recordId(1) } as const;
    await commit(running, { kind: 'delete', ...target, shown: await seenOf(running, 1) });
    expect(await view(running, 1)).toMatchObject({ deleted: true, deletedBy: { own: true }, contested: null, values: { name: 'Törölt' } });
    expect((await find(running, 'törölt')).total).toBe(0);
    await commit(running, { kind: 'undelete', ...target, shown: await seenOf(running, 1) });
    expect(await view(running, 1)).toMatchObject({ deleted: false, deletedBy: null, contested: null });
    expect((await find(running, 'torolt')).rows).toMatchObject([{ values: { name: 'Törölt' } }]);
    await commit(running, { kind: 'delete', ...target, shown: await seenOf(running, 1) });
    await commit(running, named(1, 'Visszahozva', await seenOf(running, 1)));
    expect(await view(running, 1)).toMatchObject({ deleted: false, values: { name: 'Visszahozva' } });
    await running.shutDown();
  });

  it('changed, added or deleted while the search index is still being built is found as it is now', async () => {
    const running = await start();
    const many = organisationsFrom(1, 12_000).map((record) => ({
      ...record,
      f: { ...record.f, 'summary.hu': `szöveg a ${record.n}. helyről` },
    }));
    expect(await receive(running, 'f', 1, many)).toMatchObject({ ok: true });
    await running.shutDown();
    const again = await site.switchOn(running.machine);
    const seen = { ['f'.repeat(20)]: 1 };
    const changes: readonly RecordChange[] = [
      named(11_990, 'Átnevezett Szövetkezet', seen),
      named(20_000, 'Vadonatúj Szövetkezet'),
      { kind: 'delete', type: 'organisation', id: recordId(11_991), shown: seen },
    ];
    expect(await commit(again, ...changes)).toMatchObject({ ok: true });
    expect((await find(again, 'szovetkezet')).rows.map((row) => row.values.name)).toEqual([
      'Átnevezett Szövetkezet',
      'Vadonatúj Szövetkezet',
    ]);
    expect((await find(again, 'érkező 11990')).rows.filter((row) => row.id === recordId(11_990))).toEqual([]);
    expect((await find(again, 'érkező 11991')).rows.filter((row) => row.id === recordId(11_991))).toEqual([]);
    await again.shutDown();
  });
});

describe('a write that fails', () => {
  it.each([
    ['QuotaExceededError', 'quota'],
    ['UnknownError', 'failed'],
  ])('with %s is called unsaved and leaves memory and store as before; the next one goes through', async (name, reason) => {
    const running = await start();
    await commit(running, named(1, 'Régi'));
    const shown = await seenOf(running, 1);
    const [worker] = running.page.workers();
    await worker?.evaluate((error) => {
      const { add } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('Refused by the test.', error);
      };
      Object.assign(globalThis, { mend: () => Object.assign(IDBObjectStore.prototype, { add }) });
    }, name);
    expect(await commit(running, named(1, 'Új', shown), named(2, 'Másik'))).toEqual({ ok: false, error: { type: 'notSaved', reason } });
    expect(await call(running.page, store, 'status')).toMatchObject({ unsaved: true });
    expect([await view(running, 1), await view(running, 2)]).toMatchObject([{ values: { name: 'Régi' }, seen: shown }, null]);
    await worker?.evaluate(() => Reflect.get(globalThis, 'mend')());
    expect(await commit(running, named(1, 'Új', shown))).toMatchObject({ ok: true });
    expect(await call(running.page, store, 'status')).toMatchObject({ unsaved: false });
    await running.kill();
    const again = await site.switchOn(running.machine);
    expect((await view(again, 1))?.values).toEqual({ name: 'Új' });
    await again.shutDown();
  });
});
