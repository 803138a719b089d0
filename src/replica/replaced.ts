import { deletedPath, type PackedRecord, type Vector } from '../crdt/types.ts';
import type { UndoState } from './api.ts';
import { decode, encode } from './codec.ts';
import type { Database } from './database.ts';
import { diskLimitMs } from './deadline.ts';
import { writeAside } from './fence.ts';
import type { Beside } from './journal.ts';
import type { Session, Undoable } from './session.ts';

/**
 * What an import replaced, as it is written down: of records that were new only their ids, grouped by type and by what they had seen, of
 * the others both states.
 */
type Note = {
  readonly added: readonly { readonly type: string; readonly seen: Vector; readonly ids: readonly string[] }[];
  readonly changed: readonly Undoable[];
};

const kept = 100;

/** A new record that came as a deleted one has nothing to take back, and an erased one cannot be. */
const isTakenBack = ({ before, after }: Undoable): boolean =>
  !('erased' in after) && (before !== null || !Object.hasOwn(after.f, deletedPath));

const toNote = (pairs: readonly Undoable[]): Note => {
  const added = new Map<string, { readonly type: string; readonly seen: Vector; readonly ids: string[] }>();
  const changed: Undoable[] = [];
  for (const pair of pairs.filter(isTakenBack)) {
    const { type, id, seen } = pair.after;
    if (pair.before !== null) {
      changed.push(pair);
      continue;
    }
    const key = `${type} ${JSON.stringify(seen)}`;
    const group = added.get(key);
    if (group) group.ids.push(id);
    else added.set(key, { type, seen, ids: [id] });
  }
  return { added: [...added.values()], changed };
};

const isNote = (value: unknown): value is Note =>
  typeof value === 'object' &&
  value !== null &&
  'added' in value &&
  Array.isArray(value.added) &&
  'changed' in value &&
  Array.isArray(value.changed);

function* pairsOf({ added, changed }: Note): Generator<Undoable, void, undefined> {
  for (const { type, seen, ids } of added) {
    // Of a record that was new, taking back needs to know only that it was, and what it had seen.
    for (const id of ids) yield { before: null, after: { type, id, f: {}, s: {}, seen } as unknown as PackedRecord };
  }
  yield* changed;
}

/** Which imports can be taken back or brought again, by the SHA-256 of their bundles. Reads keys only. */
export const readUndoStates = async (db: Database): Promise<ReadonlyMap<string, UndoState>> => {
  const all = await db.replaced.toCollection().primaryKeys();
  const undone = new Set(await db.replaced.where('undone').equals(1).primaryKeys());
  return new Map(all.map((sha256) => [sha256, undone.has(sha256) ? 'undone' : 'possible']));
};

/**
 * The place behind all others, so that a clock that was ahead or has fallen back makes no new one the oldest: the wall time where that will
 * do, because what earlier programs wrote is ordered by it.
 */
const nextPlace = async ({ db, clock }: Session): Promise<number> => {
  const [last] = await db.replaced.orderBy('at').reverse().limit(1).keys();
  return Math.max(clock(), typeof last === 'number' ? last + 1 : 0);
};

/** What is to be written of what an import, or an undo of one, replaces: it lets the oldest of very many go. */
export const noteOfReplaced = (session: Session, sha256: string, state: UndoState, pairs: readonly Undoable[]): Beside => {
  const { db } = session;
  const data = encode(toNote(pairs));
  const undone = state === 'undone' ? 1 : 0;
  const write = async (): Promise<void> => {
    await db.replaced.put({ sha256, at: await nextPlace(session), undone, data });
    const old = (await db.replaced.orderBy('at').reverse().primaryKeys()).slice(kept);
    await db.replaced.bulkDelete(old);
    for (const each of old) session.undoStates.delete(each);
  };
  return { tables: [db.replaced], bytes: data.byteLength, write };
};

/** Writes down what an import has replaced. Stands in the writers' line. */
export const keepReplaced = async (session: Session, sha256: string, pairs: readonly Undoable[]): Promise<void> => {
  const { tables, bytes, write } = noteOfReplaced(session, sha256, 'possible', pairs);
  await writeAside(session, tables, write, diskLimitMs(bytes));
};

const pairsIn = (data: Uint8Array): Iterable<Undoable> => {
  const note = decode(data);
  if (!isNote(note)) throw new Error('What an import replaced cannot be read.');
  return pairsOf(note);
};

/** What the import of that bundle replaced; null where it is not known any more. Throws where it cannot be read. */
export const replacedBy = async (session: Session, sha256: string): Promise<Iterable<Undoable> | null> => {
  const found = await session.db.replaced.get(sha256);
  return found ? pairsIn(found.data) : null;
};

type Rest = { readonly data: Uint8Array<ArrayBuffer> | null };

/** A row's data without erased records, null where it must go: what cannot be read may hold them. Null itself where it can stay as it is. */
const restOf = (data: Uint8Array, erased: ReadonlySet<string>): Rest | null => {
  try {
    const all = [...pairsIn(data)];
    const rest = all.filter(({ after }) => !erased.has(after.id));
    return rest.length === all.length ? null : { data: encode(toNote(rest)) };
  } catch (error) {
    console.error('What an import replaced cannot be read, and is removed.', error);
    return { data: null };
  }
};

/**
 * Takes erased records out of everything that is kept for taking back, also of imports of which nobody knows that they could be: a write that
 * came too late may stand there. Stands in the writers' line.
 */
export const forgetErased = async (session: Session, erased: ReadonlySet<string>): Promise<void> => {
  const { db } = session;
  for (const sha256 of await db.replaced.toCollection().primaryKeys()) {
    const found = await db.replaced.get(sha256);
    const rest = found && restOf(found.data, erased);
    if (!found || !rest) continue;
    const { data } = rest;
    if (data === null) session.undoStates.delete(sha256);
    await writeAside(session, [db.replaced], async () => {
      if (data === null) await db.replaced.delete(sha256);
      else await db.replaced.put({ ...found, data });
    });
  }
};
