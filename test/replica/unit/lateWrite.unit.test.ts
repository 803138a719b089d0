import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import { writeLimitMs } from '../../../src/replica/deadline.ts';
import { noteExport } from '../../../src/replica/exporting.ts';
import { beginFreshLog } from '../../../src/replica/freshLog.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const named = (id: RecordId, name: string) => [{ kind: 'set', type: 'organisation', id, set: { name }, shown: {} }] as const;

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
  await session.turns(() => noteExport(session, sent, 'place:a'));
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
