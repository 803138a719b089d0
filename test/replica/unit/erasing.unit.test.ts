import { describe, expect, it } from 'vitest';
import type { RecordChange } from '../../../src/replica/api.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import { withJoined } from '../../../src/replica/erasing.ts';
import { sentinelAt } from '../../../src/replica/handingOver.ts';
import { listInbox, listRivals } from '../../../src/replica/inbox.ts';
import { eraseAgain } from '../../../src/replica/recovery.ts';
import { type Session, shelfOf } from '../../../src/replica/session.ts';
import { isListed } from '../../../src/replica/shelf.ts';
import { undoCommit } from '../../../src/replica/undoing.ts';
import { viewOf } from '../../../src/replica/views.ts';
import { isWaiting } from '../../../src/replica/waitingSlots.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const type = 'person' as const;
const commit = async (session: Session, changes: readonly RecordChange[]) => {
  const written = await commitChanges(session, withJoined(session.shelves, changes));
  if (!written.ok) throw new Error(written.error.type);
  return written.value;
};
const shownOf = (session: Session, n: number) => viewOf(session, type, recordId(n))?.seen ?? {};
const set = (session: Session, n: number, sameAs: number | null): Promise<unknown> =>
  commit(session, [
    {
      kind: 'set',
      type,
      id: recordId(n),
      set: { name: { family: `Minta ${n}` }, ...(sameAs !== null && { sameAs: recordId(sameAs) }) },
      shown: shownOf(session, n),
    },
  ]);
const remove = (session: Session, n: number): Promise<unknown> =>
  commit(session, [{ kind: 'delete', type, id: recordId(n), shown: shownOf(session, n) }]);
const erase = (session: Session, ...numbers: readonly number[]) =>
  commit(
    session,
    numbers.map((n) => ({ kind: 'erase', type, id: recordId(n) })),
  );

/** Five people, joined as `joins` says, each number to the one beside it. */
const storeWith = async (...joins: readonly (readonly [number, number])[]): Promise<Session> => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  for (const n of [1, 2, 3, 4, 5]) await set(session, n, null);
  for (const [n, target] of joins) await set(session, n, target);
  return session;
};
const erasedOf = (session: Session): readonly number[] =>
  [1, 2, 3, 4, 5].filter((n) => viewOf(session, type, recordId(n))?.erased === true);

describe('erasing a record erases what is joined with it', () => {
  it.each([1, 2, 3])('along a chain, whichever of it is named: %i', async (named) => {
    const session = await storeWith([3, 2], [2, 1]);
    const before = session.run.n;
    expect(await erase(session, named)).toMatchObject({ n: before + 1, changed: 3 });
    expect(erasedOf(session)).toEqual([1, 2, 3]);
  });

  it('round a cycle, and a record that was joined to itself', async () => {
    const session = await storeWith([1, 2], [2, 1], [3, 3]);
    expect(await erase(session, 2, 3)).toMatchObject({ changed: 3 });
    expect(erasedOf(session)).toEqual([1, 2, 3]);
  });

  it('beside it: two that were joined to the same one', async () => {
    const session = await storeWith([2, 1], [3, 1]);
    await erase(session, 2);
    expect(erasedOf(session)).toEqual([1, 2, 3]);
  });

  it('also what was deleted, and over it', async () => {
    const session = await storeWith([3, 2], [2, 1]);
    await remove(session, 2);
    await erase(session, 1);
    expect(erasedOf(session)).toEqual([1, 2, 3]);
  });

  it('not what was separated again, nor what a record leads to that is erased or not here', async () => {
    const session = await storeWith([2, 1], [4, 9], [5, 9]);
    await commit(session, [{ kind: 'set', type, id: recordId(2), set: { sameAs: null }, shown: shownOf(session, 2) }]);
    await erase(session, 1, 4);
    expect(erasedOf(session)).toEqual([1, 4]);
    await set(session, 2, 1);
    await set(session, 3, 1);
    expect(await erase(session, 2)).toMatchObject({ changed: 1 });
    expect(erasedOf(session)).toEqual([1, 2, 4]);
  });

  it('and writes an erased one not anew', async () => {
    const session = await storeWith([3, 2]);
    await erase(session, 2);
    await set(session, 1, 2);
    expect(await erase(session, 1)).toMatchObject({ changed: 1 });
    expect(erasedOf(session)).toEqual([1, 2, 3]);
  });
});

it('what is erased stays so when the erasure or a change from before it is taken back', async () => {
  const session = await storeWith();
  const name = { kind: 'set', type, id: recordId(1), set: { name: { family: 'Más' } }, shown: shownOf(session, 1) } as const;
  const done = [await commit(session, [name]), await erase(session, 1)];
  for (const each of done.toReversed()) expect(await undoCommit(session, each)).toMatchObject({ ok: true, value: { changed: 0 } });
  expect(erasedOf(session)).toEqual([1]);
});

it('a store that erases once more what it had erased leaves a duplicate that somebody kept', async () => {
  const session = await storeWith([2, 1]);
  const told = sentinelAt(session, 0);
  if (!told) throw new Error('Nobody was set up.');
  await eraseAgain(session, { ...told, erased: [recordId(1)] });
  expect(erasedOf(session)).toEqual([1]);
});

it('a record that turns up later and was joined to an erased one is shown by itself, and the inbox asks until somebody decides', async () => {
  const session = await storeWith();
  await erase(session, 1);
  for (const n of [2, 3, 4]) await set(session, n, 1);
  await set(session, 5, 2);
  expect(viewOf(session, type, recordId(2))).toMatchObject({ joinedTo: null, joined: [recordId(5)], waits: 'late' });
  const shelf = shelfOf(session, type);
  expect(isListed(shelf, shelf.slotOf.get(recordId(2)) ?? -1)).toBe(true);
  const asked = () => listInbox(session, { type: null, office: null, kind: 'late', limit: 9 });
  expect(asked().entries.map(({ id, versions }) => [id, versions.length])).toEqual([2, 3, 4].map((n) => [recordId(n), 1]));
  expect(listRivals(session, 9).total).toBe(3);
  await commit(session, [{ kind: 'set', type, id: recordId(3), set: { sameAs: null }, shown: shownOf(session, 3) }]);
  await remove(session, 4);
  await erase(session, 2);
  expect(asked().all, 'one was kept, one deleted, one erased with what was joined to it').toBe(0);
  expect(erasedOf(session)).toEqual([1, 2, 5]);
});

describe('a record that names somebody who has been erased', () => {
  const named = (n: number, kind: 'registration' | 'visit', person: number, shown = {}): RecordChange => ({
    kind: 'set',
    type: kind,
    id: recordId(n),
    set: kind === 'visit' ? { [`participant/${recordId(90)}`]: { name: 'Minta', person: recordId(person) } } : { person: recordId(person) },
    shown,
  });
  const asked = (session: Session) =>
    listInbox(session, { type: null, office: null, kind: 'erasedPerson', limit: 9 }).entries.map(({ type, id, path }) => [type, id, path]);

  it('is asked about, whichever of the two came first, until it names them no more, is deleted or erased', async () => {
    const session = await storeWith();
    await commit(session, [named(11, 'registration', 1), named(12, 'visit', 1), named(13, 'registration', 2)]);
    expect(asked(session)).toEqual([]);
    await erase(session, 1);
    const path = `participant/${recordId(90)}`;
    const first = [
      ['registration', recordId(11), 'person'],
      ['visit', recordId(12), path],
    ];
    expect(asked(session)).toEqual(first);
    expect(viewOf(session, 'visit', recordId(12))).toMatchObject({ waits: 'erasedPerson', erasedPeople: [{ path }] });
    await commit(session, [named(14, 'registration', 1)]);
    expect(asked(session)).toEqual([first[0], ['registration', recordId(14), 'person'], first[1]]);
    expect(listRivals(session, 9).total).toBe(3);
    const seenOf = (kind: 'registration' | 'visit', n: number) => viewOf(session, kind, recordId(n))?.seen ?? {};
    await commit(session, [
      { kind: 'set', type: 'registration', id: recordId(11), set: { person: null }, shown: seenOf('registration', 11) },
      { kind: 'set', type: 'visit', id: recordId(12), set: { [path]: { name: 'Minta' } }, shown: seenOf('visit', 12) },
      { kind: 'erase', type: 'registration', id: recordId(14) },
    ]);
    expect(asked(session)).toEqual([]);
    expect(viewOf(session, 'visit', recordId(12))).toMatchObject({ waits: null, erasedPeople: [] });
    await erase(session, 2);
    expect(asked(session)).toEqual([['registration', recordId(13), 'person']]);
    await commit(session, [{ kind: 'delete', type: 'registration', id: recordId(13), shown: seenOf('registration', 13) }]);
    expect(asked(session)).toEqual([]);
  });

  it('counts for lists of its type, which are told of the erasure', async () => {
    const session = await storeWith();
    const told: unknown[] = [];
    Object.assign(session, { emit: (event: unknown) => told.push(event) });
    await commit(session, [named(11, 'registration', 1)]);
    await erase(session, 1);
    expect(told).toContainEqual({ kind: 'changed', types: ['person', 'registration', 'visit'], ids: null });
    const shelf = shelfOf(session, 'registration');
    expect(isWaiting(shelf, shelf.slotOf.get(recordId(11)) ?? -1)).toBe(true);
  });
});
