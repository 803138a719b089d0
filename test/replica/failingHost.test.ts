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

describe('a host', () => {
  it('whose disk hangs is told to the person while it hangs; the commit is saved, and the copy follows by itself', async () => {
    await start('hanging');
    await statusOnce('hanging', (status) => status.safetyCopyAt !== null);
    let release = (): void => undefined;
    harness.host('hanging').held = new Promise((resolve) => {
      release = resolve;
    });
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
});
