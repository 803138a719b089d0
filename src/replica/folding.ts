import { isErased } from '../crdt/pack.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { encodePage, type PastVersion } from './codec.ts';
import type { MetaRow } from './database.ts';
import { writeLimitMs } from './deadline.ts';
import { writeAside } from './fence.ts';
import type { Session } from './session.ts';
import type { Shelf } from './shelf.ts';
import { foldRow, toForgetRow } from './store.ts';

/** Records per page: large enough that a start reads few values, small enough that an edit rewrites little. */
export const recordsPerPage = 1000;

/** For a disk that takes 5 MB a second. */
const msPerRecord = 0.2;

const countOnPage = (session: Session, key: number): number => {
  let count = 0;
  for (const shelf of session.shelves.values()) for (const page of shelf.pageOf) if (page === key) count += 1;
  return count;
};

/** Gives records that are in the journal only their pages: the last page is filled up, then new ones follow. Returns the pages to write and their number in all. */
const assignPages = (
  session: Session,
): { readonly touched: ReadonlySet<number>; readonly pages: number; readonly pageOf: ReadonlyMap<Shelf, ReadonlyMap<number, number>> } => {
  let last = Math.max(0, session.pages - 1);
  let room = session.pages === 0 ? recordsPerPage : recordsPerPage - countOnPage(session, last);
  const touched = new Set<number>();
  const pageOf = new Map<Shelf, Map<number, number>>();
  for (const [shelf, slots] of session.unfolded) {
    const added = new Map<number, number>();
    for (const slot of slots) {
      const known = shelf.pageOf[slot] ?? -1;
      if (known < 0 && room <= 0) {
        last += 1;
        room = recordsPerPage;
      }
      if (known < 0) {
        room -= 1;
        added.set(slot, last);
      }
      touched.add(known < 0 ? last : known);
    }
    pageOf.set(shelf, added);
  }
  return { touched, pages: Math.max(session.pages, ...[...touched].map((key) => key + 1)), pageOf };
};

const gather = (session: Session, touched: ReadonlySet<number>): ReadonlyMap<number, readonly PackedRecord[]> => {
  const records = new Map<number, PackedRecord[]>();
  for (const key of touched) records.set(key, []);
  for (const shelf of session.shelves.values()) {
    shelf.pageOf.forEach((key, slot) => {
      const record = shelf.records[slot];
      if (record) records.get(key)?.push(record);
    });
  }
  return records;
};

const pageBytes = (session: Session, records: readonly PackedRecord[]) => {
  const past: Record<string, readonly PastVersion[]> = Object.create(null);
  for (const record of records) {
    const versions = isErased(record) ? undefined : session.past.get(record.id);
    if (versions) past[record.id] = versions;
  }
  return encodePage({ records, past });
};

/**
 * Writes everything the journal holds into the pages it touches and shortens the journal, in one transaction. Stands in the writers' line.
 * Only to be called when the safety copy has confirmed the last entry: the journal is what it is fed from. `alongside` is written with it.
 */
export const foldJournal = async (session: Session, alongside: readonly MetaRow[] = []): Promise<void> => {
  const { db, facts } = session;
  const { touched, pages, pageOf } = assignPages(session);
  for (const [shelf, added] of pageOf) for (const [slot, key] of added) shelf.pageOf[slot] = key;
  const records = gather(session, touched);
  let count = 0;
  for (const group of records.values()) count += group.length;
  const fold = async (): Promise<void> => {
    for (const [key, group] of records) await db.pages.put({ key, data: pageBytes(session, group) });
    await db.journal.where('seq').belowOrEqual(facts.seq).delete();
    await db.meta.bulkPut([...alongside, foldRow(facts, pages), toForgetRow(session.toForget)]);
  };
  await writeAside(session, [db.pages, db.journal], fold, writeLimitMs + count * msPerRecord);
  session.pages = pages;
  session.foldedSeq = facts.seq;
  session.unfolded.clear();
};
