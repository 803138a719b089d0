import { readdirSync, readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../../src/replica/api.ts';
import { call } from './harness.ts';
import { copyDisk, exportAs, importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_238);
});
afterAll(() => site.close());

const name = 'Törlendő-Tímea-xq7';
const note = 'Félbehagyott-jegyzet-xq7';

const write = async ({ page }: Running, n: number, set: Values): Promise<void> => {
  const shown = (await call(page, store, 'get', 'organisation', recordId(n)))?.seen ?? {};
  const change = { kind: 'set' as const, type: 'organisation' as const, id: recordId(n), set, shown };
  expect(await call(page, store, 'commit', [change])).toMatchObject({ ok: true });
};

/** Everything in the data folder, packed files unpacked. */
const onDisk = ({ machine }: Running): string =>
  readdirSync(machine.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'))
    .join('\n');

/** Everything in the browser's database, as a program would read it. */
const inDatabase = ({ page }: Running): Promise<string> =>
  page.evaluate(
    (database) =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const texts: string[] = [];
          const reading = db.transaction(names, 'readonly');
          for (const table of names) {
            const all = reading.objectStore(table).getAll();
            all.onsuccess = () => {
              for (const row of all.result as Record<string, unknown>[])
                for (const value of Object.values(row))
                  texts.push(ArrayBuffer.isView(value) ? new TextDecoder().decode(value as Uint8Array) : String(value));
            };
          }
          reading.oncomplete = () => {
            db.close();
            resolve(texts.join('\n'));
          };
        };
      }),
    store,
  );

const until = async (holds: () => Promise<boolean>): Promise<boolean> => {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
};

const isForgotten = (running: Running): Promise<boolean> =>
  until(async () => [name, note].every((text) => !onDisk(running).includes(text)) && !(await inDatabase(running)).includes('xq7'));

describe('after an erasure', () => {
  it('neither the data folder nor the store holds the name, an earlier value, a record joined to it, or a draft any more; everything else is there', async () => {
    const szeged = await site.switchOn(await newMachine());
    expect(await setUp(szeged, 'Szeged')).toMatchObject({ ok: true });
    await write(szeged, 1, { name });
    await write(szeged, 1, { name: 'Más név', phone: '+36 62 111 111', description: `${name} elérhetősége` });
    await write(szeged, 2, { name: 'Maradó Kft.' });
    await write(szeged, 3, { name: `${name} még egyszer`, sameAs: recordId(1) });
    await exportAs(szeged, 'before');
    const draft = {
      key: `organisation/${recordId(1)}`,
      type: 'organisation' as const,
      id: recordId(1),
      shown: {},
      values: { name: note },
      at: 1,
    };
    expect(await call(szeged.page, store, 'saveDraft', draft)).toMatchObject({ ok: true });
    const aboutJoined = { ...draft, key: `organisation/${recordId(2)}/${recordId(1)}/name`, id: recordId(2) };
    expect(await call(szeged.page, store, 'saveDraft', aboutJoined)).toMatchObject({ ok: true });
    expect(await until(async () => onDisk(szeged).includes(name))).toBe(true);
    expect(await inDatabase(szeged)).toContain(note);

    const arad = await site.switchOn(await newMachine());
    expect(await setUp(arad, 'Arad', 'before')).toMatchObject({ ok: true });
    expect(await until(async () => onDisk(arad).includes(name))).toBe(true);

    const erase = { kind: 'erase' as const, type: 'organisation' as const, id: recordId(1) };
    expect(await call(szeged.page, store, 'commit', [erase])).toMatchObject({ ok: true });
    expect(await isForgotten(szeged)).toBe(true);
    expect(onDisk(szeged)).toContain('Maradó Kft.');
    expect(await call(szeged.page, store, 'drafts')).toEqual([]);
    expect(await call(szeged.page, store, 'saveDraft', draft)).toMatchObject({
      ok: false,
      error: { type: 'invalidChange', path: '#erased' },
    });

    await exportAs(szeged, 'after');
    expect(await importFrom(arad, 'after')).toMatchObject({ ok: true });
    expect(await isForgotten(arad)).toBe(true);
    expect(onDisk(arad)).toContain('Maradó Kft.');

    expect(await importFrom(szeged, 'before'), 'a bundle from before it').toMatchObject({
      ok: true,
      value: { changed: 0, alreadyKnown: false },
    });
    expect(await isForgotten(szeged)).toBe(true);

    for (const running of [szeged, arad]) {
      await running.shutDown();
      const again = await site.switchOn(running.machine);
      expect(again.opened).toMatchObject({ ok: true, value: { state: 'open' } });
      expect(await call(again.page, store, 'get', 'organisation', recordId(1))).toMatchObject({ erased: true, values: {} });
      expect(await call(again.page, store, 'get', 'organisation', recordId(2))).toMatchObject({ values: { name: 'Maradó Kft.' } });
      await again.shutDown();
    }
  });

  it('a damaged store that was left behind goes too, once the rebuilt one has been opened again', async () => {
    const machine = await newMachine();
    const first = await site.switchOn(machine);
    expect(await setUp(first, 'Szeged')).toMatchObject({ ok: true });
    await write(first, 1, { name });
    await first.shutDown();
    const earlier = await copyDisk(machine);
    const second = await site.switchOn(machine);
    await write(second, 2, { name: 'Maradó Kft.' });
    await second.shutDown();
    await rm(machine.profile, { recursive: true });
    await cp(earlier.profile, machine.profile, { recursive: true });

    const databases = ({ page }: Running) => page.evaluate(async () => (await indexedDB.databases()).map((each) => each.name));
    const rebuilt = await site.switchOn(machine);
    expect(rebuilt.opened).toMatchObject({ ok: true, value: { state: 'recovered' } });
    const erase = { kind: 'erase' as const, type: 'organisation' as const, id: recordId(1) };
    expect(await call(rebuilt.page, store, 'commit', [erase])).toMatchObject({ ok: true });
    expect(await databases(rebuilt)).toContain(store);
    await rebuilt.shutDown();

    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(await until(async () => !(await databases(again)).includes(store))).toBe(true);
    expect(await call(again.page, store, 'get', 'organisation', recordId(2))).toMatchObject({ values: { name: 'Maradó Kft.' } });
    await again.shutDown();
  });
});
