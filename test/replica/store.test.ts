import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import type { Result } from '../../src/base/result.ts';
import type { Vector } from '../../src/crdt/types.ts';
import type { CommitError, CommitReceipt, Values } from '../../src/replica/api.ts';
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

const start = async (store: string, office: string): Promise<void> => {
  await page.evaluate(async (name) => void (await testPage.open(name)), store);
  await call(page, store, 'setUp', { author: `${office} author`, office: { name: office, country: 'HU' }, join: null });
};

const write = (store: string, id: RecordId, set: Values, shown: Vector = {}) =>
  call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id, set, shown }]);

const view = (store: string, id: RecordId) => call(page, store, 'get', 'organisation', id);

const receiptOf = (result: Result<CommitReceipt, CommitError>): CommitReceipt => {
  if (!result.ok) throw new Error(`The commit was refused: ${result.error.type}.`);
  return result.value;
};

/** Hands everything that one store holds to another one, a given number of times; answers each import's result. */
const handOver = (from: string, to: string, confirmed = true, times = 1): Promise<unknown> =>
  page.evaluate(
    async ([source, target, isConfirmed, count]): Promise<unknown> => {
      const bundle = await testPage.api(source).exportBundle({ for: 'everything' });
      if (!bundle.ok) return bundle;
      const answers: unknown[] = [];
      for (let each = 0; each < count; each += 1) {
        answers.push(
          await testPage.api(target).importBundle(bundle.value.file, { fileName: bundle.value.fileName, confirmed: isConfirmed }),
        );
      }
      return answers;
    },
    [from, to, confirmed, times] as const,
  );

const join = (from: string, to: string, office: string): Promise<unknown> =>
  page.evaluate(
    async ([source, target, name]): Promise<unknown> => {
      const bundle = await testPage.api(source).exportBundle({ for: 'everything' });
      await testPage.open(target);
      if (!bundle.ok) return bundle;
      return await testPage.api(target).setUp({ author: `${name} author`, office: { name, country: 'RO' }, join: bundle.value.file });
    },
    [from, to, office] as const,
  );

const reopen = (store: string): Promise<unknown> =>
  page.evaluate(async (name): Promise<unknown> => {
    await testPage.api(name).close();
    testPage.stop(name);
    return await testPage.open(name);
  }, store);

describe('a store', () => {
  it('is fresh at first and as it was left afterwards', async () => {
    expect(await page.evaluate(async (): Promise<unknown> => await testPage.open('plain'))).toMatchObject({
      ok: true,
      value: { state: 'fresh', identity: null },
    });
    await call(page, 'plain', 'setUp', { author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: null });
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
    expect(await other.evaluate(async (): Promise<unknown> => await testPage.open('owned'))).toEqual({
      ok: false,
      error: { type: 'ownedElsewhere' },
    });
    expect(await other.evaluate(async (): Promise<unknown> => await testPage.open('owned', true))).toMatchObject({
      ok: true,
      value: { state: 'open' },
    });
    await expect.poll(() => page.evaluate(() => testPage.events('owned').some((event) => event.kind === 'takenOver'))).toBe(true);
    expect(await write('owned', recordId(1), { name: 'Késő' })).toEqual({ ok: false, error: { type: 'takenOver' } });
    expect(await call(other, 'owned', 'counts')).toMatchObject({ organisation: 0 });
    await other.close();
  });

  it('keeps drafts until they are dropped', async () => {
    await start('drafts', 'Szeged');
    const draft = { key: `visit/${recordId(5)}`, type: 'visit' as const, id: recordId(5), shown: {}, values: { day: '2010-05-25' }, at: 1 };
    await call(page, 'drafts', 'saveDraft', draft);
    await reopen('drafts');
    expect(await call(page, 'drafts', 'draft', draft.key)).toEqual(draft);
    await call(page, 'drafts', 'dropDraft', draft.key);
    expect(await call(page, 'drafts', 'drafts')).toEqual([]);
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
    expect(await call(page, 'slow', 'status')).toMatchObject({ unsaved: true });
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
    const history = await call(page, 'history', 'history', 'organisation', recordId(1));
    expect(history.map(({ value, state, by }) => [value, state, by.author, by.office])).toEqual([
      ['Második', 'shown', 'Szeged author', 'Szeged'],
      ['Első', 'past', 'Szeged author', 'Szeged'],
    ]);
    expect(await call(page, 'history', 'counts')).toMatchObject({ organisation: 71 });
  });

  it('takes a commit back, and takes that back too', async () => {
    await start('undo', 'Szeged');
    await write('undo', recordId(1), { name: 'Név', phone: '+3662000000' });
    const seen = (await view('undo', recordId(1)))?.seen ?? {};
    const edited = await write('undo', recordId(1), { name: 'Új név', phone: null }, seen);
    const undone = await call(page, 'undo', 'undoCommit', receiptOf(edited));
    expect((await view('undo', recordId(1)))?.values).toEqual({ name: 'Név', phone: '+3662000000' });
    await call(page, 'undo', 'undoCommit', receiptOf(undone));
    expect((await view('undo', recordId(1)))?.values).toEqual({ name: 'Új név' });
  });
});

describe('two replicas', () => {
  it('keep both values of one field written apart, agree on them, and change nothing when a bundle comes twice, or is cancelled while it waits in the line, as the end of a round does not', async () => {
    await start('szeged', 'Szeged');
    await write('szeged', recordId(1), { name: 'Közös Kft.' });
    await join('szeged', 'temesvar', 'Timișoara');
    const seen = (await view('temesvar', recordId(1)))?.seen ?? {};
    await write('szeged', recordId(1), { website: 'https://a.example', phone: '+3662111111' }, seen);
    await write('temesvar', recordId(1), { website: 'https://b.example', email: 'b@example.ro' }, seen);
    expect(await handOver('temesvar', 'szeged')).toMatchObject([{ ok: true, value: { rivals: 1 } }]);
    await handOver('szeged', 'temesvar');
    const [here, there] = [await view('szeged', recordId(1)), await view('temesvar', recordId(1))];
    expect(here?.values).toEqual(there?.values);
    expect(here?.rivals).toEqual(['website']);
    expect(here?.versions.website?.map((version) => version.value).sort()).toEqual(['https://a.example', 'https://b.example']);
    expect(here?.values).toMatchObject({ phone: '+3662111111', email: 'b@example.ro' });
    const twice = await handOver('temesvar', 'szeged', true, 2);
    expect(twice).toMatchObject([
      { ok: true, value: { alreadyKnown: false } },
      { ok: true, value: { alreadyKnown: true, changed: 0 } },
    ]);
    expect(await view('szeged', recordId(1))).toEqual(here);
    const cancelled = await page.evaluate(
      async (change): Promise<unknown> => {
        const [from, to] = [testPage.api('temesvar'), testPage.api('szeged')];
        await from.commit([{ ...change, set: { name: 'Nem kért Kft.' } }]);
        const bundle = await from.exportBundle({ for: 'everything' });
        if (!bundle.ok) return bundle;
        const before = to.commit([{ ...change, set: { name: 'Előtte Kft.' } }]);
        const previewed = to.previewBundle(bundle.value.file);
        await to.cancel('rounds');
        const seen = await previewed;
        const last = to.commit([{ ...change, set: { phone: '+3662222222' } }]);
        const imported = to.importBundle(bundle.value.file, { fileName: bundle.value.fileName, confirmed: true });
        await to.cancel('bundles');
        return [await before, seen, await last, await imported];
      },
      { kind: 'set', type: 'organisation', id: recordId(1), shown: here?.seen ?? {} } as const,
    );
    expect(cancelled).toMatchObject([{ ok: true }, { ok: true }, { ok: true }, { ok: false, error: { type: 'cancelled' } }]);
    expect((await view('szeged', recordId(1)))?.values.name).toBe('Előtte Kft.');
  });

  it('list what waits for a decision by kind, type and office, also what is beyond the page that is shown', async () => {
    const seen = async (store: string, n: number): Promise<Vector> => (await view(store, recordId(n)))?.seen ?? {};
    const everything = { type: null, office: null, kind: null, limit: 1 };
    await start('inbox-a', 'Szeged');
    for (const n of [1, 2, 3, 4]) await write('inbox-a', recordId(n), { name: 'Egy Kft.', phone: '1' });
    await join('inbox-a', 'inbox-b', 'Arad');
    await write('inbox-a', recordId(1), { phone: '2', email: 'a@example.hu' }, await seen('inbox-a', 1));
    await write('inbox-b', recordId(1), { phone: '3', email: 'b@example.ro' }, await seen('inbox-b', 1));
    await call(page, 'inbox-a', 'commit', [
      { kind: 'delete', type: 'organisation', id: recordId(2), shown: await seen('inbox-a', 2) },
      { kind: 'set', type: 'organisation', id: recordId(3), set: { sameAs: recordId(4) }, shown: await seen('inbox-a', 3) },
    ]);
    await write('inbox-b', recordId(2), { phone: '4' }, await seen('inbox-b', 2));
    await write('inbox-b', recordId(3), { phone: '5' }, await seen('inbox-b', 3));
    const report = await handOver('inbox-b', 'inbox-a');
    expect(report, 'a record that was deleted and edited waits for somebody as well').toMatchObject([{ ok: true, value: { rivals: 2 } }]);
    const page1 = await call(page, 'inbox-a', 'inbox', everything);
    expect(page1).toMatchObject({ all: 4, passing: 4, offices: ['Arad', 'Szeged'], types: { organisation: 4 } });
    expect(page1.kinds).toEqual({ values: 2, editAgainstDelete: 1, joined: 1 });
    expect(page1.entries).toHaveLength(1);
    const contested = await call(page, 'inbox-a', 'inbox', { ...everything, kind: 'editAgainstDelete' });
    expect(contested.entries).toMatchObject([{ versions: [{ by: { office: 'Szeged' } }], editedBy: { office: 'Arad' } }]);
    expect(await call(page, 'inbox-a', 'rivals', 9), 'Home counts what the inbox does').toMatchObject({ total: 4 });
    const joined = await call(page, 'inbox-a', 'inbox', { ...everything, kind: 'joined', office: 'Arad' });
    expect(joined).toMatchObject({ all: 4, passing: 1, passingKinds: { joined: 1 } });
    const [entry] = joined.entries;
    expect(entry).toMatchObject({ id: recordId(4), path: 'phone', duplicate: { id: recordId(3) } });
    expect(entry?.versions.map(({ value, by }) => [value, by.office])).toEqual([
      ['1', 'Szeged'],
      ['5', 'Arad'],
    ]);
    expect((await view('inbox-a', recordId(4)))?.joinedEdits).toHaveLength(1);
    const settled = {
      kind: 'settleJoined',
      type: 'organisation',
      id: recordId(3),
      path: 'phone',
      shown: entry?.duplicate?.seen ?? {},
    } as const;
    await call(page, 'inbox-a', 'commit', [settled]);
    expect(await call(page, 'inbox-a', 'inbox', everything)).toMatchObject({ all: 3 });
    await handOver('inbox-a', 'inbox-b');
    expect(await call(page, 'inbox-b', 'inbox', everything)).toMatchObject({ kinds: { values: 2, editAgainstDelete: 1 } });
  });

  it('T8 ask a person before a bundle erases anything', async () => {
    await start('asking', 'Szeged');
    await write('asking', recordId(1), { name: 'Törlendő' });
    await join('asking', 'asked', 'Arad');
    await call(page, 'asked', 'commit', [{ kind: 'erase', type: 'organisation', id: recordId(1) }]);
    expect(await handOver('asked', 'asking', false)).toEqual([{ ok: false, error: { type: 'bundleNeedsConfirmation', asks: 'erasures' } }]);
    expect(await handOver('asked', 'asking')).toMatchObject([{ ok: true, value: { erased: 1 } }]);
    expect(await view('asking', recordId(1))).toMatchObject({ erased: true, values: {} });
  });

  it('erase with a record what is joined with it; one that another office joined to it meanwhile is shown by itself, and waits for somebody', async () => {
    await start('apart', 'Szeged');
    for (const n of [1, 2, 3]) await write('apart', recordId(n), { name: `Kettős ${n}` });
    await write('apart', recordId(2), { sameAs: recordId(1) }, (await view('apart', recordId(2)))?.seen);
    await join('apart', 'unaware', 'Arad');
    await write('unaware', recordId(3), { sameAs: recordId(1) }, (await view('unaware', recordId(3)))?.seen);
    await write('unaware', recordId(2), { phone: '+40256100111' }, (await view('unaware', recordId(2)))?.seen);
    const erasing = await call(page, 'apart', 'commit', [{ kind: 'erase', type: 'organisation', id: recordId(2) }]);
    expect(erasing).toMatchObject({ ok: true, value: { changed: 2 } });
    expect(await handOver('apart', 'unaware')).toMatchObject([{ ok: true, value: { erased: 2 } }]);
    await handOver('unaware', 'apart');
    for (const store of ['apart', 'unaware']) {
      for (const n of [1, 2]) expect(await view(store, recordId(n))).toMatchObject({ erased: true, values: {} });
      expect(await view(store, recordId(3))).toMatchObject({ joinedTo: null, waits: 'late', values: { name: 'Kettős 3' } });
      const asked = { type: 'organisation', locale: 'hu', offset: 0, limit: 9 } as const;
      expect((await call(page, store, 'list', asked)).rows.map(({ id }) => id)).toEqual([recordId(3)]);
    }
  });

  it('refuse a damaged bundle and stay as they were', async () => {
    await start('careful', 'Szeged');
    await write('careful', recordId(1), { name: 'Ép' });
    await join('careful', 'careless', 'Arad');
    await write('careless', recordId(2), { name: 'Új' });
    const result = await page.evaluate(async (): Promise<unknown> => {
      const bundle = await testPage.api('careless').exportBundle({ for: 'everything' });
      if (!bundle.ok) return null;
      const half = bundle.value.file.slice(0, bundle.value.file.size / 2);
      return await testPage.api('careful').importBundle(half, { fileName: 'half', confirmed: true });
    });
    expect(result).toMatchObject({ ok: false });
    expect(await call(page, 'careful', 'counts')).toMatchObject({ organisation: 1 });
    expect(await call(page, 'careful', 'exchanges')).toHaveLength(1);
  });

  it('remember what is missing when the second bundle comes before the first, and close the gap by themselves', async () => {
    await start('sender', 'Szeged');
    await write('sender', recordId(1), { name: 'Egy' });
    await join('sender', 'receiver', 'Arad');
    await handOver('receiver', 'sender');
    const office = (await call(page, 'receiver', 'identity'))?.office.id;
    const answers = await page.evaluate(async (to): Promise<unknown> => {
      const request = { for: 'office', office: to as RecordId } as const;
      const change = (n: number) => {
        const id = `01999999-0000-7000-8000-${String(n).padStart(12, '0')}` as RecordId;
        return testPage.api('sender').commit([{ kind: 'set', type: 'organisation', id, set: { name: `Név ${n}` }, shown: {} }]);
      };
      await change(2);
      const first = await testPage.api('sender').exportBundle(request);
      await change(3);
      const second = await testPage.api('sender').exportBundle(request);
      if (!first.ok || !second.ok) return null;
      const bring = async (file: Blob) => await testPage.api('receiver').importBundle(file, { fileName: 'x', confirmed: true });
      return [first.value.records, second.value.records, await bring(second.value.file), await bring(first.value.file)];
    }, office ?? '');
    expect(answers).toMatchObject([1, 2, { ok: true, value: { gaps: [] } }, { ok: true, value: { changed: 0, gaps: [] } }]);
    expect(await call(page, 'receiver', 'counts')).toMatchObject({ organisation: 3 });
  });
});
