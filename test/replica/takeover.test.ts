import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { foreignBundle, organisationsFrom } from './bundles.ts';
import { call, type Harness, startHarness } from './harness.ts';
import { recordId } from './records.ts';

let harness: Harness;
let context: BrowserContext;

beforeAll(async () => {
  harness = await startHarness();
  context = await launchBrowser();
});
afterAll(async () => {
  await context.close();
  await harness.close();
});

const open = (page: Page, store: string, takeOver = false) =>
  page.evaluate(async ([name, steal]) => await testPage.open(name, steal), [store, takeOver] as const);

const started = async (store: string): Promise<Page> => {
  const page = await harness.openPage(context);
  await open(page, store);
  await call(page, store, 'setUp', { author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: null });
  return page;
};

const write = (page: Page, store: string, n: number) =>
  call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name: `Szervezet ${n}` }, shown: {} }]);

const organisations = async (page: Page, store: string) => (await call(page, store, 'counts')).organisation;

const importInto = (page: Page, store: string, file: string) =>
  page.evaluate(
    async ([name, from]) => await testPage.api(name).importBundle(await testPage.fetchFile(from), { fileName: from, confirmed: true }),
    [store, file] as const,
  );

const many = async (page: Page, store: string, letter: string, count: number): Promise<void> => {
  const cluster = (await call(page, store, 'identity'))?.cluster ?? '';
  harness.files.set(letter, await foreignBundle(cluster, letter, 1, organisationsFrom(1000, count)));
};

/** Claims the store as another window does, but leaves the lock: this window cannot notice before it writes. */
const claim = (page: Page, store: string): Promise<void> =>
  page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const db = request.result;
          const writing = db.transaction('meta', 'readwrite');
          writing.objectStore('meta').put({ key: 'owner', data: new TextEncoder().encode('somebody else') });
          writing.oncomplete = () => {
            db.close();
            resolve();
          };
          writing.onerror = () => reject(writing.error);
        };
      }),
    store,
  );

const refused = { ok: false, error: { type: 'takenOver' } };
const draft = { key: `visit/${recordId(7)}`, type: 'visit', id: recordId(7), shown: {}, values: { day: '2010-05-25' }, at: 1 } as const;

it('a store is not said to be in another window while that one is on its way out, as when a page is loaded again', async () => {
  const before = await started('reloaded');
  const page = await harness.openPage(context);
  await call(before, 'reloaded', 'close');
  await page.evaluate(
    () =>
      new Promise<void>((isHeld) => {
        void navigator.locks.request('interreg-cluster/reloaded', () => {
          isHeld();
          return new Promise((letGo) => setTimeout(letGo, 500));
        });
      }),
  );
  expect(await open(page, 'reloaded')).toMatchObject({ ok: true });
  await Promise.all([before.close(), page.close()]);
});

describe('a window that has lost the store without noticing', () => {
  it.each([
    ['commit', (page: Page, store: string) => write(page, store, 1)],
    ['draft', (page: Page, store: string) => call(page, store, 'saveDraft', draft)],
    ['import', (page: Page, store: string) => importInto(page, store, 'q')],
    ['export', (page: Page, store: string) => call(page, store, 'exportBundle', { for: 'everything' })],
  ])('writes nothing more: %s', async (what, attempt) => {
    const store = `unnoticed-${what}`;
    const page = await started(store);
    await many(page, store, 'q', 10);
    await claim(page, store);
    expect(await attempt(page, store)).toEqual(refused);
    expect(await page.evaluate((name) => testPage.events(name).filter((event) => event.kind === 'takenOver').length, store)).toBe(1);
    expect(await organisations(page, store)).toBe(0);
    const heir = await harness.openPage(context);
    expect(await open(heir, store, true)).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(await organisations(heir, store)).toBe(0);
    expect(await call(heir, store, 'drafts')).toEqual([]);
    expect(await call(heir, store, 'exchanges')).toEqual([]);
    await page.close();
    await heir.close();
  });
});

describe('a store that is taken over', () => {
  it.each([0, 60, 200, 500])(
    'in the middle of an import, %i ms after its beginning, holds all of it or nothing, and goes on',
    async (delayMs) => {
      const store = `importing-${delayMs}`;
      const page = await started(store);
      await many(page, store, 'i', 12_000);
      const importing = importInto(page, store, 'i');
      await sleep(delayMs);
      const heir = await harness.openPage(context);
      expect(await open(heir, store, true)).toMatchObject({ ok: true, value: { state: 'open' } });
      const answer = await importing;
      const held = await organisations(heir, store);
      if (answer.ok) expect(held).toBe(12_000);
      else expect([answer, held]).toEqual([refused, 0]);
      for (let n = 1; n < 4; n += 1) expect(await write(heir, store, n)).toMatchObject({ ok: true });
      expect(await organisations(heir, store)).toBe(held + 3);
      expect(await write(page, store, 9)).toEqual(refused);
      await page.close();
      await heir.close();
    },
  );

  it('while it is being opened belongs to the window that came last', async () => {
    const store = 'opening';
    const first = await started(store);
    await many(first, store, 'o', 12_000);
    expect(await importInto(first, store, 'o')).toMatchObject({ ok: true });
    await first.close();
    const [second, third] = [await harness.openPage(context), await harness.openPage(context)];
    const opening = open(second, store);
    await sleep(40);
    expect(await open(third, store, true)).toMatchObject({ ok: true, value: { state: 'open' } });
    const answer = await opening;
    if (answer.ok) expect(await write(second, store, 1)).toEqual(refused);
    else expect(answer).toEqual({ ok: false, error: { type: 'ownedElsewhere' } });
    expect(await write(third, store, 2)).toMatchObject({ ok: true });
    await second.close();
    await third.close();
  });

  it('is carried to the safety copy by its new owner only', async () => {
    const store = 'carried';
    const page = await started(store);
    await expect.poll(() => harness.host(store).entries.length).toBe(1);
    harness.host(store).failing = true;
    expect(await write(page, store, 1)).toMatchObject({ ok: true });
    await expect.poll(async () => (await call(page, store, 'status')).safetyCopyFailing).toBe(true);
    const heir = await harness.openPage(context);
    expect(await open(heir, store, true)).toMatchObject({ ok: true, value: { state: 'open' } });
    harness.host(store).failing = false;
    expect(await write(heir, store, 2)).toMatchObject({ ok: true });
    await expect.poll(() => harness.host(store).entries.length, { timeout: 20_000 }).toBe(3);
    await sleep(3000); // The old owner would have tried again by now.
    expect((await call(page, store, 'status')).safetyCopyFailing).toBe(true);
    await page.close();
    await heir.close();
  });
});
