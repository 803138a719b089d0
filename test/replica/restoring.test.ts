import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordChange, Values } from '../../src/replica/api.ts';
import { call } from './harness.ts';
import { exportAs, importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_233);
});
afterAll(() => site.close());

const seenOf = async ({ page }: Running, n: number) => (await call(page, store, 'get', 'organisation', recordId(n)))?.seen ?? {};

const commit = async ({ page }: Running, change: RecordChange): Promise<void> => {
  expect(await call(page, store, 'commit', [change])).toMatchObject({ ok: true });
};
const write = async (running: Running, n: number, set: Values): Promise<void> =>
  commit(running, { kind: 'set', type: 'organisation', id: recordId(n), set, shown: await seenOf(running, n) });
const remove = async (running: Running, n: number): Promise<void> =>
  commit(running, { kind: 'delete', type: 'organisation', id: recordId(n), shown: await seenOf(running, n) });

/** Shown values and rivals of the listed organisations, by number. */
const contents = async ({ page }: Running): Promise<Readonly<Record<string, unknown>>> => {
  const { rows } = await call(page, store, 'list', { type: 'organisation', locale: 'hu', offset: 0, limit: 100 });
  const views = await Promise.all(rows.map((row) => call(page, store, 'get', 'organisation', row.id)));
  return Object.fromEntries(
    views.map((view) => [
      Number(view?.id.slice(-4)),
      {
        ...view?.values,
        rivals: Object.entries(view?.versions ?? {}).map(([path, versions]) => [path, versions.map(({ value }) => value)]),
      },
    ]),
  );
};

const restore = ({ page }: Running, name: string) =>
  page.evaluate(async ([each, file]) => await testPage.api(each).restoreAsOf(await testPage.fetchFile(file)), [store, name] as const);
const preview = ({ page }: Running, name: string) =>
  page.evaluate(async ([each, file]) => await testPage.api(each).previewRestore(await testPage.fetchFile(file)), [store, name] as const);

const start = async (office: string, join: string | null = null): Promise<Running> => {
  const running = await site.switchOn(await newMachine());
  expect(await setUp(running, office, join)).toMatchObject({ ok: true });
  return running;
};

/** What was there on Monday, and a week of work and mistakes after it. */
const weekAt = async (szeged: Running): Promise<void> => {
  await write(szeged, 1, { name: 'Változó Bt.', phone: '+36 62 111 111' });
  await write(szeged, 2, { name: 'Tévedésből törölt Kft.' });
  await write(szeged, 3, { name: 'Érintetlen Zrt.' });
  await write(szeged, 4, { name: 'Törlendő Tímea e.v.' });
  await remove(szeged, 4);
  await write(szeged, 5, { name: 'Személyes adat' });
  await exportAs(szeged, 'monday');
  await write(szeged, 1, { name: 'Elrontott Bt.', phone: null, email: 'rossz@example.hu' });
  await remove(szeged, 2);
  await write(szeged, 4, { name: 'Visszahozott e.v.' });
  await commit(szeged, { kind: 'erase', type: 'organisation', id: recordId(5) });
  await write(szeged, 6, { name: 'Új a héten Kft.' });
};

const monday = {
  1: { name: 'Változó Bt.', phone: '+36 62 111 111', rivals: [] },
  2: { name: 'Tévedésből törölt Kft.', rivals: [] },
  3: { name: 'Érintetlen Zrt.', rivals: [] },
};

describe('restoring as of an earlier day', () => {
  it('says what it would do, then does exactly that in one commit that can be undone', async () => {
    const szeged = await start('Szeged');
    await weekAt(szeged);
    const friday = await contents(szeged);
    const statusBefore = await call(szeged.page, store, 'status');
    expect(await preview(szeged, 'monday')).toMatchObject({ ok: true, value: { back: 1, changed: 1, removed: 2, erased: 1 } });
    expect(await contents(szeged)).toEqual(friday);
    const receipt = await restore(szeged, 'monday');
    expect(receipt).toMatchObject({ ok: true, value: { changed: 4 } });
    expect(await contents(szeged)).toEqual(monday);
    expect(await preview(szeged, 'monday')).toMatchObject({ ok: true, value: { back: 0, changed: 0, removed: 0, erased: 1 } });
    const after = await call(szeged.page, store, 'status');
    expect(after.notHandedOver).toBeGreaterThan(statusBefore.notHandedOver);
    const done = receipt.ok ? receipt.value : { run: '', n: 0 };
    expect(await call(szeged.page, store, 'undoCommit', done)).toMatchObject({ ok: true, value: { changed: 4 } });
    expect(await contents(szeged)).toEqual(friday);
    await szeged.shutDown();
  });

  it('reaches the other offices, and nothing they still hold of the week brings it back', async () => {
    const szeged = await start('Szeged');
    await weekAt(szeged);
    await exportAs(szeged, 'friday');
    const arad = await start('Arad', 'friday');
    await write(arad, 3, { website: 'https://arad.example' });
    await exportAs(arad, 'from-arad-before');
    expect(await restore(szeged, 'monday')).toMatchObject({ ok: true });
    await exportAs(szeged, 'restored');
    expect(await importFrom(arad, 'restored')).toMatchObject({ ok: true });
    await exportAs(arad, 'from-arad');
    for (const name of ['friday', 'from-arad-before', 'from-arad', 'monday'])
      expect(await importFrom(szeged, name)).toMatchObject({ ok: true });
    const expected = { ...monday, 3: { ...monday[3], website: 'https://arad.example' } };
    expect(await contents(szeged)).toEqual(expected);
    expect(await contents(arad)).toEqual(expected);
    expect(await call(szeged.page, store, 'get', 'organisation', recordId(5))).toMatchObject({ erased: true });
    const [witness] = await call(szeged.page, store, 'clockWitnesses');
    expect(witness).toMatchObject({ office: 'Arad' });
    expect(witness?.sawOursAt).toBeLessThanOrEqual(witness?.wroteAt ?? 0);
    await szeged.shutDown();
    await arad.shutDown();
  });

  it('keeps offices that joined and consents that were withdrawn since', async () => {
    const szeged = await start('Szeged');
    const given = { person: recordId(50), purpose: 'photo', given: true };
    await commit(szeged, { kind: 'set', type: 'consent', id: recordId(60), set: given, shown: {} });
    await exportAs(szeged, 'monday');
    await commit(szeged, { kind: 'set', type: 'consent', id: recordId(61), set: { ...given, given: false }, shown: {} });
    await commit(szeged, { kind: 'set', type: 'office', id: recordId(70), set: { name: 'Arad', country: 'RO' }, shown: {} });
    expect(await restore(szeged, 'monday')).toMatchObject({ ok: true, value: { changed: 0 } });
    expect(await call(szeged.page, store, 'counts')).toMatchObject({ office: 2, consent: 2 });
    await szeged.shutDown();
  });

  it('does not give a consent to photos again that was withdrawn at a registration since, also where that was deleted', async () => {
    const szeged = await start('Szeged');
    const view = (n: number) => call(szeged.page, store, 'get', 'registration', recordId(n));
    const change = async (n: number, set: Values) =>
      commit(szeged, { kind: 'set', type: 'registration', id: recordId(n), set, shown: (await view(n))?.seen ?? {} });
    const yes = { portrait: 'yes', publication: 'yes' };
    const no = { portrait: 'no', publication: 'no' };
    for (const n of [80, 81]) await change(n, { event: recordId(90), status: 'registered', photo: yes });
    await exportAs(szeged, 'monday');
    for (const n of [80, 81]) await change(n, { status: 'cancelled', photo: no });
    await commit(szeged, { kind: 'delete', type: 'registration', id: recordId(81), shown: (await view(81))?.seen ?? {} });
    expect(await restore(szeged, 'monday')).toMatchObject({ ok: true, value: { changed: 2 } });
    for (const n of [80, 81]) expect(await view(n)).toMatchObject({ deleted: false, values: { status: 'registered', photo: no } });
    await szeged.shutDown();
  });

  it('keeps what has been marked since as out of use, or as lost for good, and brings back what an office was called', async () => {
    const szeged = await start('Szeged');
    const office = (await call(szeged.page, store, 'identity'))?.office.id ?? recordId(0);
    const view = () => call(szeged.page, store, 'get', 'office', office);
    await exportAs(szeged, 'monday');
    const marks = { [`retired/${recordId(70)}`]: true, 'lost/aaaaaaaaaaaaaaaaaaaa-7': true };
    const set = { ...marks, name: 'Szegedi iroda' };
    await commit(szeged, { kind: 'set', type: 'office', id: office, set, shown: (await view())?.seen ?? {} });
    expect(await preview(szeged, 'monday')).toMatchObject({ ok: true, value: { changed: 1 } });
    expect(await restore(szeged, 'monday')).toMatchObject({ ok: true, value: { changed: 1 } });
    expect(await view()).toMatchObject({ values: { ...marks, name: 'Szeged' }, rivals: [] });
    await szeged.shutDown();
  });

  it('refuses what is not a whole store, another cluster’s snapshot, and a damaged file', async () => {
    const szeged = await start('Szeged');
    await write(szeged, 1, { name: 'Egy' });
    const before = await contents(szeged);
    const other = await start('Oradea');
    await exportAs(other, 'of-another-cluster');
    await other.shutDown();
    await exportAs(szeged, 'whole');
    const whole = site.files.get('whole') ?? Buffer.alloc(0);
    site.files.set('cut', whole.subarray(0, whole.length / 2));
    expect(await restore(szeged, 'of-another-cluster')).toMatchObject({ ok: false, error: { type: 'bundleOtherCluster' } });
    expect(await restore(szeged, 'cut')).toMatchObject({ ok: false });
    expect(await preview(szeged, 'cut')).toMatchObject({ ok: false });
    expect(await contents(szeged)).toEqual(before);
    await szeged.shutDown();
  });
});
