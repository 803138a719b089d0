import { err, ok, type Result } from '../base/result.ts';
import { isErased, pack, unpack } from '../crdt/pack.ts';
import type { LiveRecord, PackedRecord, RunRecords, Stamp, Vector } from '../crdt/types.ts';
import { applyUndo, planUndo, type UndoPlan } from '../crdt/undo.ts';
import type { CommitError, CommitReceipt } from './api.ts';
import { type CommitDraft, presentState, refusal, runsWithOwn, writeCommit } from './commit.ts';
import { createPacer } from './pause.ts';
import { commitName, renewRunAfterJump, type Session, type Undoable } from './session.ts';

/** What is to be written to a record as it is `now`, so that it is again as it was `before` (null: not there). */
export type PlannedUndo = { readonly before: PackedRecord | null; readonly now: LiveRecord; readonly plan: UndoPlan };

/** `mine`: commits of whoever takes something back, where that are his own changes. */
type Knowing = { readonly runs: RunRecords; readonly mine?: Vector };

const planFor = (session: Session, { before, after }: Undoable, { runs, mine }: Knowing): PlannedUndo | null => {
  const packed = presentState(session, after.type, after.id) ?? (before && after); // One that this store has lost is written anew.
  const now = packed && unpack(packed);
  if (!now || isErased(now)) return null;
  const plan = planUndo(before && unpack(before), unpack(after), now, runs, mine);
  return plan.steps.length > 0 ? { before, now, plan } : null;
};

/** How an undo is written. `isOwn`: whoever asks takes his own changes back; `besideOf`: what is to be written with it, of what it replaces. */
type How = { readonly isOwn?: boolean; readonly besideOf?: (pairs: readonly Undoable[]) => CommitDraft['beside'] };

/** `tell` is told after each record how many steps of the work are done. Stopped before it begins to write, the work has changed nothing. */
export type Watch = { readonly tell?: (done: number) => void; readonly signal?: AbortSignal };

/**
 * What taking changes back would write, record by record; records that somebody has edited since are left out where nothing remains. Of a
 * work that was stopped only the beginning.
 */
export const plansFor = async (
  session: Session,
  pairs: Iterable<Undoable>,
  knowing: Knowing,
  { tell, signal }: Watch = {},
): Promise<readonly PlannedUndo[]> => {
  const plans: PlannedUndo[] = [];
  const pacer = createPacer(20);
  let done = 0;
  for (const pair of pairs) {
    if (signal?.aborted) break;
    const planned = planFor(session, pair, knowing);
    if (planned) plans.push(planned);
    done += 1;
    tell?.(done);
    await pacer();
  }
  return plans;
};

/** The commit numbers that the plans take, from the next one on. */
export const stampsFor = ({ run }: Session, plans: readonly PlannedUndo[], at: number): readonly Stamp[] => {
  const numbers = plans.reduce((most, { plan }) => Math.max(most, plan.steps.length), 0);
  return Array.from({ length: numbers }, (_, step): Stamp => [run.id, run.n + 1 + step, at]);
};

const packed = async (plans: readonly PlannedUndo[], stamps: readonly Stamp[], runs: RunRecords, { tell, signal }: Watch) => {
  const records: PackedRecord[] = [];
  const pacer = createPacer(20);
  for (const { now, plan } of plans) {
    if (signal?.aborted) break;
    records.push(pack(applyUndo(now, plan, stamps, runs)));
    tell?.(plans.length + records.length);
    await pacer();
  }
  return records;
};

/** All that was written on this disk. */
const commitsHere = ({ run }: Session, runs: RunRecords): Vector => {
  if (run.n > 0) return { [run.id]: run.n };
  const parent = runs.get(run.id)?.parent ?? null;
  return parent === null ? {} : { [parent[0]]: parent[1] };
};

/**
 * Writes back what `pairs` say was there before, as one commit. An undo is a commit like any other and can be undone. Every record is two
 * steps of the work. Stands in the writers' line.
 */
export const writeUndo = async (
  session: Session,
  pairs: Iterable<Undoable>,
  watch: Watch = {},
  { isOwn = false, besideOf = () => undefined }: How = {},
): Promise<Result<CommitReceipt, CommitError>> => {
  const refused = refusal(session);
  const { identity } = session;
  if (refused || !identity) return err(refused ?? { type: 'notSetUp' });
  renewRunAfterJump(session);
  const { run } = session;
  const at = session.clock();
  const runs = runsWithOwn(session, identity);
  const plans = await plansFor(session, pairs, { runs, ...(isOwn && { mine: commitsHere(session, runs) }) }, watch);
  if (watch.signal?.aborted) return err({ type: 'cancelled' });
  if (plans.length === 0) return ok({ run: run.id, n: run.n, at, changed: 0 });
  const stamps = stampsFor(session, plans, at);
  const records = await packed(plans, stamps, runs, watch);
  if (watch.signal?.aborted) return err({ type: 'cancelled' });
  const undoable = records.map((after) => ({ before: presentState(session, after.type, after.id) ?? null, after }));
  const draft = { records, undoable, numbers: stamps.length, at, beside: besideOf(undoable) };
  return writeCommit(session, identity, runs, draft);
};

/** Undoes a commit of this opening, as `ReplicaApi.undoCommit`. Stands in the writers' line. */
export const undoCommit = (session: Session, done: Pick<CommitReceipt, 'run' | 'n'>): Promise<Result<CommitReceipt, CommitError>> =>
  writeUndo(session, session.undoable.get(commitName(done)) ?? [], {}, { isOwn: true });
