import { createRecordId } from '../base/ids.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord, RunRecord, RunRecords, Stamp, Vector } from '../crdt/types.ts';
import { joinVectors } from '../crdt/vector.ts';
import { bundleLimits } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import { bundleBytes, fitsBundle } from '../exchange/write.ts';
import type { CommitError, CommitReceipt, Identity, RecordChange } from './api.ts';
import { applyChanges } from './changes.ts';
import { nextFacts, parentOfNextRun } from './facts.ts';
import { installEntry } from './install.ts';
import { appendEntry, type Beside, journalDocument, nextChain, settleLate } from './journal.ts';
import { commitName, renewRunAfterJump, type Session, type Undoable } from './session.ts';
import { recordOf } from './shelf.ts';

/** The run as it will stand in the bundle of its first commit. */
export const runRecordOf = (session: Pick<Session, 'run' | 'facts'>, identity: Identity): RunRecord => ({
  id: session.run.id,
  device: identity.device,
  office: identity.office.id,
  author: identity.author,
  parent: parentOfNextRun(session.facts),
});

/** What a commit is to write; `numbers` is how many commit numbers its stamps take. */
export type CommitDraft = {
  readonly records: readonly PackedRecord[];
  readonly undoable: readonly Undoable[];
  readonly numbers: number;
  readonly at: number;
  /** Statements about keys that the commit writes down. */
  readonly trust?: readonly SignedStatement[];
  /** What is written with the commit, and what has to be known once both are durable. */
  readonly beside?: (Beside & { readonly whenShown: () => void }) | undefined;
};

/** The run records as they are once this run has committed. */
export const runsWithOwn = (session: Pick<Session, 'run' | 'facts'>, identity: Identity): RunRecords => {
  if (session.run.n > 0) return session.facts.runs;
  const record = runRecordOf(session, identity);
  return new Map(session.facts.runs).set(record.id, record);
};

/** Makes a draft durable as one journal entry and shows it. Stands in the writers' line. */
export const writeCommit = async (
  session: Session,
  identity: Identity,
  runs: RunRecords,
  draft: CommitDraft,
  append: typeof appendEntry = appendEntry,
): Promise<Result<CommitReceipt, CommitError>> => {
  const { facts, run } = session;
  const n = run.n + draft.numbers;
  const takesNumbers = draft.numbers > 0;
  const heads: Vector = takesNumbers ? joinVectors(facts.heads, { [run.id]: n }, runs) : facts.heads;
  const ownRun = run.n === 0 && takesNumbers ? runs.get(run.id) : undefined;
  const bundle = await bundleBytes(
    {
      id: createRecordId(session.clock, session.random),
      cluster: identity.cluster,
      from: {
        run: takesNumbers ? run.id : facts.lastRun,
        device: identity.device,
        office: identity.office.id,
        author: identity.author,
        app: `InterregCluster ${session.appVersion}`,
      },
      createdAt: draft.at,
      base: facts.heads,
      heads,
      runs: ownRun ? [ownRun] : [],
      trust: draft.trust,
      previous: null,
    },
    draft.records,
    createWebHash,
  );
  const entry = {
    kind: 'commit' as const,
    header: bundle.header,
    seq: facts.seq + 1,
    chain: await nextChain(facts.chain, bundle.sha256),
    at: draft.at,
    file: null,
    exchange: null,
  };
  const settle = (): void => {
    if (session.run.id === run.id) session.run = { ...run, n };
    if (takesNumbers) session.undoable.set(commitName({ run: run.id, n }), draft.undoable);
    installEntry(session, nextFacts(session.facts, entry), draft.records);
    draft.beside?.whenShown();
  };
  if (!draft.records.every(fitsBundle)) return err({ type: 'recordTooLarge', limitMiB: bundleLimits.lineBytes / 2 ** 20 });
  const failure = await append(session, entry, journalDocument(bundle.bytes), () => settleLate(session, entry, settle), draft.beside);
  if (failure) return err(failure);
  settle();
  return ok({ run: run.id, n, at: draft.at, changed: draft.records.length });
};

/** Why nothing can be written now; null when it can. */
export const refusal = (session: Session): CommitError | null => {
  if (session.takenOver) return { type: 'takenOver' };
  return session.identity ? null : { type: 'notSetUp' };
};

/** The state of a record that is in memory now. */
export const presentState = (session: Session, type: string, id: string): PackedRecord | undefined => {
  const shelf = session.shelves.get(type);
  return shelf && recordOf(shelf, id);
};

/** Commits all changes or none, as `ReplicaApi.commit`. Stands in the writers' line. `append` replaces the plain append at first start. */
export const commitChanges = async (
  session: Session,
  changes: readonly RecordChange[],
  append: typeof appendEntry = appendEntry,
): Promise<Result<CommitReceipt, CommitError>> => {
  const refused = refusal(session);
  const { identity } = session;
  if (refused || !identity) return err(refused ?? { type: 'notSetUp' });
  renewRunAfterJump(session);
  const at = session.clock();
  const runs = runsWithOwn(session, identity);
  const stamp: Stamp = [session.run.id, session.run.n + 1, at];
  const applied = applyChanges(changes, (type, id) => presentState(session, type, id), stamp, runs);
  if (!applied.ok) return applied;
  if (applied.value.length === 0) return ok({ run: session.run.id, n: session.run.n, at, changed: 0 });
  const undoable = applied.value.map((after) => ({ before: presentState(session, after.type, after.id) ?? null, after }));
  return writeCommit(session, identity, runs, { records: applied.value, undoable, numbers: 1, at }, append);
};
