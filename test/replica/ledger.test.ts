import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import type { OfficeLedger } from '../../src/replica/api.ts';
import { launchBrowser } from '../browser.ts';
import { type ForeignRecord, foreignBundle } from './bundles.ts';
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
  await page.evaluate(async (name) => void (await testPage.open(name)), store);
  await call(page, store, 'setUp', { author: 'Minta Anna', office: { name: 'Szeged', country: 'HU' }, join: null });
};

const write = (store: string, n: number) =>
  call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name: `Név ${n}` }, shown: {} }]);

/** Another machine, of a new office or of a known one. */
const joinAs = (from: string, to: string, office: { readonly name: string; readonly country: 'RO' } | { readonly id: RecordId }) =>
  page.evaluate(
    async ([source, target, who]) => {
      const bundle = await testPage.api(source).exportBundle({ for: 'everything' });
      await testPage.open(target);
      if (bundle.ok) await testPage.api(target).setUp({ author: `Ion (${target})`, office: who, join: bundle.value.file });
    },
    [from, to, office] as const,
  );

const handOver = (from: string, to: string) =>
  page.evaluate(
    async ([source, target]) => {
      const bundle = await testPage.api(source).exportBundle({ for: 'everything' });
      if (bundle.ok) await testPage.api(target).importBundle(bundle.value.file, { fileName: 'x', confirmed: true });
    },
    [from, to] as const,
  );

const lineOf = async (store: string, office: string): Promise<OfficeLedger> => {
  const found = (await call(page, store, 'ledger')).find((entry) => entry.office.name === office);
  if (!found) throw new Error(`${office} is not in the ledger of ${store}.`);
  return found;
};

const mark = async (store: string, office: string, path: string, value: true | null): Promise<void> => {
  const { office: named, seen } = await lineOf(store, office);
  await call(page, store, 'commit', [{ kind: 'set', type: 'office', id: named.id, set: { [path]: value }, shown: seen }]);
};

it('a machine that is not used any more is waited for until somebody says so, and again when that is taken back', async () => {
  await start('szeged');
  await joinAs('szeged', 'desk', { name: 'Arad', country: 'RO' });
  await handOver('desk', 'szeged');
  await joinAs('szeged', 'laptop', { id: (await lineOf('szeged', 'Arad')).office.id });
  await handOver('laptop', 'szeged');
  await write('szeged', 1);
  await handOver('szeged', 'desk');
  await handOver('desk', 'szeged');
  expect(await lineOf('szeged', 'Arad')).toMatchObject({ notSeenThere: { organisation: 1 }, retired: null, isOwn: false });
  const laptop = (await call(page, 'laptop', 'identity'))?.device ?? '';
  await mark('szeged', 'Arad', `retired/${laptop}`, true);
  const line = await lineOf('szeged', 'Arad');
  expect(line.notSeenThere).toEqual({ office: 1 });
  expect(line.machines.map(({ author, state }) => [author, state])).toEqual([
    ['Ion (desk)', 'counted'],
    ['Ion (laptop)', 'retired'],
  ]);
  const forArad = { for: 'office', office: line.office.id } as const;
  expect(await page.evaluate(async (request) => (await testPage.api('szeged').exportBundle(request)) as unknown, forArad)).toMatchObject({
    value: { records: 1 },
  });
  await mark('szeged', 'Arad', `retired/${laptop}`, null);
  expect((await lineOf('szeged', 'Arad')).notSeenThere).toMatchObject({ organisation: 1 });
  await mark('szeged', 'Arad', `retired/${line.office.id}`, true);
  expect(await lineOf('szeged', 'Arad')).toMatchObject({ retired: 'marked' });
});

it('the other machines of the own office are in the ledger once they have been heard', async () => {
  await start('first');
  expect(await call(page, 'first', 'ledger')).toEqual([]);
  const own = (await call(page, 'first', 'identity'))?.office.id;
  if (!own) throw new Error('The first machine belongs to nobody.');
  await joinAs('first', 'second', { id: own });
  await handOver('second', 'first');
  await write('first', 7);
  expect(await lineOf('first', 'Szeged')).toMatchObject({
    isOwn: true,
    notSeenThere: { organisation: 1 },
    machines: [{ state: 'counted' }],
  });
});

it('changes that are lost for good are missed until somebody gives them up, and so is what nobody can confirm because of them', async () => {
  await start('gap');
  const cluster = (await call(page, 'gap', 'identity'))?.cluster ?? '';
  const receive = async (n: number, records: readonly ForeignRecord[]): Promise<void> => {
    harness.files.set(`d${n}`, await foreignBundle(cluster, 'd', n, records));
    const take = async (file: string): Promise<unknown> =>
      await testPage.api('gap').importBundle(await testPage.fetchFile(file), { fileName: file, confirmed: true });
    expect(await page.evaluate(take, `d${n}`)).toMatchObject({ ok: true });
  };
  await receive(1, [{ type: 'office', n: 999_999, f: { name: 'Oradea', country: 'RO' } }]);
  await receive(4, [{ type: 'organisation', n: 5, f: { name: 'Öt' } }]);
  await joinAs('gap', 'other', { name: 'Arad', country: 'RO' });
  await handOver('other', 'gap');
  expect(await lineOf('gap', 'Oradea')).toMatchObject({ missingHere: [{ from: 2, to: 3, author: 'Ion Exemplu' }], givenUp: [] });
  expect((await lineOf('gap', 'Arad')).notSeenThere).toEqual({ organisation: 1 });
  await mark('gap', 'Oradea', `lost/${'d'.repeat(20)}-3`, true);
  await handOver('gap', 'other');
  await handOver('other', 'gap');
  expect(await lineOf('gap', 'Oradea')).toMatchObject({ missingHere: [], givenUp: [{ from: 2, to: 3 }] });
  expect((await lineOf('gap', 'Arad')).notSeenThere).toEqual({});
  await receive(6, [{ type: 'organisation', n: 6, f: { name: 'Hat' } }]);
  expect(await lineOf('gap', 'Oradea')).toMatchObject({ missingHere: [{ from: 5, to: 5 }], givenUp: [{ from: 2, to: 3 }] });
  await receive(2, [{ type: 'organisation', n: 2, f: { name: 'Kettő' } }]);
  await receive(3, [{ type: 'organisation', n: 3, f: { name: 'Három' } }]);
  expect(await lineOf('gap', 'Oradea')).toMatchObject({ missingHere: [{ from: 5, to: 5 }], givenUp: [] });
});

it('the bundle that came last from an office is another one only when something new has come', async () => {
  await start('news');
  const cluster = (await call(page, 'news', 'identity'))?.cluster ?? '';
  const receive = async (n: number, records: readonly ForeignRecord[], previous: string | null): Promise<void> => {
    harness.files.set(`news-${n}`, await foreignBundle(cluster, 'e', n, records, previous));
    await page.evaluate(async (file) => {
      await testPage.api('news').importBundle(await testPage.fetchFile(file), { fileName: file, confirmed: true });
    }, `news-${n}`);
  };
  const office: ForeignRecord = { type: 'office', n: 999_999, f: { name: 'Oradea', country: 'RO' } };
  await receive(1, [office], null);
  await receive(3, [{ type: 'organisation', n: 5, f: { name: 'Öt' } }], 'f'.repeat(64));
  const { broken, lastBundle } = await lineOf('news', 'Oradea');
  expect(broken).toEqual(['withheld']);
  await receive(3, [{ type: 'organisation', n: 5, f: { name: 'Öt' } }], 'f'.repeat(64));
  await write('news', 9);
  expect((await lineOf('news', 'Oradea')).lastBundle).toBe(lastBundle);
  await receive(4, [{ type: 'organisation', n: 6, f: { name: 'Hat' } }], null);
  expect((await lineOf('news', 'Oradea')).lastBundle).not.toBe(lastBundle);
});
