import { cp, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { foreignBundle, organisationsFrom } from './bundles.ts';
import { call } from './harness.ts';
import { killBrowser } from './killBrowser.ts';
import { copyDisk, importFrom, type Machine, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
/** A machine whose next start rebuilds its store, and that holds a commit and a draft which the safety copy does not. */
let outrun: Machine;

const write = ({ page }: Running, n: number, name: string) =>
  call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name }, shown: {} }]);

const draft = { key: `visit/${recordId(7)}`, type: 'visit', id: recordId(7), shown: {}, values: { day: '2010-05-25' }, at: 1 } as const;

/** Keeps the site's page of a machine in use without opening the store. */
const inPage = async (machine: Machine, work: () => Promise<void>): Promise<void> => {
  const context = await launchBrowser({ profile: machine.profile });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(site.url);
  await page.evaluate(work);
  await context.close();
};

const expectNothingLost = async (running: Running): Promise<void> => {
  expect(running.opened).toMatchObject({ ok: true, value: { identity: { office: { name: 'Szeged' } } } });
  const rows = await call(running.page, store, 'rows', 'organisation', [recordId(50), recordId(60)]);
  expect(rows.map((row) => row.values.name)).toEqual(['Csak az egyikben', 'Csak a másikban']);
  expect((await call(running.page, store, 'counts')).organisation).toBe(3002);
  expect(await call(running.page, store, 'drafts')).toEqual([draft]);
};

beforeAll(async () => {
  site = await startSite(18_235);
  outrun = await newMachine();
  const first = await site.switchOn(outrun);
  await setUp(first, 'Szeged');
  const cluster = (await call(first.page, store, 'identity'))?.cluster ?? '';
  site.files.set('many', await foreignBundle(cluster, 'b', 1, organisationsFrom(1000, 3000)));
  expect(await importFrom(first, 'many')).toMatchObject({ ok: true });
  await first.shutDown();
  const other: Machine = { ...(await newMachine()), data: outrun.data };
  await cp(outrun.profile, other.profile, { recursive: true });
  site.unreachable.add(outrun.data);
  const alone = await site.switchOn(outrun);
  expect(await write(alone, 50, 'Csak az egyikben')).toMatchObject({ ok: true });
  expect(await call(alone.page, store, 'saveDraft', draft)).toMatchObject({ ok: true });
  await alone.kill();
  site.unreachable.delete(outrun.data);
  const elsewhere = await site.switchOn(other);
  for (const n of [60, 60]) expect(await write(elsewhere, n, 'Csak a másikban')).toMatchObject({ ok: true });
  await elsewhere.shutDown();
});
afterAll(() => site.close());

describe('a rebuild that was cut short', () => {
  it.each([
    [
      'before the new place had tables',
      async () => {
        const buckets = Reflect.get(navigator, 'storageBuckets') as { open: (name: string) => Promise<unknown> };
        await buckets.open('store-cluster-1');
      },
    ],
    [
      'between the records and whose they are',
      async () => {
        const buckets = Reflect.get(navigator, 'storageBuckets') as { open: (name: string) => Promise<{ indexedDB: IDBFactory }> };
        const request = (await buckets.open('store-cluster-1')).indexedDB.open('cluster', 10);
        await new Promise<void>((resolve, reject) => {
          request.onupgradeneeded = () => {
            request.result.createObjectStore('pages', { keyPath: 'key' });
            request.result.createObjectStore('journal', { keyPath: 'seq' });
            const data = new TextEncoder().encode('{"type":"half"}');
            request.result.createObjectStore('meta', { keyPath: 'key' }).put({ key: 'half', data });
          };
          request.onsuccess = () => resolve(request.result.close());
          request.onerror = () => reject(request.error);
        });
      },
    ],
  ])('%s begins again with all that the old store holds', async (_, cut) => {
    const machine = await copyDisk(outrun);
    await inPage(machine, cut);
    const running = await site.switchOn(machine);
    expect(running.opened).toMatchObject({ value: { state: 'recovered', recovered: { reason: 'shortened' } } });
    await expectNothingLost(running);
    await running.shutDown();
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ value: { state: 'open' } });
    await expectNothingLost(again);
    await again.shutDown();
  });

  it('at any moment by a kill loses neither commits nor drafts', async () => {
    const delays = process.env.SLOW ? Array.from({ length: 60 }, (_, at) => at * 5) : [0, 10, 20, 40, 80, 120, 160, 320];
    const states = new Set<string>();
    for (const delayMs of [...delays, null]) {
      const machine = await copyDisk(outrun);
      const context = await launchBrowser({ profile: machine.profile });
      const page = context.pages()[0] ?? (await context.newPage());
      await context.setExtraHTTPHeaders({ 'x-machine': machine.data });
      await page.goto(site.url);
      const begun = new Promise<void>((resolve) => {
        page.on('console', (message) => {
          if (message.text() === 'rebuilding') resolve();
        });
      });
      const opening = page
        .evaluate(async (name) => {
          const opened = testPage.open(name);
          const watch = setInterval(() => {
            if (testPage.events(name).some((event) => event.kind === 'progress' && event.job === 'recover' && event.done === event.total)) {
              clearInterval(watch);
              console.log('rebuilding');
            }
          }, 1);
          await opened;
        }, store)
        .catch(() => undefined); // Ends with the browser.
      await begun;
      await (delayMs === null ? opening : sleep(delayMs));
      await killBrowser(machine.profile);
      await opening;
      await context.close().catch(() => undefined);
      const running = await site.switchOn(machine);
      if (running.opened.ok) states.add(running.opened.value.state);
      await expectNothingLost(running);
      await running.shutDown();
      await rm(machine.profile, { recursive: true });
    }
    expect(states).toEqual(new Set(['recovered', 'open'])); // The moments were spread widely enough to meet both.
  });
});

describe('a rebuilt store', () => {
  it('that the browser empties is rebuilt from the safety copy, not taken from the place it had before', async () => {
    const machine = await copyDisk(outrun);
    const running = await site.switchOn(machine);
    await write(running, 70, 'Az újjáépítés után');
    await running.shutDown();
    await inPage(machine, async () => {
      const buckets = Reflect.get(navigator, 'storageBuckets') as { open: (name: string) => Promise<{ indexedDB: IDBFactory }> };
      const request = (await buckets.open('store-cluster-1')).indexedDB.deleteDatabase('cluster');
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
    });
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ value: { state: 'recovered', recovered: { reason: 'emptied' } } });
    expect(await call(again.page, store, 'rows', 'organisation', [recordId(70)])).toHaveLength(1);
    await again.shutDown();
  });

  it('is found again where the browser has no buckets', async () => {
    const machine = await copyDisk(outrun);
    const without = ['--disable-blink-features=StorageBuckets'];
    for (const state of ['recovered', 'open']) {
      const running = await site.switchOn(machine, without);
      expect(await running.page.evaluate(() => 'storageBuckets' in navigator)).toBe(false);
      expect(running.opened).toMatchObject({ value: { state } });
      await expectNothingLost(running);
      await running.shutDown();
    }
  });
});
