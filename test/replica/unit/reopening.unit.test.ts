import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { commitChanges } from '../../../src/replica/commit.ts';
import { writeLimitMs } from '../../../src/replica/deadline.ts';
import { ownerRow } from '../../../src/replica/fence.ts';
import { watchClosing } from '../../../src/replica/reopening.ts';
import { recordId } from '../records.ts';
import { type FakeDisk, storeOn } from './fakeStore.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store whose database closes when told to, and is opened again by a reading that takes as long as `reading`. */
const closingStore = (reading: Promise<void>) => {
  const disk: FakeDisk = { held: Promise.resolve(), rows: [] };
  const session = Object.assign(storeOn(disk), { owner: 'this one' });
  const { dexie, meta, journal } = session.db;
  const { where } = journal as unknown as { where: (key: string) => object };
  const above = (seq: number) => ({
    delete: async () => void disk.rows.splice(0, disk.rows.length, ...disk.rows.filter((each) => each <= seq)),
  });
  let close = (): void => undefined;
  const on = (_event: string, heard: () => void): void => {
    close = heard;
  };
  Object.assign(dexie, { on, open: async () => undefined });
  Object.assign(meta, { bulkGet: () => reading.then(() => []) });
  Object.assign(journal, {
    orderBy: () => ({ lastKey: async () => disk.rows.at(-1) }),
    where: (key: string) => ({ ...where(key), above }),
  });
  watchClosing(session);
  const save = (n: number) =>
    session.turns(() =>
      commitChanges(session, [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name: 'Minta' }, shown: {} }]),
    );
  return { session, disk, save, close: () => close() };
};

it('keeps what was saved while opening the database again hung and was given up, also once that goes on', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { session, disk, save, close } = closingStore(promise);
  await session.db.meta.put(ownerRow(session.owner));
  expect(await save(1)).toMatchObject({ ok: true });
  close();
  await vi.advanceTimersByTimeAsync(1000 + writeLimitMs);
  expect(await save(2)).toMatchObject({ ok: true });
  resolve();
  await vi.advanceTimersByTimeAsync(5000);
  expect(disk.rows).toEqual([1, 2]);
  expect(session.status.unsaved).toBe(false);
});

it('does not show a late commit that opening the database again has taken out, and goes on behind what is there', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { session, disk, save, close } = closingStore(promise);
  await session.db.meta.put(ownerRow(session.owner));
  expect(await save(1)).toMatchObject({ ok: true });
  const { promise: held, resolve: takesIt } = Promise.withResolvers<void>();
  disk.held = held;
  const late = save(2);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(writeLimitMs);
  expect(await late).toMatchObject({ ok: false });
  close();
  await vi.advanceTimersByTimeAsync(1000); // From here on opening it again has its turn.
  takesIt();
  disk.held = Promise.resolve();
  await vi.waitFor(() => expect(disk.rows).toEqual([1, 2]));
  resolve();
  await vi.waitFor(() => expect(disk.rows).toEqual([1]));
  await session.turns(async () => undefined);
  expect(session.facts.seq).toBe(1);
  expect(await save(3)).toMatchObject({ ok: true });
  expect(disk.rows).toEqual([1, 2]);
});
