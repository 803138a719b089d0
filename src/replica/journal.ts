import type { Table } from 'dexie';
import type { Bytes } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import type { CommitError } from './api.ts';
import { encodeNote } from './codec.ts';
import type { JournalRow, MetaRow } from './database.ts';
import { diskLimitMs, within, writeLimitMs } from './deadline.ts';
import { type Entry, entryDetails } from './facts.ts';
import { appendOwned, isStoreLost, loseStore, writeOwned } from './fence.ts';
import { type Session, setStatus } from './session.ts';

/** Why a write is not durable. */
export type NotSaved = Extract<CommitError, { type: 'notSaved' | 'takenOver' }>;

/** The chain after one more document: SHA-256 of the chain before it followed by the document's own hash. */
export const nextChain = (chain: string, sha256: string): Promise<string> => {
  const hash = createWebHash();
  hash.update(new TextEncoder().encode(chain + sha256));
  return hash.digest();
};

const reasonOf = (error: unknown): 'quota' | 'failed' =>
  error instanceof Error && error.name === 'QuotaExceededError' ? 'quota' : 'failed';

/**
 * Writes within the deadline; null means durable. After a write that did not answer, `onLate` is told should it come through after all,
 * because then it has to be shown.
 */
export const writeWithin = async (
  session: Session,
  write: () => Promise<unknown>,
  onLate: () => void,
  limitMs: number = writeLimitMs,
): Promise<NotSaved | null> => {
  const work = write();
  const outcome = await within(limitMs, work);
  if (outcome.type === 'answered') {
    setStatus(session, { unsaved: false });
    return null;
  }
  if (outcome.type === 'failed' && isStoreLost(outcome.error)) {
    loseStore(session);
    return { type: 'takenOver' };
  }
  if (outcome.type === 'late') work.then(onLate, () => undefined); // A write that fails late has been called unsaved already.
  setStatus(session, { unsaved: true });
  return { type: 'notSaved', reason: outcome.type === 'late' ? 'timeout' : reasonOf(outcome.error) };
};

/**
 * Writes a row that says what memory is to hold. Where that comes through after it has been called unsaved, what memory holds then is written
 * again, as `present` gives it: or the next start would believe what nobody was told.
 */
export const writeRow = (session: Session, row: MetaRow, present: () => MetaRow): Promise<NotSaved | null> => {
  const put = (what: MetaRow) => writeOwned(session, [], () => session.db.meta.put(what));
  const again = (): void =>
    void session.turns(() =>
      writeWithin(
        session,
        () => put(present()),
        () => undefined,
      ),
    );
  return writeWithin(session, () => put(row), again);
};

const largeBytes = 2 ** 20;

type Document = JournalRow['bundle'];

/**
 * A document as the journal takes it. Whoever makes a large one long before it is written has the browser take its bytes meanwhile, which goes
 * on beside this thread.
 */
export const journalDocument = (bundle: Bytes): Document => (bundle.byteLength > largeBytes ? new Blob([bundle]) : bundle);

/** In bytes. */
export const sizeOf = (document: Document): number => (document instanceof Blob ? document.size : document.byteLength);

/** An entry as it stands in the journal. */
export const journalRow = (entry: Entry, document: Document): JournalRow => ({
  seq: entry.seq,
  note: encodeNote({ kind: entry.kind, at: entry.at, chain: entry.chain, details: entryDetails(entry) }),
  bundle: document,
});

const smallBytes = 64 * 1024;

/** What is written with an entry, all or nothing; `bytes`: how much of it there is. */
export type Beside = { readonly tables: readonly Table[]; readonly bytes: number; readonly write: () => Promise<unknown> };

const appendBoth = (session: Session, row: JournalRow, { tables, write }: Beside): Promise<unknown> =>
  writeOwned(session, [session.db.journal, ...tables], async () => {
    await session.db.journal.add(row);
    await write();
  });

/** Appends one entry, in one put where nothing is written `beside` it. */
export const appendEntry = async (
  session: Session,
  entry: Entry,
  document: Document,
  onLate: () => void,
  beside: Beside | null = null,
): Promise<NotSaved | null> => {
  const row = journalRow(entry, document);
  const write = () => (beside === null ? appendOwned(session, row) : appendBoth(session, row, beside));
  const failure = await writeWithin(session, write, onLate, diskLimitMs(sizeOf(document) + (beside?.bytes ?? 0)));
  const isSmall = !(document instanceof Blob) && document.byteLength <= smallBytes;
  if (failure === null) session.newest = isSmall ? { seq: entry.seq, bundle: document } : null;
  return failure;
};

/**
 * Shows an entry whose write came through after it had been called unsaved, unless the journal has gone on without it, or opening the database
 * again has taken it out meanwhile.
 */
export const settleLate = (session: Session, { seq }: Entry, settle: () => void): void => {
  const show = async (): Promise<void> => {
    const found = await within(writeLimitMs, session.db.journal.get(seq));
    const isGone = found.type === 'answered' && found.value === undefined;
    if (session.facts.seq === seq - 1 && !isGone) settle();
    setStatus(session, { unsaved: false });
    for (const tell of session.whenSettled) tell();
  };
  session.turns(show).catch((error: unknown) => console.error('A late write could not be shown.', error));
};
