import type { RecordId } from '../base/ids.ts';
import { advanceHeads } from '../crdt/claims.ts';
import { isErased } from '../crdt/pack.ts';
import { expand, joinRunRecords } from '../crdt/runs.ts';
import type { PackedRecord, RunId } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { joinBundleRuns } from '../exchange/consistency.ts';
import { type Bytes, noSizeLimits } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import { type ReadBundle, readBundle, readRecords } from '../exchange/read.ts';
import type { SafetyEntry, Sentinel } from '../exchange/sentinel.ts';
import { newStatements, type SignedStatement } from '../exchange/trust/statements.ts';
import type { Identity, OpenReport, RecordChange, SafetyPort } from './api.ts';
import { fromHost } from './asking.ts';
import { commitChanges } from './commit.ts';
import { draftsOfOthers, rowsOfDrafts } from './drafts.ts';
import { type Facts, noFacts, withStatements } from './facts.ts';
import { ownerRow } from './fence.ts';
import { foldJournal } from './folding.ts';
import { absorb } from './loading.ts';
import { type Salvage, withSalvage } from './salvage.ts';
import type { Session } from './session.ts';
import { recordOf, type Shelf } from './shelf.ts';
import { identityRow } from './store.ts';
import { bookOf, knownStatements, thatFit } from './trust.ts';
import { valueAt } from './values.ts';

export type Rebuilt = Pick<NonNullable<OpenReport['recovered']>, 'records' | 'asOf'>;
export type Damage = NonNullable<OpenReport['recovered']>['reason'];

/** Something of the safety copy is missing or spoilt, for good. */
export class DamagedCopy extends Error {}

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
  if (!first || !(first.snapshot || first.seq === 1)) throw new DamagedCopy('The safety copy has no beginning.');
  const isWhole = chosen.every((entry, at) => entry.seq === first.seq + at);
  if (!isWhole || (chosen.at(-1)?.seq ?? 0) < sentinel.seq) throw new DamagedCopy('The safety copy has a gap.');
  return chosen;
};

type Opened = { readonly bundle: ReadBundle; readonly records: readonly PackedRecord[] };

/** A file of the copy or a snapshot; null where it is damaged or gone. Rejects where it cannot be read now: it may be well all the same. */
const openFile = async (reading: Promise<Bytes | null>, size: number, cluster: string): Promise<Opened | null> => {
  const bytes = await fromHost(reading, size);
  if (bytes === null) return null;
  const file = new Blob([bytes]); // Snapshots are packed.
  const bundle = await readBundle(file, { createHash: createWebHash, cluster, limits: noSizeLimits });
  const records = bundle.ok ? await readRecords(bundle.value) : bundle;
  return bundle.ok && records.ok ? { bundle: bundle.value, records: records.value } : null;
};

const isOwnCommit = (bundle: ReadBundle, sentinel: Sentinel): boolean => bundle.header.from.device === sentinel.device;

/** Of what others say of keys, what holds, is new and has room, as when it came. */
const heardAgain = async (session: Session, said: readonly SignedStatement[], sentinel: Sentinel): Promise<readonly SignedStatement[]> => {
  const added = await newStatements(await knownStatements(session), said);
  const fitting = await thatFit({ ...session, identity: identityFrom(session, sentinel) }, added);
  return fitting.map(({ signed }) => signed);
};

/** What a bundle of the copy says of keys: all of it where this machine said it, whose room has been looked to; of others what is heard again. */
const saidIn = async (session: Session, bundle: ReadBundle, sentinel: Sentinel): Promise<readonly SignedStatement[]> => {
  const said = bundle.header.trust ?? [];
  return isOwnCommit(bundle, sentinel) ? said : heardAgain(session, said, sentinel);
};

const factsAfter = async (
  session: Session,
  entry: Pick<SafetyEntry, 'seq' | 'snapshot'>,
  bundle: ReadBundle,
  sentinel: Sentinel,
): Promise<Facts> => {
  const { facts } = session;
  const { header } = bundle;
  const runs = joinRunRecords(facts.runs, header.runs);
  if (!runs.ok) throw new DamagedCopy('The safety copy contradicts itself.');
  const advanced = advanceHeads(facts.heads, [...facts.claims, { base: header.base, heads: header.heads }], runs.value);
  const own: RunId | null = isOwnCommit(bundle, sentinel) ? header.from.run : null;
  const isHeld = own !== null && expand(advanced.heads, runs.value).has(own); // Not where its first commit is damaged.
  return {
    ...facts,
    seq: entry.seq,
    runs: runs.value,
    heads: advanced.heads,
    claims: advanced.open,
    statements: withStatements(facts.statements, await saidIn(session, bundle, sentinel), () => true),
    lastRun: isHeld ? own : facts.lastRun,
    ownCommits: facts.ownCommits + (own === null || entry.snapshot ? 0 : 1),
    savedAt: header.createdAt,
  };
};

const withClaims = (facts: Facts, { claims = [] }: Sentinel): Facts => {
  const advanced = advanceHeads(facts.heads, [...facts.claims, ...claims], facts.runs);
  return { ...facts, heads: advanced.heads, claims: advanced.open };
};

/**
 * The host may remember commits that were on their way to it and that nobody holds any more. It is sent the whole store as one entry more, with a
 * sentinel that knows of what there is: or every start until the next commit would find the store shortened.
 */
const withEntryForLost = (facts: Facts, { seq, heads }: Sentinel): Facts =>
  impliesVector(facts.heads, heads, facts.runs) ? facts : { ...facts, seq: Math.max(facts.seq, seq + 1) };

const withRuns = (facts: Facts, { runs = [] }: Sentinel): Facts => {
  const joined = joinRunRecords(facts.runs, runs);
  return joined.ok ? { ...facts, runs: joined.value } : facts;
};

/** Empties what a session holds in memory; the database is not touched. */
export const forgetMemory = (session: Session): void => {
  session.shelves.clear();
  session.past.clear();
  session.undoable.clear();
  session.undoStates.clear();
  session.unfolded.clear();
  session.toForget.clear();
  session.facts = noFacts;
  session.foldedSeq = 0;
  session.outlivedSeq = 0;
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

/** Where the own office's record is lost, its key statement says what it is called; its record is written again after the start. */
const named = async (session: Session, identity: Identity): Promise<Identity> => {
  if (identity.office.name !== '') return identity;
  const said = (await bookOf({ ...session, identity })).offices.get(identity.office.id);
  return said ? { ...identity, office: { ...identity.office, name: said.name, country: said.country } } : identity;
};

/** The copy as it should be: every file is there and whole. */
const readSafetyCopy = async (session: Session, host: SafetyPort, sentinel: Sentinel): Promise<void> => {
  const entries = entriesToRead(await fromHost(host.list()), sentinel);
  for (const [at, entry] of entries.entries()) {
    const opened = await openFile(host.read(entry.name), entry.bytes, sentinel.cluster);
    if (opened === null) throw new DamagedCopy(`The safety copy ${entry.name} is damaged.`);
    session.facts = await factsAfter(session, entry, opened.bundle, sentinel);
    absorb(session, opened.records, session.facts.runs);
    session.emit({ kind: 'progress', job: 'recover', done: at + 1, total: entries.length });
  }
};

/** The newest whole state that can still be read, among the copy's own files and the snapshots of earlier days. */
const newestWhole = async (host: SafetyPort, sentinel: Sentinel): Promise<(Opened & { readonly seq: number }) | null> => {
  const files = (await fromHost(host.list())).filter(({ snapshot }) => snapshot);
  const own = files.map((file) => ({ ...file, read: () => host.read(file.name) }));
  const kept = (await fromHost(host.listSnapshots())).map((file) => ({ ...file, read: () => host.readSnapshot(file.name) }));
  for (const { seq, bytes, read } of [...own, ...kept].sort((a, b) => b.seq - a.seq)) {
    const opened = await openFile(read(), bytes, sentinel.cluster);
    if (opened !== null && Object.keys(opened.bundle.header.base).length === 0) return { ...opened, seq };
  }
  return null;
};

/**
 * What a damaged copy still gives: the newest whole state, which there is from the second day on, and of what came after it all that can be
 * read. Where something is missing in between, the heads stay before the gap, so that nothing is claimed that is not here. A file is left out
 * whose runs neither a whole one nor the sentinel describes: nobody could say what it supersedes. Throws where nothing can be read.
 */
const readDamagedCopy = async (session: Session, host: SafetyPort, sentinel: Sentinel): Promise<Rebuilt['asOf']> => {
  const whole = await newestWhole(host, sentinel);
  if (whole !== null) session.facts = await factsAfter(session, { seq: whole.seq, snapshot: true }, whole.bundle, sentinel);
  session.facts = withRuns(session.facts, sentinel);
  if (whole !== null) absorb(session, whole.records, session.facts.runs);
  const from = whole?.seq ?? 0;
  for (const entry of [...(await fromHost(host.list()))].sort(bySeq).filter(({ seq, snapshot }) => seq > from && !snapshot)) {
    const opened = await openFile(host.read(entry.name), entry.bytes, sentinel.cluster);
    if (opened === null || !joinBundleRuns(opened.bundle.header, session.facts.runs).ok) continue;
    session.facts = await factsAfter(session, entry, opened.bundle, sentinel);
    absorb(session, opened.records, session.facts.runs);
  }
  if (session.facts.seq === 0) throw new DamagedCopy('Nothing of the safety copy can be read.');
  // One entry more than the host knows of: it gets the whole store as a new snapshot.
  session.facts = { ...session.facts, seq: Math.max(session.facts.seq, sentinel.seq) + 1 };
  return whole?.bundle.header.createdAt ?? 'pieces';
};

/** What was begun in forms: as the store still gives it, else as the host has it. */
const draftsFrom = async (host: SafetyPort, found: Salvage['drafts']): Promise<Salvage['drafts']> => {
  const keys = new Set(found.map(({ key }) => key));
  const kept = await fromHost(host.readDrafts()).then(rowsOfDrafts, () => []);
  return [...found, ...kept.filter(({ key }) => !keys.has(key))];
};

/**
 * Rebuilds the store from the host's safety copy and from what `salvage` adds to it: first wholly in memory, then in one transaction into
 * the database that `openDb` gives, which must be empty. Throws where the copy cannot do it; nothing has been written then. Returns the
 * number of records that lists show, and where the copy was damaged, what took its place.
 */
export const rebuildStore = async (
  session: Session,
  sentinel: Sentinel,
  salvage: () => Promise<Salvage>,
  openDb: () => Promise<Session['db']>,
): Promise<Rebuilt> => {
  forgetMemory(session);
  const asOf = await readSafetyCopy(session, session.host, sentinel).then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof DamagedCopy)) throw error;
      console.error('The safety copy is damaged; what can be read of it takes its place.', error);
      forgetMemory(session);
      return readDamagedCopy(session, session.host, sentinel);
    },
  );
  if (asOf === null) session.facts = withClaims(session.facts, sentinel); // Of a damaged copy nobody knows whose claims it still holds the records of.
  const kept = await salvage();
  session.facts = withSalvage(session.facts, kept, await heardAgain(session, kept.facts.statements, sentinel));
  session.facts = withEntryForLost(session.facts, sentinel);
  session.identity = await named(session, identityFrom(session, sentinel));
  for (const { erased } of session.shelves.values()) for (const id of erased) session.toForget.add(id); // Files that wait may be older.
  const drafts = draftsOfOthers(session, await draftsFrom(session.host, kept.drafts));
  session.db = await openDb();
  await foldJournal(session, [...drafts, identityRow(session.identity), ownerRow(session.owner)]);
  return { records: [...session.shelves.values()].reduce((sum, { listedCount }) => sum + listedCount, 0), asOf };
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
