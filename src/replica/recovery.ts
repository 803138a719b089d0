import type { RecordId } from '../base/ids.ts';
import { advanceHeads } from '../crdt/claims.ts';
import { isErased } from '../crdt/pack.ts';
import { joinRunRecords } from '../crdt/runs.ts';
import type { RunId } from '../crdt/types.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { createWebHash } from '../exchange/hash.ts';
import { type ReadBundle, readBundle, readRecords } from '../exchange/read.ts';
import type { SafetyEntry, Sentinel } from '../exchange/sentinel.ts';
import type { Identity, OpenReport, RecordChange, SafetyPort } from './api.ts';
import { commitChanges } from './commit.ts';
import { type Facts, noFacts, withStatements } from './facts.ts';
import { ownerRow } from './fence.ts';
import { foldJournal } from './folding.ts';
import { absorb } from './loading.ts';
import { type Salvage, withSalvage } from './salvage.ts';
import type { Session } from './session.ts';
import { recordOf, type Shelf } from './shelf.ts';
import { identityRow } from './store.ts';
import { valueAt } from './values.ts';

export type Damage = NonNullable<OpenReport['recovered']>['reason'];

const bySeq = (a: SafetyEntry, b: SafetyEntry): number => a.seq - b.seq || Number(a.snapshot) - Number(b.snapshot);

/** The files to read, oldest first: from the last snapshot on, without a hole, up to the sentinel at least. Throws where there is no such row of files. */
export const entriesToRead = (entries: readonly SafetyEntry[], sentinel: Sentinel): readonly SafetyEntry[] => {
  const sorted = [...entries].sort(bySeq);
  const from = Math.max(
    0,
    sorted.findLastIndex((entry) => entry.snapshot),
  );
  const chosen = sorted.slice(from);
  const [first] = chosen;
  if (!first || !(first.snapshot || first.seq === 1)) throw new Error('The safety copy has no beginning.');
  const isWhole = chosen.every((entry, at) => entry.seq === first.seq + at);
  if (!isWhole || (chosen.at(-1)?.seq ?? 0) < sentinel.seq) throw new Error('The safety copy has a gap.');
  return chosen;
};

const openEntry = async (host: SafetyPort, entry: SafetyEntry, sentinel: Sentinel): Promise<ReadBundle> => {
  const bundle = await readBundle(await host.read(entry.name), { createHash: createWebHash, cluster: sentinel.cluster });
  if (!bundle.ok) throw new Error(`The safety copy ${entry.name} cannot be read: ${bundle.error.type}.`);
  return bundle.value;
};

const isOwnCommit = (bundle: ReadBundle, sentinel: Sentinel): boolean => bundle.header.from.device === sentinel.device;

const factsAfter = (facts: Facts, entry: SafetyEntry, bundle: ReadBundle, sentinel: Sentinel): Facts => {
  const { header } = bundle;
  const runs = joinRunRecords(facts.runs, header.runs);
  if (!runs.ok) throw new Error('The safety copy contradicts itself.');
  const advanced = advanceHeads(facts.heads, [...facts.claims, { base: header.base, heads: header.heads }], runs.value);
  const own: RunId | null = isOwnCommit(bundle, sentinel) ? header.from.run : null;
  return {
    ...facts,
    seq: entry.seq,
    runs: runs.value,
    heads: advanced.heads,
    claims: advanced.open,
    statements: withStatements(facts.statements, header.trust ?? []),
    lastRun: own ?? facts.lastRun,
    ownCommits: facts.ownCommits + (own === null || entry.snapshot ? 0 : 1),
    savedAt: header.createdAt,
  };
};

const withClaims = (facts: Facts, { claims = [] }: Sentinel): Facts => {
  const advanced = advanceHeads(facts.heads, [...facts.claims, ...claims], facts.runs);
  return { ...facts, heads: advanced.heads, claims: advanced.open };
};

/** Empties what a session holds in memory; the database is not touched. */
export const forgetMemory = (session: Session): void => {
  session.shelves.clear();
  session.past.clear();
  session.undoStates.clear();
  session.unfolded.clear();
  session.facts = noFacts;
  session.foldedSeq = 0;
  session.pages = 0;
};

const identityFrom = (session: Session, sentinel: Sentinel): Identity => {
  const shelf: Shelf | undefined = session.shelves.get('office');
  const record = shelf && recordOf(shelf, sentinel.office);
  return {
    cluster: sentinel.cluster,
    device: sentinel.device,
    author: sentinel.author,
    office: {
      id: sentinel.office as RecordId, // The host gives back what this store has told it.
      name: String((record && valueAt(record, 'name')) ?? ''),
      country: String((record && valueAt(record, 'country')) ?? ''),
    },
    officeKey: sentinel.officeKey ?? null,
  };
};

const readSafetyCopy = async (session: Session, host: SafetyPort, sentinel: Sentinel): Promise<void> => {
  const entries = entriesToRead(await host.list(), sentinel);
  for (const [at, entry] of entries.entries()) {
    const bundle = await openEntry(host, entry, sentinel);
    const records = await readRecords(bundle);
    if (!records.ok) throw new Error(`The safety copy ${entry.name} cannot be read: ${records.error.type}.`);
    session.facts = factsAfter(session.facts, entry, bundle, sentinel);
    absorb(session, records.value, session.facts.runs);
    session.emit({ kind: 'progress', job: 'recover', done: at + 1, total: entries.length });
  }
};

/**
 * Rebuilds the store from the host's safety copy and from what `salvage` adds to it: first wholly in memory, then in one transaction into
 * the database that `openDb` gives, which must be empty. Throws where the copy cannot do it; nothing has been written then. Returns the
 * number of records.
 */
export const rebuildStore = async (
  session: Session,
  sentinel: Sentinel,
  salvage: () => Promise<Salvage>,
  openDb: () => Promise<Session['db']>,
): Promise<number> => {
  forgetMemory(session);
  await readSafetyCopy(session, session.host, sentinel);
  session.facts = withClaims(session.facts, sentinel);
  const kept = await salvage();
  session.facts = withSalvage(session.facts, kept);
  session.identity = identityFrom(session, sentinel);
  session.db = await openDb();
  await foldJournal(session, [...kept.drafts, identityRow(session.identity), ownerRow(session.owner)]);
  return [...session.shelves.values()].reduce((sum, shelf) => sum + shelf.records.length, 0);
};

/** Erases once more what the sentinel knows as erased and the store holds again, or still where a kill came right after it was rebuilt. */
export const eraseAgain = async (session: Session, sentinel: Sentinel): Promise<void> => {
  const changes: RecordChange[] = [];
  for (const [type, shelf] of session.shelves) {
    if (!isRecordType(type)) continue;
    for (const id of sentinel.erased) {
      const record = recordOf(shelf, id);
      if (record && !isErased(record)) changes.push({ kind: 'erase', type, id: record.id });
    }
  }
  if (changes.length > 0) await commitChanges(session, changes);
};
