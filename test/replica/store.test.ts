import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import type { RecordView, Values } from '../../src/replica/api.ts';
import { launchBrowser } from '../browser.ts';
import { type Harness, startHarness } from './harness.ts';
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

const start = (store: string, office: string): Promise<unknown> =>
  page.evaluate(
    async ([name, officeName]) => {
      await testPage.open(name);
      return testPage.api(name).setUp({ author: `${officeName} author`, office: { name: officeName, country: 'HU' }, join: null });
    },
    [store, office] as const,
  );

const write = (
  store: string,
  id: RecordId,
  set: Values,
  shown: Record<string, number> = {},
): Promise<{ ok: boolean; value?: { n: number } }> =>
  page.evaluate(
    ([name, record, values, seen]) =>
      testPage.api(name).commit([{ kind: 'set', type: 'organisation', id: record, set: values, shown: seen }]),
    [store, id, set, shown] as const,
  );

const view = (store: string, id: RecordId): Promise<RecordView | null> =>
  page.evaluate(([name, record]) => testPage.api(name).get('organisation', record), [store, id] as const);

/** Hands everything that one store holds to another one; answers the import's result. */
const handOver = (from: string, to: string): Promise<{ ok: boolean; value?: { alreadyKnown: boolean; rivals: number; changed: number } }> =>
  page.evaluate(
    async ([source, target]) => {
      const bundle = await testPage.api(source).exportBundle({ for: 'everything' });
      if (!bundle.ok) return { ok: false };
      return testPage.api(target).importBundle(bundle.value.file, { fileName: bundle.value.fileName, confirmed: true });
    },
    [from, to] as const,
  );

const join = (from: string, to: string, office: string): Promise<unknown> =>
  page.evaluate(
    async ([source, target, name]) => {
      const bundle = await testPage.api(source).exportBundle({ for: 'everything' });
      await testPage.open(target);
      if (!bundle.ok) return bundle;
      return testPage.api(target).setUp({ author: `${name} author`, office: { name, country: 'RO' }, join: bundle.value.file });
    },
    [from, to, office] as const,
  );

const reopen = (store: string): Promise<unknown> =>
  page.evaluate(async (name) => {
    await testPage.api(name).close();
    testPage.stop(name);
    return testPage.open(name);
  }, store);

describe('a store', () => {
  it('is fresh at first and as it was left afterwards', async () => {
    expect(await page.evaluate(() => testPage.open('plain'))).toMatchObject({ ok: true, value: { state: 'fresh', identity: null } });
    await page.evaluate(() => testPage.api('plain').setUp({ author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: null }));
    await write('plain', recordId(1), { name: 'Példa Napelem Bt.', 'tag/solar': true });
    expect(await reopen('plain')).toMatchObject({
      ok: true,
      value: { state: 'open', identity: { author: 'Anna', office: { name: 'Szeged' } } },
    });
    expect((await view('plain', recordId(1)))?.values).toEqual({ name: 'Példa Napelem Bt.', 'tag/solar': true });
  });

  it('refuses a second window, which may take over, and then writes nothing more', async () => {
    await start('owned', 'Szeged');
    const other = await harness.openPage(context);
    expect(await other.evaluate(() => testPage.open('owned'))).toEqual({ ok: false, error: { type: 'ownedElsewhere' } });
    expect(await other.evaluate(() => testPage.open('owned', true))).toMatchObject({ ok: true, value: { state: 'open' } });
    await expect.poll(() => page.evaluate(() => testPage.events('owned').some((event) => event.kind === 'takenOver'))).toBe(true);
    expect(await write('owned', recordId(1), { name: 'Késő' })).toEqual({ ok: false, error: { type: 'takenOver' } });
    expect(await other.evaluate(() => testPage.api('owned').counts())).toMatchObject({ organisation: 0 });
    await other.close();
  });

  it('keeps drafts until they are dropped', async () => {
    await start('drafts', 'Szeged');
    const draft = { key: `visit/${recordId(5)}`, type: 'visit' as const, id: recordId(5), shown: {}, values: { day: '2010-05-25' }, at: 1 };
    await page.evaluate((each) => testPage.api('drafts').saveDraft(each), draft);
    await reopen('drafts');
    expect(await page.evaluate((key) => testPage.api('drafts').draft(key), draft.key)).toEqual(draft);
    await page.evaluate((key) => testPage.api('drafts').dropDraft(key), draft.key);
    expect(await page.evaluate(() => testPage.api('drafts').drafts())).toEqual([]);
  });

  it('refuses paths and values that a bundle could not carry, and writes nothing of such a commit', async () => {
    await start('refusing', 'Szeged');
    for (const set of [{ '#del': true }, { '': 1 }, { name: '\ud800' }, { name: { constructor: 1 } }] as const) {
      expect(await write('refusing', recordId(1), set)).toMatchObject({ ok: false, error: { type: 'invalidChange' } });
    }
    expect(await view('refusing', recordId(1))).toBeNull();
  });

  it('says that a write which does not answer is not saved, and shows it should it come through late', async () => {
    await start('slow', 'Szeged');
    await page.evaluate(async () => {
      const request = indexedDB.open('slow');
      const db = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const store = db.transaction('journal', 'readwrite').objectStore('journal');
      Object.assign(globalThis, { blocking: true });
      const again = (): void => {
        if (Reflect.get(globalThis, 'blocking') === true) store.count().onsuccess = again;
        else db.close();
      };
      again();
    });
    expect(await write('slow', recordId(1), { name: 'Lassú Kft.' })).toEqual({ ok: false, error: { type: 'notSaved', reason: 'timeout' } });
    expect(await page.evaluate(() => testPage.api('slow').status())).toMatchObject({ unsaved: true });
    expect(await view('slow', recordId(1))).toBeNull();
    await page.evaluate(() => Object.assign(globalThis, { blocking: false }));
    await expect.poll(async () => (await view('slow', recordId(1)))?.values).toEqual({ name: 'Lassú Kft.' });
    await reopen('slow');
    expect((await view('slow', recordId(1)))?.values).toEqual({ name: 'Lassú Kft.' });
  });

  it('remembers who wrote what, also after the journal has been folded into pages', async () => {
    await start('history', 'Szeged');
    await write('history', recordId(1), { name: 'Első' });
    const seen = (await view('history', recordId(1)))?.seen ?? {};
    await write('history', recordId(1), { name: 'Második' }, seen);
    for (let n = 10; n < 80; n += 1) await write('history', recordId(n), { name: `Szervezet ${n}` });
    await page.waitForTimeout(3500); // Two quiet seconds, then the journal is folded.
    await reopen('history');
    const history = await page.evaluate((id) => testPage.api('history').history('organisation', id), recordId(1));
    expect(history.map(({ value, state, by }) => [value, state, by.author, by.office])).toEqual([
      ['Második', 'shown', 'Szeged author', 'Szeged'],
      ['Első', 'past', 'Szeged author', 'Szeged'],
    ]);
    expect(await page.evaluate(() => testPage.api('history').counts())).toMatchObject({ organisation: 71 });
  });

  it('takes a commit back, and takes that back too', async () => {
    await start('undo', 'Szeged');
    await write('undo', recordId(1), { name: 'Név', phone: '+3662000000' });
    const seen = (await view('undo', recordId(1)))?.seen ?? {};
    const edited = await write('undo', recordId(1), { name: 'Új név', phone: null }, seen);
    const undone = await page.evaluate((n) => testPage.api('undo').undoCommit(n), edited.value?.n ?? 0);
    expect((await view('undo', recordId(1)))?.values).toEqual({ name: 'Név', phone: '+3662000000' });
    await page.evaluate((n) => testPage.api('undo').undoCommit(n), undone.ok ? undone.value.n : 0);
    expect((await view('undo', recordId(1)))?.values).toEqual({ name: 'Új név' });
  });
});

describe('two replicas', () => {
  it('keep both values of one field written apart, agree on them, and change nothing when a bundle comes twice', async () => {
    await start('szeged', 'Szeged');
    await write('szeged', recordId(1), { name: 'Közös Kft.' });
    await join('szeged', 'temesvar', 'Timișoara');
    const seen = (await view('temesvar', recordId(1)))?.seen ?? {};
    await write('szeged', recordId(1), { website: 'https://a.example', phone: '+3662111111' }, seen);
    await write('temesvar', recordId(1), { website: 'https://b.example', email: 'b@example.ro' }, seen);
    expect(await handOver('temesvar', 'szeged')).toMatchObject({ ok: true, value: { rivals: 1 } });
    await handOver('szeged', 'temesvar');
    const [here, there] = [await view('szeged', recordId(1)), await view('temesvar', recordId(1))];
    expect(here?.values).toEqual(there?.values);
    expect(here?.rivals).toEqual(['website']);
    expect(here?.versions.website?.map((version) => version.value).sort()).toEqual(['https://a.example', 'https://b.example']);
    expect(here?.values).toMatchObject({ phone: '+3662111111', email: 'b@example.ro' });
    const twice = await page.evaluate(async () => {
      const bundle = await testPage.api('temesvar').exportBundle({ for: 'everything' });
      if (!bundle.ok) return null;
      const request = { fileName: 'twice', confirmed: true };
      return [
        await testPage.api('szeged').importBundle(bundle.value.file, request),
        await testPage.api('szeged').importBundle(bundle.value.file, request),
      ];
    });
    expect(twice).toMatchObject([
      { ok: true, value: { alreadyKnown: false } },
      { ok: true, value: { alreadyKnown: true, changed: 0 } },
    ]);
    expect(await view('szeged', recordId(1))).toEqual(here);
  });

  it('ask a person before a bundle erases anything', async () => {
    await start('asking', 'Szeged');
    await write('asking', recordId(1), { name: 'Törlendő' });
    await join('asking', 'asked', 'Arad');
    await page.evaluate((id) => testPage.api('asked').commit([{ kind: 'erase', type: 'organisation', id }]), recordId(1));
    const answers = await page.evaluate(async () => {
      const bundle = await testPage.api('asked').exportBundle({ for: 'everything' });
      if (!bundle.ok) return [];
      const { file, fileName } = bundle.value;
      const asking = testPage.api('asking');
      return [
        await asking.importBundle(file, { fileName, confirmed: false }),
        await asking.importBundle(file, { fileName, confirmed: true }),
      ];
    });
    expect(answers).toMatchObject([{ ok: false, error: { type: 'bundleNeedsConfirmation', asks: 'erasures' } }, { ok: true }]);
    expect(await view('asking', recordId(1))).toMatchObject({ erased: true, values: {} });
  });

  it('refuse a damaged bundle and stay as they were', async () => {
    await start('careful', 'Szeged');
    await write('careful', recordId(1), { name: 'Ép' });
    await join('careful', 'careless', 'Arad');
    await write('careless', recordId(2), { name: 'Új' });
    const result = await page.evaluate(async () => {
      const bundle = await testPage.api('careless').exportBundle({ for: 'everything' });
      if (!bundle.ok) return null;
      const half = bundle.value.file.slice(0, bundle.value.file.size / 2);
      return testPage.api('careful').importBundle(half, { fileName: 'half', confirmed: true });
    });
    expect(result).toMatchObject({ ok: false });
    expect(await page.evaluate(() => testPage.api('careful').counts())).toMatchObject({ organisation: 1 });
    expect(await page.evaluate(() => testPage.api('careful').exchanges())).toHaveLength(1);
  });
});
