import { mergePacked } from '../crdt/merge.ts';
import { isErased } from '../crdt/pack.ts';
import type { PackedRecord, RunRecords } from '../crdt/types.ts';
import { type BulkIndex, placeParts } from './bulkIndex.ts';
import type { Entry, Facts } from './facts.ts';
import { nextFacts } from './facts.ts';
import { byShelf, notePast } from './install.ts';
import { readUndoStates } from './replaced.ts';
import { indexShelf } from './searching.ts';
import { type Session, setStatus, shelfOf } from './session.ts';
import { placeRecords, recordOf, type Shelf } from './shelf.ts';
import { readJournal, readPages, readToForget, type StoredEntry, type StoreNotes, withOutgoing } from './store.ts';

/** Merges records into memory without telling anyone; search and orders are made afterwards. Returns the states that are new. */
export const absorb = (session: Session, records: readonly PackedRecord[], runs: RunRecords): readonly PackedRecord[] => {
  const changed: PackedRecord[] = [];
  for (const [shelf, group] of byShelf(session, records)) {
    const next = group.flatMap((record) => {
      const mine = recordOf(shelf, record.id);
      const merged = mine ? mergePacked(mine, record, runs) : record;
      if (merged === mine) return [];
      notePast(session, mine, merged);
      return [merged];
    });
    placeRecords(shelf, next, runs);
    markUnfolded(session, shelf, next);
    for (const record of next) changed.push(record);
  }
  return changed;
};

const markUnfolded = (session: Session, shelf: Shelf, records: readonly PackedRecord[]): void => {
  const slots = session.unfolded.get(shelf) ?? new Set<number>();
  for (const record of records) slots.add(shelf.slotOf.get(record.id) ?? 0);
  session.unfolded.set(shelf, slots);
};

/** A journal entry as `nextFacts` takes it. */
export const entryOf = (stored: StoredEntry): Entry => {
  const { details } = stored.note;
  // Written by `entryDetails`, guarded by the chain.
  const { file, exchange, kept } = details as unknown as Pick<Entry, 'file' | 'exchange'> & { readonly kept?: readonly number[] };
  const { header } = stored.document;
  return {
    kind: stored.note.kind,
    header,
    seq: stored.seq,
    chain: stored.note.chain,
    at: stored.note.at,
    file,
    exchange,
    trust: kept?.flatMap((at) => header.trust?.[at] ?? []),
  };
};

const loadPages = async (session: Session, pages: number, bulk: BulkIndex | null): Promise<void> => {
  for await (const { key, page, data } of readPages(session.db, pages)) {
    for (const [shelf, group] of byShelf(session, page.records)) {
      placeRecords(shelf, group, session.facts.runs);
      for (const record of group) shelf.pageOf[shelf.slotOf.get(record.id) ?? 0] = key;
    }
    bulk?.add(() => data, page.records);
    for (const id of Object.keys(page.past)) session.past.set(id, page.past[id] ?? []);
    session.emit({ kind: 'progress', job: 'load', done: key + 1, total: pages });
  }
};

/** Whether it says more of a record that is erased here than that it is. */
const isOutlived = ({ shelves }: Session, record: PackedRecord): boolean => {
  if (isErased(record)) return false;
  const shelf = shelves.get(record.type);
  const mine = shelf && recordOf(shelf, record.id);
  return mine !== undefined && isErased(mine);
};

const loadJournal = async (session: Session, notes: StoreNotes): Promise<void> => {
  for await (const stored of readJournal(session.db, notes.facts, notes.lastSeq)) {
    const facts: Facts = nextFacts(session.facts, entryOf(stored));
    if (stored.document.records.some((record) => isOutlived(session, record))) session.outlivedSeq = stored.seq;
    absorb(session, stored.document.records, facts.runs);
    session.facts = facts;
  }
};

/** Makes all shelves searchable, the directory first, but for what `bulk` has been given already. */
export const indexAll = async (session: Session, bulk: BulkIndex | null): Promise<void> => {
  if (bulk) placeParts(session, await bulk.finish(), []);
  await indexShelf(shelfOf(session, 'organisation'));
  for (const [type, shelf] of session.shelves) if (type !== 'organisation') await indexShelf(shelf);
};

/** Reads pages, then the journal, into memory. Rejects when anything is missing or unreadable; nothing has been written then. */
export const loadStore = async (session: Session, notes: StoreNotes, bulk: BulkIndex | null): Promise<void> => {
  session.facts = notes.facts;
  session.foldedSeq = notes.facts.seq;
  session.pages = notes.pages;
  await loadPages(session, notes.pages, bulk);
  for (const id of await readToForget(session.db)) session.toForget.add(id);
  await loadJournal(session, notes);
  session.facts = await withOutgoing(session.db, session.facts);
  for (const [sha256, state] of await readUndoStates(session.db)) session.undoStates.set(sha256, state);
  setStatus(session, {});
};
