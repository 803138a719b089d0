import { appendFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { createDisk, type Disk, noDisk } from './cutDisk.ts';
import { call, type Harness, startHarness } from './harness.ts';
import { recordId } from './records.ts';

const why = noDisk();
if (why) console.warn(`A full disk is not tested here: ${why}.`);

const store = 'full';

describe.skipIf(why !== null)('a full disk', () => {
  let harness: Harness;
  let disk: Disk;
  let context: BrowserContext;
  beforeAll(async () => {
    harness = await startHarness();
    disk = createDisk();
  });
  afterAll(async () => {
    await context.close();
    await harness.close();
    disk.remove();
  });

  const start = async () => {
    context = await launchBrowser({ profile: join(disk.folder, 'profile') });
    const page = await harness.openPage(context);
    expect(await page.evaluate(async (name) => await testPage.open(name), store)).toMatchObject({ ok: true });
    const set = { name: 'Szervezet', 'summary.hu': 'hosszú szöveg '.repeat(20_000) }; // More than fits into what the log holds already.
    const saveAll = (ns: readonly number[]) =>
      call(
        page,
        store,
        'commit',
        ns.map((n) => ({ kind: 'set', type: 'organisation', id: recordId(n), set, shown: {} }) as const),
      );
    const save = (n: number) => saveAll([n]);
    const failures = async () => (await page.evaluate((name) => testPage.events(name), store)).filter(({ kind }) => kind === 'storeFailed');
    return { page, save, saveAll, failures };
  };

  const filler = (): string => join(disk.folder, 'filler');
  /** Fills the disk until `bytes` are left, or none. */
  const fill = (bytes: number): void => {
    for (;;) {
      const { bfree, bsize } = statfsSync(disk.folder);
      if (bfree * bsize <= bytes) return;
      try {
        appendFileSync(filler(), Buffer.alloc(2 ** 20));
      } catch {
        return; // Not a byte more.
      }
    }
  };

  it('is told without closing the store, also at the start, and takes the same change once there is room', async () => {
    const before = await start();
    const who = { author: 'Szabó Éva', office: { name: 'Szeged', country: 'HU' as const }, join: null };
    expect(await call(before.page, store, 'setUp', who)).toMatchObject({ ok: true });
    expect(await before.save(1)).toMatchObject({ ok: true });
    await context.close();

    fill(3_000_000);
    const { page, save, saveAll, failures } = await start();
    fill(0);
    const large = [10, 11, 12, 13, 14, 15]; // Together more than a mebibyte, which is kept as a blob.
    for (const n of [2, 3]) expect(await save(n)).toMatchObject({ ok: false, error: { type: 'notSaved' } });
    expect(await saveAll(large)).toMatchObject({ ok: false, error: { type: 'notSaved' } });
    expect((await call(page, store, 'counts')).organisation).toBe(1);
    rmSync(filler());
    await expect.poll(async () => (await save(2)).ok, { timeout: 30_000 }).toBe(true);
    expect(await save(3)).toMatchObject({ ok: true });
    expect(await saveAll(large)).toMatchObject({ ok: true });
    expect(await failures()).toEqual([]);
    await context.close();

    const after = await start();
    expect((await call(after.page, store, 'counts')).organisation).toBe(9);
  });
});
