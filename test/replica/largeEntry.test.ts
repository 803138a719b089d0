import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignBundle } from './bundles.ts';
import { call } from './harness.ts';
import { copyDisk, exportAs, importFrom, type Machine, newMachine, type Site, setUp, startSite, store } from './machines.ts';

const records = 1200;

let site: Site;
/** Switched off by a kill as soon as the import had been confirmed and copied, before the journal was folded. */
let imported: Machine;

beforeAll(async () => {
  site = await startSite(18_251);
  imported = await newMachine();
  const laptop = await site.switchOn(imported);
  await setUp(laptop, 'Szeged');
  const cluster = (await call(laptop.page, store, 'identity'))?.cluster ?? '';
  const many = Array.from({ length: records }, (_, n) => ({
    type: 'organisation',
    n,
    f: { name: `Nagyvállalat ${n}`, 'summary.hu': `Hőszigetelés ${n} `.repeat(80) },
  }));
  const bundle = await foreignBundle(cluster, 'a', 1, many);
  expect(bundle.byteLength).toBeGreaterThan(2 ** 20);
  site.files.set('large', bundle);
  expect(await importFrom(laptop, 'large')).toMatchObject({ ok: true });
  await exportAs(laptop, 'out'); // Nothing goes out before the desktop holds it as well.
  await laptop.kill();
});
afterAll(() => site.close());

/** Files in which the browser keeps large values beside its database. */
const blobsOf = async ({ profile }: Machine): Promise<readonly string[]> => {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile() && entry.parentPath.includes('.indexeddb.blob'));
  if (found.length === 0) throw new Error('The profile keeps no large value.');
  return found.map(({ parentPath, name }) => join(parentPath, name));
};

const opensWhole = async (machine: Machine, state: string): Promise<void> => {
  const again = await site.switchOn(machine);
  expect(again.opened).toMatchObject({ ok: true, value: { state } });
  const list = { type: 'organisation', text: 'nagyvállalat', locale: 'hu', offset: 0, limit: 1 } as const;
  expect((await call(again.page, store, 'list', list)).total).toBe(records);
  await again.kill();
};

describe('a large import that was confirmed just before a kill', () => {
  it('is there at the next start, and still when the journal has been folded', async () => {
    const machine = await copyDisk(imported);
    const again = await site.switchOn(machine);
    expect((await call(again.page, store, 'counts')).organisation).toBe(records);
    await again.shutDown();
    await opensWhole(machine, 'open');
  });

  const harms = {
    gone: (path: string) => rm(path),
    emptied: (path: string) => writeFile(path, ''),
    'another one': (path: string) => writeFile(path, Buffer.alloc(2 ** 21, 7)),
  };
  it.each(Object.entries(harms))('is rebuilt where the file the browser keeps it in is %s', async (_, harm) => {
    const machine = await copyDisk(imported);
    for (const path of await blobsOf(machine)) await harm(path);
    await opensWhole(machine, 'recovered');
    await opensWhole(machine, 'open');
  });
});
