import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foreignBundle } from './bundles.ts';
import { call } from './harness.ts';
import { newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_263);
});
afterAll(() => site.close());

const asideIn = ({ machine }: Running): string => join(machine.data, 'aside');

/** A bundle that waits for a person, as the host keeps one; its path. */
const putAside = async (running: Running, bundle: Buffer): Promise<string> => {
  const sha256 = createHash('sha256').update(bundle).digest('hex');
  const note = { why: 'unknownKey', fileName: 'a.json', office: '', author: '', sha256, bytes: bundle.byteLength, at: 1 };
  await writeFile(join(asideIn(running), `${sha256}.bundle`), bundle);
  await writeFile(join(asideIn(running), `${sha256}.json`), JSON.stringify(note));
  return join(asideIn(running), `${sha256}.bundle`);
};

/** Whether the journal has been folded, so that the pages alone say what is erased. */
const isFolded = ({ page }: Running): Promise<boolean> =>
  page.evaluate(
    (database) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const counting = db.transaction('journal', 'readonly').objectStore('journal').count();
          counting.onsuccess = () => {
            db.close();
            resolve(counting.result === 0);
          };
        };
      }),
    store,
  );

it('an erased record goes from the waiting files at a later start where the desktop could not look at them until then', async () => {
  const first = await site.switchOn(await newMachine(), [], true);
  expect(await setUp(first, 'Szeged')).toMatchObject({ ok: true });
  const change = { kind: 'set' as const, type: 'organisation' as const, id: recordId(1), set: { name: 'Egy Kft.' }, shown: {} };
  expect(await call(first.page, store, 'commit', [change])).toMatchObject({ ok: true });
  const cluster = (await call(first.page, store, 'identity'))?.cluster ?? '';
  const waiting = await putAside(first, await foreignBundle(cluster, 'a', 1, [{ type: 'organisation', n: 1, f: { name: 'Titok' } }]));
  const away = `${asideIn(first)}-away`;
  await rename(asideIn(first), away);
  await writeFile(asideIn(first), 'No folder: nothing in it can be listed.');

  const erase = { kind: 'erase' as const, type: 'organisation' as const, id: recordId(1) };
  expect(await call(first.page, store, 'commit', [erase])).toMatchObject({ ok: true });
  await expect.poll(() => isFolded(first), { timeout: 20_000 }).toBe(true);
  await first.kill();
  await rm(asideIn(first));
  await rename(away, asideIn(first));
  expect(existsSync(waiting)).toBe(true);

  const again = await site.switchOn(first.machine, [], true);
  await expect.poll(() => existsSync(waiting), { timeout: 20_000 }).toBe(false);
  await again.shutDown();
});
