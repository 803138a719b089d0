import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreStatus } from '../../src/replica/api.ts';
import { launchBrowser } from '../browser.ts';
import { call, type Harness, startHarness } from './harness.ts';
import { recordId } from './records.ts';

let harness: Harness;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  harness = await startHarness();
  context = await launchBrowser();
  page = await harness.openPage(context);
});
afterAll(async () => {
  await context.close();
  await harness.close();
});

const start = async (store: string): Promise<void> => {
  expect(await page.evaluate(async (name) => await testPage.open(name), store)).toMatchObject({ ok: true });
  const set = { author: 'Szabó Éva', office: { name: 'Szeged', country: 'HU' as const }, join: null };
  expect(await call(page, store, 'setUp', set)).toMatchObject({ ok: true });
};

const write = (store: string, n: number) =>
  call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name: `Szervezet ${n}` }, shown: {} }]);

/** The status once it is as wanted; the last one where it never is within half a minute. */
const statusOnce = async (store: string, wanted: (status: StoreStatus) => boolean): Promise<StoreStatus> => {
  let status = await call(page, store, 'status');
  for (let attempt = 0; attempt < 150 && !wanted(status); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    status = await call(page, store, 'status');
  }
  return status;
};

/** Lets a host answer nothing more; answers what lets it go on. */
const hold = (store: string): (() => void) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  harness.host(store).held = promise;
  return resolve;
};

describe('a host', () => {
  it('whose disk hangs is told to the person while it hangs; the commit is saved, and the copy follows by itself', async () => {
    await start('hanging');
    await statusOnce('hanging', (status) => status.safetyCopyAt !== null);
    const release = hold('hanging');
    expect(await write('hanging', 1)).toMatchObject({ ok: true });
    expect(await statusOnce('hanging', (status) => status.safetyCopyFailing)).toMatchObject({ safetyCopyFailing: true, unsaved: false });
    expect(await write('hanging', 2)).toMatchObject({ ok: true });
    release();
    expect(await statusOnce('hanging', (status) => !status.safetyCopyFailing)).toMatchObject({ safetyCopyFailing: false });
    expect(harness.host('hanging').entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('that refuses is told at once, and gets everything when it takes again', async () => {
    await start('refusing');
    await statusOnce('refusing', (status) => status.safetyCopyAt !== null);
    harness.host('refusing').failing = true;
    for (const n of [1, 2, 3]) expect(await write('refusing', n)).toMatchObject({ ok: true });
    expect(await statusOnce('refusing', (status) => status.safetyCopyFailing)).toMatchObject({ safetyCopyFailing: true, unsaved: false });
    harness.host('refusing').failing = false;
    expect(await statusOnce('refusing', (status) => !status.safetyCopyFailing)).toMatchObject({ safetyCopyFailing: false });
    expect(harness.host('refusing').entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('that is slow is told at once, and so is that it has everything', async () => {
    await start('slow');
    await statusOnce('slow', (status) => status.safetyCopyAt !== null);
    const release = hold('slow');
    const before = Date.now();
    expect(await write('slow', 1)).toMatchObject({ ok: true });
    const behind = await statusOnce('slow', (status) => status.uncopiedSince !== null);
    expect(behind).toMatchObject({ safetyCopyFailing: false, uncopiedSince: expect.any(Number) });
    expect(behind.uncopiedSince).toBeGreaterThanOrEqual(before);
    expect(await write('slow', 2)).toMatchObject({ ok: true });
    expect((await call(page, 'slow', 'status')).uncopiedSince).toBe(behind.uncopiedSince);
    release();
    expect(await statusOnce('slow', (status) => status.uncopiedSince === null)).toMatchObject({ uncopiedSince: null });
    // What was written a moment ago is not told of: it may still be on its way.
    await expect.poll(() => harness.host('slow').entries.map(({ seq }) => seq), { timeout: 20_000 }).toEqual([1, 2, 3]);
  });

  it('that is slow keeps a bundle waiting that is made meanwhile, and nobody who saves, until it has everything', async () => {
    await start('making');
    await statusOnce('making', (status) => status.safetyCopyAt !== null);
    const release = hold('making');
    expect(await write('making', 1)).toMatchObject({ ok: true });
    const ended: string[] = [];
    const made = page
      .evaluate(async () => (await testPage.api('making').exportBundle({ for: 'everything' })).ok)
      .finally(() => ended.push('the bundle'));
    expect(await write('making', 2)).toMatchObject({ ok: true });
    expect(ended).toEqual([]);
    release();
    expect(await made).toBe(true);
  });

  it('that is slow keeps nobody waiting for a bundle who has stopped it', async () => {
    await start('stopped');
    await statusOnce('stopped', (status) => status.safetyCopyAt !== null);
    const release = hold('stopped');
    expect(await write('stopped', 1)).toMatchObject({ ok: true });
    const made = page.evaluate(async () => await testPage.api('stopped').exportBundle({ for: 'everything' }));
    await call(page, 'stopped', 'cancel', 'bundles');
    expect(await made).toMatchObject({ ok: false, error: { type: 'cancelled' } });
    release();
  });

  it('that lacks something when the store is closed is told of, and gets it at the next start', async () => {
    await start('closed');
    await statusOnce('closed', (status) => status.safetyCopyAt !== null);
    harness.host('closed').failing = true;
    expect(await write('closed', 1)).toMatchObject({ ok: true });
    expect(await call(page, 'closed', 'close')).toBe(false);
    expect(harness.host('closed').entries.map(({ seq }) => seq)).toEqual([1]);
    harness.host('closed').failing = false;
    expect(await page.evaluate(async () => await testPage.open('closed'))).toMatchObject({ ok: true, value: { state: 'open' } });
    await statusOnce('closed', (status) => status.safetyCopyAt !== null);
    expect(harness.host('closed').entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await call(page, 'closed', 'close')).toBe(true);
  });

  it('that has no room for the whole store gets every commit all the same, and is not sent the whole again with each', async () => {
    await start('full');
    harness.host('full').failing = 'snapshots';
    for (let n = 0; n < 205; n += 1) expect(await write('full', n)).toMatchObject({ ok: true });
    expect(await statusOnce('full', (status) => status.safetyCopyFailing)).toMatchObject({ safetyCopyFailing: true });
    for (let n = 205; n < 215; n += 1) expect(await write('full', n)).toMatchObject({ ok: true });
    expect(await statusOnce('full', (status) => status.uncopiedSince === null)).toMatchObject({ safetyCopyFailing: true });
    const { entries, refused } = harness.host('full');
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 216 }, (_, at) => at + 1));
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(3); // Ten commits came after the first.
  });
});
