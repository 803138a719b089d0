import type { Table } from 'dexie';
import { type Database, durability, type JournalRow, type MetaRow } from './database.ts';
import { within, writeLimitMs } from './deadline.ts';
import type { Session } from './session.ts';

/**
 * A lock alone does not keep two owners apart: a window that has lost it may still be in the middle of a write. So whoever opens the store
 * writes down a name of its own, and every write looks in its own transaction whether that name still stands there.
 */
const ownerKey = 'owner';
const claimLimitMs = 2000;

const storeLost = 'StoreLost';

const lost = (): Error => Object.assign(new Error('Another window owns the store.'), { name: storeLost });

/** Whether a write was refused because another window owns the store. Nothing of it has been written then. */
export const isStoreLost = (error: unknown): boolean => error instanceof Error && error.name === storeLost;

export const ownerRow = (owner: string): MetaRow => ({ key: ownerKey, data: new TextEncoder().encode(owner) });

const ownerOf = async (db: Database): Promise<string | null> => {
  const row = await db.meta.get(ownerKey);
  return row ? new TextDecoder().decode(row.data) : null;
};

/**
 * Makes `owner` the store's owner and answers the name under which it may be written. On a disk that takes nothing any more the store is to
 * be readable all the same: then it goes on under the name that stands there. What is read behind a late write is what came of it.
 */
export const claimStore = async (db: Database, owner: string): Promise<string> => {
  const claimed = await within(claimLimitMs, db.meta.put(ownerRow(owner)));
  return claimed.type === 'answered' ? owner : ((await ownerOf(db)) ?? owner);
};

/** Whether the name of this opening still stands in the database; an emptied one has none. */
export const isOwned = async ({ db, owner }: Session): Promise<boolean> => (await ownerOf(db)) === owner;

/** Runs `work` in one transaction over `tables`; rejects, with nothing written, where another window has claimed the store. */
export const writeOwned = <T>({ db, owner }: Session, tables: readonly Table[], work: () => Promise<T>): Promise<T> =>
  db.dexie.transaction('rw', [...new Set([...tables, db.meta])], async () => {
    const asked = ownerOf(db);
    const working = work();
    working.catch(() => undefined); // Heard below, unless the store is another's: then nothing of the work remains.
    const current = await asked;
    if (current !== null && current !== owner) throw lost();
    return working;
  });

const decoder = new TextDecoder();

/**
 * The same for one more entry of the journal, without Dexie: what that does around a small transaction takes as long as the disk does, and
 * an entry is what somebody waits for with every edit.
 */
export const appendOwned = ({ db, owner }: Session, row: JournalRow): Promise<void> =>
  new Promise((resolve, reject) => {
    const { journal, meta } = db;
    const transaction = db.dexie.backendDB().transaction([journal.name, meta.name], 'readwrite', { durability });
    let refused: Error | null = null;
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(refused ?? transaction.error ?? new Error('The write was broken off.'));
    const asked: IDBRequest<MetaRow | undefined> = transaction.objectStore(meta.name).get(ownerKey);
    asked.onsuccess = () => {
      if (asked.result === undefined || decoder.decode(asked.result.data) === owner) return transaction.commit();
      refused = lost();
      transaction.abort();
    };
    transaction.objectStore(journal.name).add(row);
  });

/**
 * The same for what nobody waits for: rejects where the disk has not answered within `limitMs`, so that whoever stands behind it in the
 * writers' line gets his turn and hears of the disk himself. What comes through later is as good as if it had come in time.
 */
export const writeAside = async <T>(
  session: Session,
  tables: readonly Table[],
  work: () => Promise<T>,
  limitMs: number = writeLimitMs,
): Promise<T> => {
  const outcome = await within(limitMs, writeOwned(session, tables, work));
  if (outcome.type === 'answered') return outcome.value;
  throw outcome.type === 'failed' ? outcome.error : new Error('The disk does not answer.');
};

/** Ends all writing from here: another window owns the store. */
export const loseStore = (session: Session): void => {
  if (session.takenOver) return;
  session.takenOver = true;
  for (const tell of session.whenLost) tell();
  session.emit({ kind: 'takenOver' });
};
