import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaEvent } from '../../src/replica/api.ts';
import { launchBrowser } from '../browser.ts';
import { foreignBundle, organisationsFrom } from './bundles.ts';
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

const open = (store: string, takeOver = false, where = page) =>
  where.evaluate(async ([name, steal]) => await testPage.open(name, steal), [store, takeOver] as const);

const begin = async (store: string): Promise<string> => {
  await open(store);
  await call(page, store, 'setUp', { author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: null });
  return (await call(page, store, 'identity'))?.cluster ?? '';
};

const write = (store: string, n: number, summary = '') =>
  call(page, store, 'commit', [
    { kind: 'set', type: 'organisation', id: recordId(n), set: { name: `Szervezet ${n}`, 'summary.hu': summary }, shown: {} },
  ]);

const importFile = (store: string, file: string) =>
  page.evaluate(
    async ([name, from]) => await testPage.api(name).importBundle(await testPage.fetchFile(from), { fileName: from, confirmed: true }),
    [store, file] as const,
  );

const exportAll = (store: string, uncopied: boolean) =>
  page.evaluate(
    async ([name, yes]) => {
      const made = await testPage.api(name).exportBundle({ for: 'everything', uncopied: yes });
      return made.ok ? { ok: true, records: made.value.records } : made;
    },
    [store, uncopied] as const,
  );

const eventsOf = (store: string, kind: ReplicaEvent['kind']) =>
  page.evaluate(([name, wanted]) => testPage.events(name).filter((event) => event.kind === wanted), [store, kind] as const);

describe('the store refuses, and changes nothing,', () => {
  it('bundles that are damaged, cut, of something else or of another cluster', async () => {
    const cluster = await begin('bad');
    await write('bad', 1);
    const good = await foreignBundle(cluster, 'g', 1, organisationsFrom(100, 40));
    const bad: [string, Buffer][] = [
      ['empty', Buffer.alloc(0)],
      ['text', Buffer.from('Kedves Kollégák!\n')],
      ['newer', Buffer.from('{"format":"interreg-cluster/bundle","version":2,"body":{}}')],
      ['elsewhere', await foreignBundle('another cluster', 'g', 1, organisationsFrom(100, 40))],
      ['twice', await foreignBundle(cluster, 'g', 1, [...organisationsFrom(100, 2), ...organisationsFrom(100, 1)])],
      ['prototype', await foreignBundle(cluster, 'g', 1, [{ type: 'organisation', n: 100, f: JSON.parse('{"__proto__":1}') }])],
    ];
    for (let at = 0; at < 20; at += 1) {
      const place = Math.floor((at * (good.length - 1)) / 20);
      const flipped = Buffer.from(good);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (at % 8));
      bad.push([`cut-${at}`, good.subarray(0, place)], [`flipped-${at}`, flipped]);
    }
    const before = [await call(page, 'bad', 'counts'), await call(page, 'bad', 'exchanges'), await call(page, 'bad', 'identity')];
    for (const [name, bytes] of bad) {
      harness.files.set(name, Buffer.from(bytes));
      expect(await importFile('bad', name), name).toMatchObject({ ok: false });
    }
    expect([await call(page, 'bad', 'counts'), await call(page, 'bad', 'exchanges'), await call(page, 'bad', 'identity')]).toEqual(before);
    harness.files.set('good', good);
    expect(await importFile('bad', 'good')).toMatchObject({ ok: true, value: { added: 40 } });
  });

  it('an import for which the disk has no room', async () => {
    const cluster = await begin('full');
    harness.files.set('large', await foreignBundle(cluster, 'l', 1, organisationsFrom(100, 4000)));
    harness.host('full').freeBytes = 2_000_000;
    expect(await importFile('full', 'large')).toEqual({ ok: false, error: { type: 'notEnoughSpace', neededMiB: expect.any(Number) } });
    harness.host('full').freeBytes = 20_000_000;
    expect((await call(page, 'full', 'counts')).organisation).toBe(0);
    expect(await importFile('full', 'large')).toMatchObject({ ok: true });
  });

  it('a value that no bundle could carry', async () => {
    await begin('long');
    expect(await write('long', 1, 'ő'.repeat(520_000))).toMatchObject({ ok: true });
    expect(await write('long', 2, 'ő'.repeat(530_000))).toEqual({ ok: false, error: { type: 'recordTooLarge', limitMiB: 0.5 } });
    expect((await call(page, 'long', 'counts')).organisation).toBe(1);
  });

  it('to hand over what the safety copy does not hold, unless a person says yes', async () => {
    await begin('uncopied');
    await expect.poll(() => harness.host('uncopied').entries.length).toBe(1);
    expect(await exportAll('uncopied', false)).toEqual({ ok: true, records: 1 });
    harness.host('uncopied').failing = true;
    await write('uncopied', 1);
    expect(await exportAll('uncopied', false)).toEqual({ ok: false, error: { type: 'safetyCopyBehind' } });
    expect(await call(page, 'uncopied', 'exchanges')).toHaveLength(1);
    expect(await exportAll('uncopied', true)).toEqual({ ok: true, records: 2 });
  });

  it('a first start whose writes do not come through: the next one begins from nothing', async () => {
    const cluster = await begin('elsewhere');
    harness.files.set('joined', await foreignBundle(cluster, 'j', 1, organisationsFrom(100, 50)));
    await open('unborn');
    const heir = await harness.openPage(context);
    await heir.evaluate(async () => {
      const request = indexedDB.open('unborn');
      await new Promise<void>((resolve) => {
        request.onsuccess = () => {
          const writing = request.result.transaction('meta', 'readwrite');
          writing.objectStore('meta').put({ key: 'owner', data: new TextEncoder().encode('somebody else') });
          writing.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      });
    });
    const joined = await page.evaluate(async () => {
      const join = await testPage.fetchFile('joined');
      return await testPage.api('unborn').setUp({ author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join });
    });
    expect(joined).toEqual({ ok: false, error: { type: 'takenOver' } });
    expect((await call(page, 'unborn', 'counts')).organisation).toBe(0);
    expect(await open('unborn', true, heir)).toMatchObject({ ok: true, value: { state: 'fresh', identity: null } });
    expect((await call(heir, 'unborn', 'counts')).organisation).toBe(0);
    expect(harness.host('unborn').entries).toEqual([]);
    await heir.close();
  });
});

describe('an open store', () => {
  it('tells when its database is closed underneath', async () => {
    await begin('closed');
    await page.evaluate(() => {
      indexedDB.deleteDatabase('closed');
    });
    await expect.poll(() => eventsOf('closed', 'storeFailed')).toEqual([{ kind: 'storeFailed', error: { type: 'storeClosed' } }]);
    expect(await write('closed', 1)).toMatchObject({ ok: false, error: { type: 'notSaved' } });
  });

  it('goes on by itself after the browser has closed its database, as it does on a full disk, once there is room', async () => {
    const [worker] = await Promise.all([page.waitForEvent('worker'), begin('shut')]);
    expect(await write('shut', 1)).toMatchObject({ ok: true });
    await worker.evaluate(() => {
      const { open } = IDBFactory.prototype;
      const { objectStore } = IDBTransaction.prototype;
      IDBTransaction.prototype.objectStore = function (this: IDBTransaction, name) {
        IDBTransaction.prototype.objectStore = objectStore;
        this.abort();
        this.db.close();
        this.db.dispatchEvent(new Event('close'));
        return objectStore.call(this, name);
      };
      IDBFactory.prototype.open = () => {
        throw new DOMException('The disk is full.', 'UnknownError');
      };
      Object.assign(self, { makeRoom: () => Object.assign(IDBFactory.prototype, { open }) });
    });
    expect(await write('shut', 2)).toMatchObject({ ok: false, error: { type: 'notSaved' } });
    await expect.poll(() => call(page, 'shut', 'status')).toMatchObject({ unsaved: true });
    expect(await write('shut', 2)).toMatchObject({ ok: false, error: { type: 'notSaved' } });
    await worker.evaluate(() => Reflect.get(self, 'makeRoom')());
    await expect.poll(() => call(page, 'shut', 'status'), { timeout: 20_000 }).toMatchObject({ unsaved: false });
    expect(await write('shut', 3)).toMatchObject({ ok: true, value: { n: 3 } });
    expect(await eventsOf('shut', 'storeFailed')).toEqual([]);
    await call(page, 'shut', 'close');
    await open('shut');
    expect((await call(page, 'shut', 'counts')).organisation).toBe(2);
  });

  it('does not call it a failure when it closes itself', async () => {
    await begin('ended');
    await call(page, 'ended', 'close');
    expect(await eventsOf('ended', 'storeFailed')).toEqual([]);
  });

  it('goes on in a new run after the machine has slept', async () => {
    await begin('slept');
    const first = await write('slept', 1);
    await call(page, 'slept', 'resumed');
    const second = await write('slept', 2);
    expect(first.ok && second.ok && first.value.run !== second.value.run && second.value.n === 1).toBe(true);
  });

  it('still knows after a rebuild from a snapshot which changes are missing', async () => {
    const cluster = await begin('gaps');
    harness.files.set('second', await foreignBundle(cluster, 'm', 2, organisationsFrom(100, 1)));
    expect(await importFile('gaps', 'second')).toMatchObject({ ok: true });
    await expect.poll(() => harness.host('gaps').entries.length).toBe(2);
    expect(harness.host('gaps').sentinel).toMatchObject({ claims: [{ heads: { ['m'.repeat(20)]: 2 } }] });
  });
});
