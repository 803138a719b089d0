import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { RecordChange } from '../../src/replica/api.ts';
import { type ForeignRecord, foreignBundle } from './bundles.ts';
import { call } from './harness.ts';
import { importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_236);
});
afterAll(() => site.close());

type Laptop = Running & { readonly cluster: string };

const start = async (): Promise<Laptop> => {
  const running = await site.switchOn(await newMachine());
  await setUp(running, 'Szeged');
  return { ...running, cluster: (await call(running.page, store, 'identity'))?.cluster ?? '' };
};
const again = async (running: Laptop): Promise<Laptop> => ({ ...(await site.switchOn(running.machine)), cluster: running.cluster });

const commit = ({ page }: Running, ...changes: readonly RecordChange[]) => call(page, store, 'commit', changes);
const view = ({ page }: Running, n: number) => call(page, store, 'get', 'organisation', recordId(n));
const set = (n: number, values: Record<string, string>, shown = {}): RecordChange => ({
  kind: 'set',
  type: 'organisation',
  id: recordId(n),
  set: values,
  shown,
});
const receive = async (running: Laptop, letter: string, n: number, records: readonly ForeignRecord[]) => {
  site.files.set(letter, await foreignBundle(running.cluster, letter, n, records));
  return importFrom(running, letter);
};
const lastImport = async ({ page }: Running) => (await call(page, store, 'exchanges'))[0];
const organisation = (n: number, f: Record<string, Json>, seen?: Record<string, number>): ForeignRecord => ({
  type: 'organisation',
  n,
  f,
  ...(seen && { seen }),
});

describe('a received bundle', () => {
  it('is taken back days later: changed fields get their values and rivals, new records go, edits since then stay', async () => {
    const laptop = await start();
    await commit(laptop, set(1, { name: 'Egy Kft.', phone: '1' }), set(2, { name: 'Kettő Kft.' }), set(3, { name: 'Három Kft.' }));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await receive(laptop, 'a', 1, [
      organisation(1, { name: 'Egy Zrt.', phone: '2' }, seen),
      organisation(2, { name: 'Kettő Zrt.' }),
      organisation(4, { name: 'Új Kft.' }),
      organisation(5, { name: 'Másik új Kft.' }),
    ]);
    await commit(laptop, set(1, { phone: '3' }, (await view(laptop, 1))?.seen));
    await commit(laptop, set(5, { name: 'Javított Kft.' }, (await view(laptop, 5))?.seen));
    await laptop.kill();
    const later = await again(laptop);
    const entry = await lastImport(later);
    expect(entry).toMatchObject({ direction: 'in', undo: 'possible' });
    const sha256 = entry?.sha256 ?? '';
    expect(await call(later.page, store, 'previewUndo', sha256)).toMatchObject({
      ok: true,
      value: { restored: 2, removed: 1, kept: 1, erased: 0 },
    });
    expect(await call(later.page, store, 'toggleImport', sha256)).toMatchObject({ ok: true });
    expect((await view(later, 1))?.values).toEqual({ name: 'Egy Kft.', phone: '3' });
    expect(await view(later, 2)).toMatchObject({ values: { name: 'Kettő Kft.' }, rivals: [] });
    expect(await view(later, 4)).toMatchObject({ deleted: true });
    expect(await view(later, 5)).toMatchObject({ deleted: false, values: { name: 'Javított Kft.' } });
    expect(await lastImport(later)).toMatchObject({ undo: 'undone' });
    await later.shutDown();
  });

  it('that was taken back is brought again by the same step, and importing its file again changes nothing', async () => {
    const laptop = await start();
    await commit(laptop, set(1, { name: 'Egy Kft.' }));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await receive(laptop, 'b', 1, [organisation(1, { name: 'Egy Zrt.' }, seen), organisation(2, { name: 'Új Kft.' })]);
    const sha256 = (await lastImport(laptop))?.sha256 ?? '';
    await call(laptop.page, store, 'toggleImport', sha256);
    expect(await importFrom(laptop, 'b')).toMatchObject({ ok: true, value: { alreadyKnown: true } });
    expect(await view(laptop, 1)).toMatchObject({ values: { name: 'Egy Kft.' } });
    await laptop.kill();
    const later = await again(laptop);
    expect(await call(later.page, store, 'toggleImport', sha256)).toMatchObject({ ok: true });
    expect(await view(later, 1)).toMatchObject({ values: { name: 'Egy Zrt.' } });
    expect(await view(later, 2)).toMatchObject({ deleted: false, values: { name: 'Új Kft.' } });
    await later.shutDown();
  });

  it('that withdrew a consent is taken back without giving it again, and one that gave a consent takes it along', async () => {
    const laptop = await start();
    const registered = (n: number, photo: Record<string, string>) =>
      ({ kind: 'set', type: 'registration', id: recordId(n), set: { role: 'participant', photo }, shown: {} }) as const;
    const yes = { portrait: 'yes', publication: 'yes' };
    await commit(laptop, registered(1, yes), registered(2, { portrait: 'no', publication: 'no' }), registered(3, yes), registered(4, yes));
    const photos = async () =>
      Promise.all([1, 2, 3, 4].map(async (n) => (await call(laptop.page, store, 'get', 'registration', recordId(n)))?.values));
    const seen = (await call(laptop.page, store, 'get', 'registration', recordId(1)))?.seen ?? {};
    const changed = (n: number, f: Record<string, Json>): ForeignRecord => ({
      type: 'registration',
      n,
      f: { role: 'speaker', ...f },
      seen,
    });
    const consent = (n: number, given: boolean): ForeignRecord => ({ type: 'consent', n, f: { purpose: 'publication', given, at: 1 } });
    await receive(laptop, 'f', 1, [
      changed(1, { photo: { portrait: 'yes', publication: 'no' } }),
      changed(2, { photo: yes }),
      changed(3, { photo: yes }),
      changed(4, { photo: null }),
      consent(5, false),
      consent(6, true),
    ]);
    const sha256 = (await lastImport(laptop))?.sha256 ?? '';
    expect(await call(laptop.page, store, 'previewUndo', sha256)).toMatchObject({
      ok: true,
      value: { restored: 4, removed: 1, kept: 0, withdrawn: 3 },
    });
    const shown = (await call(laptop.page, store, 'get', 'registration', recordId(4)))?.seen ?? {};
    await commit(laptop, { kind: 'set', type: 'registration', id: recordId(4), set: { photo: yes }, shown });
    expect(await call(laptop.page, store, 'previewUndo', sha256), 'not what was given anew since').toMatchObject({
      ok: true,
      value: { withdrawn: 2 },
    });
    expect(await call(laptop.page, store, 'toggleImport', sha256)).toMatchObject({ ok: true });
    expect(await photos()).toEqual([
      { role: 'participant', photo: { portrait: 'yes', publication: 'no' } },
      { role: 'participant', photo: { portrait: 'no', publication: 'no' } },
      { role: 'participant', photo: yes },
      { role: 'participant', photo: yes },
    ]);
    const isThere = async (n: number) => (await call(laptop.page, store, 'get', 'consent', recordId(n)))?.deleted === false;
    expect([await isThere(5), await isThere(6)]).toEqual([true, false]);
    expect(await call(laptop.page, store, 'toggleImport', sha256)).toMatchObject({ ok: true });
    expect((await photos())[1], 'brought again as it came').toEqual({ role: 'speaker', photo: yes });
    expect([await isThere(5), await isThere(6)]).toEqual([true, true]);
    await laptop.shutDown();
  });

  it('does not bring an erased record back when it is taken back, and what it had replaced is forgotten', async () => {
    const laptop = await start();
    await commit(laptop, set(1, { name: 'Törlendő Titok' }));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await receive(laptop, 'c', 1, [organisation(1, { name: 'Törlendő Zrt.' }, seen)]);
    const sha256 = (await lastImport(laptop))?.sha256 ?? '';
    await commit(laptop, { kind: 'erase', type: 'organisation', id: recordId(1) });
    expect(await call(laptop.page, store, 'previewUndo', sha256)).toMatchObject({ ok: true, value: { restored: 0, erased: 1 } });
    await expect.poll(() => keptText(laptop), { timeout: 20_000 }).not.toContain('Titok');
    expect(await call(laptop.page, store, 'toggleImport', sha256)).toMatchObject({ ok: true, value: { changed: 0 } });
    expect(await view(laptop, 1)).toMatchObject({ erased: true });
    await laptop.shutDown();
  });

  it('that deletes many is said to delete them again, and asked about like a bundle, before it is brought again', async () => {
    const laptop = await start();
    const numbers = Array.from({ length: 51 }, (_, at) => at + 1);
    await commit(laptop, ...numbers.map((n) => set(n, { name: `Példa ${n} Kft.` })));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await receive(
      laptop,
      'd',
      1,
      numbers.map((n) => organisation(n, { name: `Példa ${n} Kft.`, '#del': { del: true, saw: seen } }, seen)),
    );
    const sha256 = (await lastImport(laptop))?.sha256 ?? '';
    const back = { restored: 51, removed: 0, removedAgain: 0, asks: 'manyChanges' };
    expect(await call(laptop.page, store, 'previewUndo', sha256)).toMatchObject({ ok: true, value: back });
    await call(laptop.page, store, 'toggleImport', sha256);
    expect(await view(laptop, 1)).toMatchObject({ deleted: false });
    const again = { restored: 0, removed: 0, removedAgain: 51, asks: 'manyDeletions' };
    expect(await call(laptop.page, store, 'previewUndo', sha256)).toMatchObject({ ok: true, value: again });
    await call(laptop.page, store, 'toggleImport', sha256);
    expect(await view(laptop, 1)).toMatchObject({ deleted: true });
    await laptop.shutDown();
  });

  it('whose edit had beaten a deletion is said to delete the record again before it is taken back', async () => {
    const laptop = await start();
    await commit(laptop, set(1, { name: 'Egy Kft.' }));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await commit(laptop, { kind: 'delete', type: 'organisation', id: recordId(1), shown: seen });
    await receive(laptop, 'e', 1, [organisation(1, { name: 'Egy Kft.', phone: '1' }, seen)]);
    expect(await view(laptop, 1)).toMatchObject({ deleted: false });
    const sha256 = (await lastImport(laptop))?.sha256 ?? '';
    const back = { restored: 0, removed: 0, removedAgain: 1, asks: null };
    expect(await call(laptop.page, store, 'previewUndo', sha256)).toMatchObject({ ok: true, value: back });
    await call(laptop.page, store, 'toggleImport', sha256);
    expect(await view(laptop, 1)).toMatchObject({ deleted: true });
    await laptop.shutDown();
  });

  it('that is brought again does not make its edit that of whoever brought it', async () => {
    const laptop = await start();
    await commit(laptop, set(1, { name: 'Egy Kft.' }));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await commit(laptop, { kind: 'delete', type: 'organisation', id: recordId(1), shown: seen });
    await receive(laptop, 'i', 1, [organisation(1, { name: 'Egy Kft.', phone: '1' }, seen)]);
    const contested = async () => (await view(laptop, 1))?.contested;
    expect(await contested()).toMatchObject({ editedBy: { author: 'Ion Exemplu' }, broughtBackBy: null });
    const sha256 = (await lastImport(laptop))?.sha256 ?? '';
    await call(laptop.page, store, 'toggleImport', sha256);
    expect(await contested()).toBeNull();
    await call(laptop.page, store, 'toggleImport', sha256);
    expect(await contested()).toMatchObject({
      versions: [{ by: { office: 'Szeged' } }],
      editedBy: { author: 'Ion Exemplu', own: false },
      broughtBackBy: { office: 'Szeged', own: true },
    });
    await laptop.shutDown();
  });

  it('that deleted a record which was edited here has deleted it also after a choice was taken back', async () => {
    const laptop = await start();
    await commit(laptop, set(1, { name: 'Egy Kft.' }));
    const seen = (await view(laptop, 1))?.seen ?? {};
    await commit(laptop, set(1, { phone: '1' }, seen));
    await receive(laptop, 'j', 1, [organisation(1, { name: 'Egy Kft.', '#del': { del: true, saw: seen } }, seen)]);
    const deleters = async () => (await view(laptop, 1))?.contested?.versions.map(({ by }) => by.author);
    expect(await deleters()).toEqual(['Ion Exemplu']);
    const now = (await view(laptop, 1))?.seen ?? {};
    const chosen = await commit(laptop, { kind: 'delete', type: 'organisation', id: recordId(1), shown: now });
    expect(await view(laptop, 1)).toMatchObject({ contested: null, deletedBy: { own: true } });
    if (!chosen.ok) throw new Error(chosen.error.type);
    await call(laptop.page, store, 'undoCommit', chosen.value);
    expect(await deleters()).toEqual(['Ion Exemplu']);
    await laptop.shutDown();
  });

  it('can be taken back however far ahead the clock was at a hundred imports before it, of which the oldest one goes', async () => {
    const laptop = await start();
    await receive(laptop, 'f', 1, [organisation(1, { name: 'Egy Kft.' })]);
    await keepAnother(laptop, 100, Date.UTC(2036, 0, 1));
    await receive(laptop, 'g', 1, [organisation(2, { name: 'Kettő Kft.' })]);
    await receive(laptop, 'h', 1, [organisation(3, { name: 'Három Kft.' })]);
    const [newest, next] = await call(laptop.page, store, 'exchanges');
    const names = async (): Promise<readonly string[]> => (await keptRows(laptop)).map(({ sha256 }) => sha256);
    await expect.poll(names, { timeout: 20_000 }).toEqual(expect.arrayContaining([newest?.sha256, next?.sha256]));
    const kept = await names();
    expect(newest).toMatchObject({ undo: 'possible' });
    expect(kept).toHaveLength(100);
    expect(kept).not.toContain(anotherName(1));
    expect(kept).toContain(anotherName(2));
    await laptop.shutDown();
  });

  it('of which nothing is known says so', async () => {
    const laptop = await start();
    expect(await call(laptop.page, store, 'toggleImport', 'f'.repeat(64))).toEqual({ ok: false, error: { type: 'nothingToUndo' } });
    await laptop.shutDown();
  });
});

type Row = { readonly sha256: string; readonly at: number; readonly data: Uint8Array };

/** What is kept for taking imports back. */
const keptRows = ({ page }: Running): Promise<readonly Row[]> =>
  page.evaluate(
    (name) =>
      new Promise<readonly Row[]>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const rows = request.result.transaction('replaced').objectStore('replaced').getAll();
          rows.onerror = () => reject(rows.error);
          rows.onsuccess = () => {
            request.result.close();
            resolve(rows.result);
          };
        };
      }),
    store,
  );

const keptText = async (running: Running): Promise<string> =>
  (await keptRows(running)).map(({ data }) => new TextDecoder().decode(data)).join('\n');

const anotherName = (n: number): string => String(n).padStart(64, '0');

/** Keeps the only row `count` times more, as imports of a clock that showed `at` would be. */
const keepAnother = ({ page }: Running, count: number, at: number): Promise<void> =>
  page.evaluate(
    ([name, names, time]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const writing = request.result.transaction('replaced', 'readwrite');
          const rows = writing.objectStore('replaced');
          const first = rows.getAll();
          first.onsuccess = () => {
            for (const [n, sha256] of names.entries()) rows.put({ ...first.result[0], sha256, at: time + n });
          };
          writing.onabort = () => reject(writing.error);
          writing.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    [store, Array.from({ length: count }, (_, n) => anotherName(n)), at] as const,
  );
