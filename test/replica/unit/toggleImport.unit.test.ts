import { expect, it, vi } from 'vitest';
import { encode } from '../../../src/replica/codec.ts';
import { commitChanges, presentState } from '../../../src/replica/commit.ts';
import type { Session } from '../../../src/replica/session.ts';
import { toggleImport } from '../../../src/replica/undoImport.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

/** A store into which `count` new records have come with the bundle `a`, on a disk that may have no room for more of what it replaced. */
const received = async (count: number, isFull = false) => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const ids = Array.from({ length: count }, (_, n) => recordId(n));
  const changes = ids.map((id) => ({ kind: 'set', type: 'organisation', id, set: { name: 'Minta' }, shown: {} }) as const);
  expect(await commitChanges(session, changes)).toMatchObject({ ok: true });
  const after = presentState(session, 'organisation', recordId(0));
  const note = { added: [{ type: 'organisation', seen: after?.seen ?? {}, ids }], changed: [] };
  const put = async (): Promise<void> => {
    if (isFull) throw new DOMException('Full.', 'QuotaExceededError');
  };
  const none = { reverse: () => none, limit: () => none, keys: async () => [], primaryKeys: async () => [] };
  const replaced = { get: async () => ({ data: encode(note) }), put, orderBy: () => none, bulkDelete: async () => undefined };
  Object.assign(session.db, { replaced });
  session.undoStates.set('a', 'possible');
  return session;
};

it.each([1, 2])(
  'stopped at the %i. word of its progress, taking an import back leaves everything as it was, and can be begun again',
  async (words) => {
    const session = await received(5000);
    const { facts, run } = session;
    const stop = new AbortController();
    const told: number[] = [];
    const emit: Session['emit'] = (event) => {
      if (event.kind === 'progress') told.push(event.done);
      if (told.length === words) stop.abort();
    };
    expect(await toggleImport(Object.assign(session, { emit }), 'a', stop.signal)).toEqual({ ok: false, error: { type: 'cancelled' } });
    expect([session.facts, session.run, session.undoStates.get('a')]).toEqual([facts, run, 'possible']);
    expect(session.shelves.get('organisation')?.listedCount).toBe(5000);
    expect(await toggleImport(session, 'a', new AbortController().signal)).toMatchObject({ ok: true, value: { changed: 5000 } });
  },
);

/** The same on a disk that takes the way to bring it again too, until the machine is `cut` right behind the next commit; `row` is what it holds then. */
const cutBehindCommit = async () => {
  const session = await received(1);
  const note = await session.db.replaced.get('a');
  const disk = { row: { sha256: 'a', at: 1, undone: 0, data: note?.data ?? new Uint8Array() }, cut: false };
  const whileOn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (disk.cut) await new Promise(() => undefined);
    return work();
  };
  const { journal } = session.db;
  const add = journal.add.bind(journal);
  const isBefore = session.facts.seq;
  Object.assign(journal, {
    add: (row: Parameters<typeof add>[0]) =>
      whileOn(async () => {
        await add(row);
        disk.cut ||= !isInOne && row.seq > isBefore;
      }),
  });
  let isInOne = false;
  Object.assign(session.db.dexie, {
    transaction: (_mode: string, _tables: unknown, work: () => Promise<unknown>) =>
      whileOn(async () => {
        isInOne = true;
        const done = await work();
        isInOne = false;
        disk.cut = true;
        return done;
      }),
  });
  Object.assign(session.db.replaced, {
    get: async () => disk.row,
    put: async (row: typeof disk.row) => void Object.assign(disk, { row }),
    orderBy: () => ({ reverse: () => ({ limit: () => ({ keys: async () => [1] }), primaryKeys: async () => ['a'] }) }),
    bulkDelete: async () => undefined,
  });
  return { session, disk };
};

it('what was taken back can be brought again also where a kill came right behind the commit that took it back', async () => {
  const { session, disk } = await cutBehindCommit();
  void toggleImport(session, 'a', new AbortController().signal);
  await vi.waitFor(() => expect(disk.cut).toBe(true));
  expect(disk.row).toMatchObject({ undone: 1 });
  expect(new TextDecoder().decode(disk.row.data)).toContain('"changed":[{"before":');
});

it('takes nothing back where the way to bring it again could not be written', async () => {
  const session = await received(1, true);
  expect(await toggleImport(session, 'a', new AbortController().signal)).toEqual({
    ok: false,
    error: { type: 'notSaved', reason: 'quota' },
  });
  expect(session.undoStates.get('a')).toBe('possible');
  expect(session.shelves.get('organisation')?.listedCount).toBe(1);
});

it('keeps the way to take an import back where nothing of it is left that could be, for those whose own changes are taken back first', async () => {
  const session = await received(1);
  const shown = presentState(session, 'organisation', recordId(0))?.seen ?? {};
  const edit = { kind: 'delete', type: 'organisation', id: recordId(0), shown } as const;
  expect(await commitChanges(session, [edit])).toMatchObject({ ok: true });
  expect(await toggleImport(session, 'a', new AbortController().signal)).toMatchObject({ ok: true, value: { changed: 0 } });
  expect(session.undoStates.get('a')).toBe('possible');
});
