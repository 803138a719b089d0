import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import { decode } from '../../../src/replica/codec.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import { writeLimitMs } from '../../../src/replica/deadline.ts';
import { noteExport } from '../../../src/replica/exporting.ts';
import { type Entry, identityFromJson } from '../../../src/replica/facts.ts';
import { claimStore, ownerRow } from '../../../src/replica/fence.ts';
import { beginFreshLog } from '../../../src/replica/freshLog.ts';
import { appendEntry } from '../../../src/replica/journal.ts';
import { pause } from '../../../src/replica/pause.ts';
import type { Session } from '../../../src/replica/session.ts';
import { changeIdentity, setUpStore } from '../../../src/replica/setUp.ts';
import { valueAt } from '../../../src/replica/values.ts';
import { foreignBundle } from '../bundles.ts';
import { recordId } from '../records.ts';
import { type FakeDisk, storeOn } from './fakeStore.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const named = (id: RecordId, name: string) => [{ kind: 'set', type: 'organisation', id, set: { name }, shown: {} }] as const;

/** Runs a write on a disk that answers only after the write has been called unsaved. */
const writeLate = async (session: Session, disk: { held: Promise<void> }, write: () => Promise<unknown>): Promise<unknown> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  disk.held = promise;
  const slow = session.turns(write);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(writeLimitMs);
  const answer = await slow;
  disk.held = Promise.resolve();
  resolve();
  return answer;
};

const unsaved = { ok: false, error: { type: 'notSaved', reason: 'timeout' } };

it('goes on as who it was after a change of identity that was called unsaved and is written all the same', async () => {
  const disk: FakeDisk = { held: Promise.resolve(), rows: [] };
  const session = storeOn(disk);
  const office = recordId(900);
  const founding = [{ kind: 'set', type: 'office', id: office, set: { name: 'Szeged', country: 'HU' }, shown: {} }] as const;
  expect(await commitChanges(session, founding)).toMatchObject({ ok: true });
  const written = async (): Promise<unknown> => {
    const row = await session.db.meta.get('identity');
    return row && identityFromJson(decode(row.data)).author;
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  disk.notesHeld = promise;
  const slow = session.turns(() => changeIdentity(session, { author: 'Próba Béla', office }));
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(writeLimitMs);
  expect(await slow).toEqual(unsaved);
  resolve();
  await vi.waitFor(async () => expect(await written()).toBe('Minta Anna'));
  expect(session.identity?.author).toBe('Minta Anna');
  expect(session.status.unsaved).toBe(false);
});

it('tells the safety copy of a commit that became durable late', async () => {
  const disk = { held: Promise.resolve(), rows: [] as number[] };
  const session = storeOn(disk);
  let told = 0;
  session.whenSettled.add(() => {
    told = session.facts.seq;
  });
  expect(await writeLate(session, disk, () => commitChanges(session, named(recordId(1), 'Szervezet')))).toEqual(unsaved);
  await vi.waitFor(() => expect(told).toBe(1));
});

it('gives a disk more time for a large bundle than for what somebody waits for', async () => {
  const disk: FakeDisk = { held: Promise.resolve(), rows: [] };
  const session = storeOn(disk);
  const { promise, resolve } = Promise.withResolvers<void>();
  disk.held = promise;
  const entry = { kind: 'commit', seq: 1, chain: '', at: 0 } as Entry;
  const writing = appendEntry(session, entry, new Uint8Array(20_000_000), () => undefined);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(writeLimitMs + 3000);
  resolve();
  expect(await writing).toBeNull();
});

it.each(['alone', 'with a bundle'])(
  'begins from nothing after a first start %s that was called unsaved and is written all the same',
  async (how) => {
    const disk = { held: Promise.resolve(), rows: [] as number[] };
    const session = storeOn(disk);
    session.identity = null;
    const bundle = await foreignBundle(recordId(901), 'f', 1, [{ type: 'organisation', n: 1, f: { name: 'Példa Kft.' } }]);
    const join = how === 'alone' ? null : new Blob([Uint8Array.from(bundle)]);
    const entries = join === null ? [1] : [1, 2];
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({}) } });
    const setUp = (name: string) =>
      setUpStore(session, { author: 'Anna', office: { name, country: 'HU' }, join }, new AbortController().signal);
    const held = () => [...session.shelves.values()].flatMap((shelf) => shelf.records.map((record) => valueAt(record, 'name')));
    expect(await writeLate(session, disk, () => setUp('Szeged'))).toEqual(unsaved);
    await vi.waitFor(() => expect(disk.rows).toEqual(entries));
    await pause();
    await pause();
    expect(held()).toEqual([]);
    expect(await session.turns(() => setUp('Makó'))).toMatchObject({ ok: true, value: { office: { name: 'Makó' } } });
    expect(disk.rows).toEqual(entries);
    expect(held().sort()).toEqual(join === null ? ['Makó'] : ['Makó', 'Példa Kft.']);
  },
);

it('shows a commit that became durable only after it had been called unsaved, whatever was noted meanwhile, and goes on', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const disk = { held: promise, rows: [] as number[] };
  const session = storeOn(disk);
  const commit = (n: number) => session.turns(() => commitChanges(session, named(recordId(n), `Szervezet ${n}`)));
  const slow = commit(1);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(writeLimitMs);
  expect(await slow).toEqual({ ok: false, error: { type: 'notSaved', reason: 'timeout' } });

  const sent = { at: 1, direction: 'out', office: '', fileName: 'a', records: 0, changed: 0, rivals: 0, sha256: 'a' } as const;
  await session.turns(() => noteExport(session, sent, { 'place:a': 'a' }, 0));
  disk.held = Promise.resolve();
  resolve();
  await vi.waitFor(() => expect(session.shelves.get('organisation')?.slotOf.has(recordId(1))).toBe(true));
  expect(session.facts).toMatchObject({ seq: 1, sent: { 'place:a': 'a' } });
  expect(await commit(2)).toMatchObject({ ok: true });
  expect(disk.rows).toEqual([1, 2]);
});

it('tells within moments that nothing can be saved on a disk that was full at the start already', async () => {
  const session = storeOn({ held: new Promise(() => undefined), rows: [] });
  void session.turns(() => beginFreshLog(session));
  const saving = session.turns(() => commitChanges(session, named(recordId(1), 'Szervezet'))).then((done) => done.ok || done.error);
  let told: unknown = null;
  void saving.then((answer) => {
    told = answer;
  });
  const isWaited = (): Promise<void> => vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 10_000 });
  await isWaited();
  await vi.advanceTimersByTimeAsync(2000); // The log is begun behind whatever is written next.
  await isWaited(); // What is hashed meanwhile takes a moment of the real clock.
  await vi.advanceTimersByTimeAsync(writeLimitMs);
  await vi.waitFor(() => expect(told).toEqual({ type: 'notSaved', reason: 'timeout' }));
});

it('goes on under the name that stands in the store where a full disk refuses another one late, and is not told that another window has it', async () => {
  const { promise: refused, reject: refuse } = Promise.withResolvers<void>();
  const meta = { put: () => refused, get: () => refused.then(undefined, () => ownerRow('before')) }; // Reading stands behind the write.
  const claiming = claimStore({ meta } as unknown as Session['db'], 'now'); // Nothing else is asked of it.
  await vi.advanceTimersByTimeAsync(writeLimitMs);
  refuse(new DOMException('Full.', 'QuotaExceededError'));
  expect(await claiming).toBe('before');
});
