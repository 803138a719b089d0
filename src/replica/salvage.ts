import { advanceHeads } from '../crdt/claims.ts';
import { joinRunRecords } from '../crdt/runs.ts';
import type { RunRecords } from '../crdt/types.ts';
import { joinVectors } from '../crdt/vector.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import { decodePage, type Page, type PastVersion } from './codec.ts';
import type { Database, MetaRow } from './database.ts';
import { draftRows } from './drafts.ts';
import { type Facts, nextFacts, noFacts, withStatements } from './facts.ts';
import { absorb, entryOf } from './loading.ts';
import type { Session } from './session.ts';
import { readJournal, readNotes, type StoreNotes, withOutgoing } from './store.ts';

/** What a store that is being rebuilt has still given. */
export type Salvage = {
  readonly facts: Facts;
  /** Every page and every entry could be read, so that `facts` hold in full. */
  readonly isWhole: boolean;
  /** It held something that the safety copy does not. */
  readonly isBeyond: boolean;
  readonly drafts: readonly MetaRow[];
};

const nothing: Salvage = { facts: noFacts, isWhole: false, isBeyond: false, drafts: [] };

/** The answer, or `fallback` where a damaged store cannot give it: whatever can be read is a gain, the store is rebuilt in any case. */
const readable = async <T>(work: Promise<T>, fallback: T): Promise<T> => {
  try {
    return await work;
  } catch {
    return fallback;
  }
};

const readPage = async (db: Database, key: number): Promise<Page | null> => {
  const row = await db.pages.get(key);
  return row ? decodePage(row.data) : null;
};

const isSameVersion = (a: PastVersion, b: PastVersion): boolean => a.path === b.path && a.s[0] === b.s[0] && a.s[1] === b.s[1];

const addPast = (session: Session, { past }: Page): void => {
  for (const [id, versions] of Object.entries(past)) {
    const known = session.past.get(id) ?? [];
    session.past.set(id, [...versions, ...known.filter((each) => !versions.some((other) => isSameVersion(each, other)))]);
  }
};

type Found = { facts: Facts; isWhole: boolean; isBeyond: boolean };

const salvagePages = async (session: Session, db: Database, notes: StoreNotes, runs: RunRecords, found: Found): Promise<void> => {
  for (let key = 0; key < notes.pages; key += 1) {
    const page = await readable(readPage(db, key), null);
    found.isWhole &&= page !== null;
    if (!page) continue;
    found.isBeyond = absorb(session, page.records, runs).length > 0 || found.isBeyond;
    addPast(session, page);
  }
};

/** The journal up to its first entry that is missing or unreadable. */
const salvageJournal = async (session: Session, db: Database, notes: StoreNotes, runs: RunRecords, found: Found): Promise<void> => {
  found.facts = { ...notes.facts, runs };
  for await (const stored of readJournal(db, notes.facts, notes.lastSeq)) {
    found.facts = nextFacts(found.facts, entryOf(stored));
    found.isBeyond = absorb(session, stored.document.records, found.facts.runs).length > 0 || found.isBeyond;
  }
};

/**
 * Merges what a store of the same cluster can still give into the session's memory, in which the safety copy stands already. Somebody may
 * have used two browsers over one data folder: each then holds what the other does not, although neither is damaged.
 */
export const salvageStore = async (session: Session, db: Database | null, cluster: string): Promise<Salvage> => {
  if (!db) return nothing;
  const drafts = await readable(draftRows(db), []);
  const notes = await readable(readNotes(db), null);
  const runs = notes && joinRunRecords(session.facts.runs, notes.facts.runs.values());
  if (notes?.identity && notes.identity.cluster !== cluster) return nothing;
  if (!notes?.identity || !runs?.ok) return { ...nothing, drafts };
  const found: Found = { facts: noFacts, isWhole: true, isBeyond: false };
  await salvagePages(session, db, notes, runs.value, found);
  await salvageJournal(session, db, notes, runs.value, found).catch(() => {
    found.isWhole = false;
  });
  const facts = await readable(withOutgoing(db, found.facts), found.facts);
  return { ...found, facts, drafts };
};

/** The safety copy's facts with those of a store that was merged into it. What it held beyond the copy counts as one more entry, which the copy lacks. `said`: what it adds to what is known of keys. */
export const withSalvage = (copied: Facts, { facts, isWhole, isBeyond }: Salvage, said: readonly SignedStatement[]): Facts => {
  const joined = joinRunRecords(copied.runs, facts.runs.values());
  if (!joined.ok) return copied;
  const runs = joined.value;
  const heads = isWhole ? joinVectors(copied.heads, facts.heads, runs) : copied.heads;
  const advanced = advanceHeads(heads, [...copied.claims, ...(isWhole ? facts.claims : [])], runs);
  return {
    ...copied,
    seq: isBeyond ? Math.max(copied.seq, facts.seq) + 1 : copied.seq,
    runs,
    heads: advanced.heads,
    claims: advanced.open,
    lastRun: copied.lastRun ?? facts.lastRun,
    statements: withStatements(copied.statements, said, () => true),
    links: facts.links,
    areLinksCut: facts.areLinksCut || !isWhole,
    sent: facts.sent,
    receipts: facts.receipts,
    exchanges: facts.exchanges,
    imported: isWhole ? facts.imported : copied.imported,
    ownCommits: Math.max(copied.ownCommits, facts.ownCommits),
    handedOver: facts.handedOver,
    savedAt: Math.max(copied.savedAt ?? 0, facts.savedAt ?? 0) || null,
  };
};
