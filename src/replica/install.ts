import { isErased } from '../crdt/pack.ts';
import { everyVersionAt, unlikePaths, versionAt } from '../crdt/packedVersions.ts';
import type { PackedRecord } from '../crdt/types.ts';
import type { PastVersion } from './codec.ts';
import type { Facts } from './facts.ts';
import { refreshOrders } from './ordering.ts';
import { announce, type Session, setStatus, shelfOf } from './session.ts';
import { placeRecords, recordOf, type Shelf } from './shelf.ts';

/** Versions that were held before and are not any more; they become the record's past. */
const superseded = (before: PackedRecord, after: PackedRecord): readonly PastVersion[] => {
  const gone: PastVersion[] = [];
  if (isErased(before) || isErased(after)) return gone;
  everyVersionAt(before, unlikePaths(before, after), (path, v, s) => {
    if (versionAt(after, path, s) === undefined) gone.push({ v, s, path });
    return true;
  });
  return gone;
};

/**
 * Adds what `after` replaces to the record's past; an erased record has none, and may stand in files that wait although it never stood here
 * (`before` undefined).
 */
export const notePast = (session: Session, before: PackedRecord | undefined, after: PackedRecord): void => {
  if (isErased(after)) {
    session.past.delete(after.id);
    session.toForget.add(after.id);
    return;
  }
  const gone = before === undefined ? [] : superseded(before, after);
  if (gone.length > 0) session.past.set(after.id, [...(session.past.get(after.id) ?? []), ...gone]);
};

export const byShelf = (session: Session, records: readonly PackedRecord[]): ReadonlyMap<Shelf, readonly PackedRecord[]> => {
  const groups = new Map<Shelf, PackedRecord[]>();
  for (const record of records) {
    const shelf = shelfOf(session, record.type);
    const group = groups.get(shelf);
    if (group) group.push(record);
    else groups.set(shelf, [record]);
  }
  return groups;
};

const markUnfolded = (session: Session, shelf: Shelf, slots: readonly number[]): void => {
  const known = session.unfolded.get(shelf);
  if (known) for (const slot of slots) known.add(slot);
  else session.unfolded.set(shelf, new Set(slots));
};

/** `touched` are `underWay` itself where nothing is joined to anything. */
const noteUnindexed = (shelf: Shelf, touched: readonly number[], underWay: readonly number[]): void => {
  if (underWay.length === touched.length && shelf.joined.size === 0) return;
  const read = new Set(underWay);
  for (const slot of touched) if (!read.has(slot)) shelf.unindexed.add(slot);
};

/** When the words of new states are read: by the next search, or by the caller, who has begun. */
export type Words = 'whenSearched' | 'underWay';

/**
 * Puts new states of records in place after they have become durable: memory, past, columns, orders. Their words are read when somebody
 * next searches, unless the caller is reading them already (`underWay`).
 */
export const installRecords = (session: Session, records: readonly PackedRecord[], words: Words = 'whenSearched'): void => {
  for (const [shelf, group] of byShelf(session, records)) {
    for (const record of group) notePast(session, recordOf(shelf, record.id), record);
    const { slots, touched } = placeRecords(shelf, group, session.facts.runs);
    markUnfolded(session, shelf, slots);
    refreshOrders(shelf, touched);
    noteUnindexed(shelf, touched, words === 'underWay' ? slots : []);
  }
};

/** What could be taken back of records that are erased now can be so no longer. */
const forgetUndoable = (session: Session, records: readonly PackedRecord[]): void => {
  const erased = new Set(records.filter(isErased).map(({ id }) => id));
  if (erased.size === 0) return;
  for (const [name, pairs] of session.undoable)
    session.undoable.set(
      name,
      pairs.filter(({ after }) => !erased.has(after.id)),
    );
};

/** The end of every commit and import: facts, records and status as the journal now has them, and word to the window. */
export const installEntry = (session: Session, facts: Facts, records: readonly PackedRecord[], words?: Words): void => {
  session.facts = facts;
  installRecords(session, records, words);
  forgetUndoable(session, records);
  setStatus(session, {});
  announce(session, records);
};
