import type { OpenError } from './api.ts';
import { isWantedElsewhere } from './database.ts';
import { within, writeLimitMs } from './deadline.ts';
import { isOwned, isStoreLost, ownerRow, writeOwned } from './fence.ts';
import { type Session, setStatus } from './session.ts';
import { readNotes } from './store.ts';

const retryMs = 1000;

const closed: OpenError = { type: 'storeClosed' };

/**
 * Opens the database once more and writes to it. True where it is the store that was open, with every confirmed commit in it; an entry beyond
 * those had been called unsaved, and goes. Rejects while nothing can be written, and once the turn `isOver`: what others have saved since is
 * beyond those too.
 */
const tryAgain = async (session: Session, isOver: () => boolean): Promise<boolean> => {
  const { db, facts, owner } = session;
  await db.dexie.open();
  const notes = await readNotes(db);
  if (notes.lastSeq < facts.seq || !(await isOwned(session))) return false;
  if (isOver()) throw new Error('Others have had their turn.');
  await writeOwned(session, [db.journal], async () => {
    await db.journal.where('seq').above(facts.seq).delete();
    await db.meta.put(ownerRow(owner));
  });
  return true;
};

type Outcome = 'open' | 'shut' | 'lost';

const attempt = (session: Session): Promise<Outcome> =>
  session.turns(async () => {
    if (session.takenOver) return 'lost';
    let isOver = false;
    const tried = await within(
      writeLimitMs,
      tryAgain(session, () => isOver),
    );
    isOver = true;
    if (tried.type === 'answered') return tried.value ? 'open' : 'lost';
    return tried.type === 'failed' && isStoreLost(tried.error) ? 'lost' : 'shut';
  });

const reopen = async (session: Session): Promise<void> => {
  setStatus(session, { unsaved: true });
  let outcome: Outcome = 'shut';
  while (outcome === 'shut') {
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    outcome = await attempt(session);
  }
  if (outcome === 'open') setStatus(session, { unsaved: false });
  else if (!session.takenOver) session.emit({ kind: 'storeFailed', error: closed });
};

/**
 * Keeps a store going whose database the browser closes underneath, as Chromium does on a full disk: everything is in memory, writes answer
 * that nothing was saved, and the database is opened again as soon as it takes something. A store that is not the same then, or that another
 * connection wants to delete or change, is told to have been closed.
 */
export const watchClosing = (session: Session): void => {
  let isReopening = false;
  session.db.dexie.on('close', () => {
    if (session.takenOver || isReopening) return;
    isReopening = true;
    if (isWantedElsewhere(session.db)) return session.emit({ kind: 'storeFailed', error: closed });
    reopen(session)
      .catch((error: unknown) => console.error('The store could not be opened again.', error))
      .finally(() => {
        isReopening = false;
      });
  });
};
