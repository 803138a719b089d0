import { expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { err, ok } from '../../../../src/base/result.ts';
import { registerVisitor } from '../../../../src/renderer/features/desk/registerVisitor.ts';
import type { RecordChange, ReplicaApi, Row } from '../../../../src/replica/api.ts';

const id = createRecordId(
  () => 1,
  (length) => new Uint8Array(length),
);
const arrival: RecordChange = { kind: 'delete', type: 'scan', id, shown: {} };

/** A store that keeps what it is given, and says so or not. */
const store = (tells: boolean) => {
  const commits: (readonly RecordChange[])[] = [];
  const row: Row = { type: 'registration', id, values: {}, rivals: [], waits: null, seen: {} };
  const replica = {
    rows: async () => (commits.length > 0 ? [row] : []),
    commit: async (changes: readonly RecordChange[]) => {
      commits.push(changes);
      return tells ? ok({ run: 'r', n: 1, at: 1, changed: 2 }) : err({ type: 'notSaved', reason: 'timeout' });
    },
  } as unknown as ReplicaApi; // Nothing else is asked of it.
  return { replica, commits, row };
};

it('a walk-in is saved with its arrival once, however often it is asked for', async () => {
  const { replica, commits, row } = store(true);
  expect(await registerVisitor(replica, id, { at: 1 }, arrival)).toEqual(ok(row));
  expect(await registerVisitor(replica, id, { at: 2 }, arrival)).toEqual(ok(row));
  expect(commits).toEqual([[{ kind: 'set', type: 'registration', id, set: { at: 1 }, shown: {} }, arrival]]);
});

it('a walk-in that was called unsaved and is there after all is not saved once more', async () => {
  const { replica, commits, row } = store(false);
  expect(await registerVisitor(replica, id, { at: 1 }, arrival)).toEqual(err({ type: 'notSaved', reason: 'timeout' }));
  expect(await registerVisitor(replica, id, { at: 2 }, arrival)).toEqual(ok(row));
  expect(commits).toHaveLength(1);
});

it('a name is saved in the letters of the visitor’s country', async () => {
  const { replica, commits } = store(true);
  await registerVisitor(replica, id, { country: 'RO', name: { family: 'Moţ', given: 'Ioana' } }, arrival);
  expect(commits[0]?.[0]).toMatchObject({ set: { name: { family: 'Moț', given: 'Ioana' } } });
});
