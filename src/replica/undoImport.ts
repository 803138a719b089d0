import type { RecordId } from '../base/ids.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import type { RunRecords } from '../crdt/types.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { titlesOf } from '../domain/titles.ts';
import type { CommitReceipt, UndoError, UndoPreview, UndoState } from './api.ts';
import { presentState, runsWithOwn } from './commit.ts';
import { createPacer, pause } from './pause.ts';
import { massOf } from './previewing.ts';
import { keepReplaced, noteOfReplaced, replacedBy } from './replaced.ts';
import type { Session, Undoable } from './session.ts';
import { undoEffectOf } from './undoEffect.ts';
import { type PlannedUndo, plansFor, stampsFor, type Watch, writeUndo } from './undoing.ts';
import { valuesOf } from './values.ts';
import { keepingWithdrawals, type Reversal } from './withdrawals.ts';

const mostExamples = 50;

/** What is to be reversed; null where that is not known (any more). */
const reversalsOf = async (session: Session, sha256: string): Promise<readonly Reversal[] | null> => {
  const state = session.undoStates.get(sha256);
  const pairs = state === undefined ? null : await replacedBy(session, sha256);
  if (!pairs || state !== 'possible') return pairs && [...pairs].map((pair) => ({ ...pair, keepsWithdrawal: false }));
  return [...pairs].map((pair) => keepingWithdrawals(pair, presentState(session, pair.after.type, pair.after.id)));
};

const stepsBetween = 4096;

/** Says now and then how much of the work is done. */
const tellWork =
  (session: Session, total: number): NonNullable<Watch['tell']> =>
  (done) => {
    if (done % stepsBetween === 0) session.emit({ kind: 'progress', job: 'undo', done, total });
  };

type Effect = UndoPreview['examples'][number]['effect'];

/** What each plan does, without those that leave their record as it is. Of a work that was stopped only the beginning. */
const effectsOf = async (session: Session, plans: readonly PlannedUndo[], runs: RunRecords, signal: AbortSignal) => {
  const effects: { readonly type: string; readonly id: RecordId; readonly effect: Effect }[] = [];
  const stamps = stampsFor(session, plans, session.clock());
  const pacer = createPacer(20);
  for (const planned of plans) {
    if (signal.aborted) break;
    const effect = undoEffectOf(planned, stamps, runs);
    if (effect !== 'kept') effects.push({ type: planned.now.type, id: planned.now.id, effect });
    await pacer();
  }
  return effects;
};

/** What taking an import back would change now; nothing is changed. Stands in the writers' line. */
export const previewUndo = async (session: Session, sha256: string, signal: AbortSignal): Promise<Result<UndoPreview, UndoError>> => {
  const { identity } = session;
  if (!identity) return err({ type: 'notSetUp' });
  const pairs = await reversalsOf(session, sha256);
  if (!pairs) return err({ type: 'nothingToUndo' });
  const runs = runsWithOwn(session, identity);
  const plans = await plansFor(session, pairs, { runs }, { tell: tellWork(session, pairs.length), signal });
  const effects = await effectsOf(session, plans, runs, signal);
  if (signal.aborted) return err({ type: 'cancelled' });
  const erased = pairs.filter(({ after }) => {
    const now = presentState(session, after.type, after.id);
    return now !== undefined && isErased(now);
  }).length;
  const withdrawals = pairs.filter(({ keepsWithdrawal }) => keepsWithdrawal);
  const reversed = new Set<string>(effects.map(({ id }) => id));
  const kept = pairs.length - effects.length - erased - withdrawals.filter(({ after }) => !reversed.has(after.id)).length;
  const examples = effects.slice(0, mostExamples).flatMap(({ type, id, effect }) => {
    const packed = presentState(session, type, id);
    if (!isRecordType(type) || !packed) return [];
    return [{ type, id, titles: titlesOf(type, valuesOf(packed)), effect }];
  });
  const count = (wanted: Effect): number => effects.filter(({ effect }) => effect === wanted).length;
  const [restored, removed, removedAgain] = [count('restored'), count('removed'), count('removedAgain')];
  const asks = massOf(session, { changed: restored, deleted: removed + removedAgain });
  return ok({ restored, removed, removedAgain, kept, erased, withdrawn: withdrawals.length, examples, asks });
};

/** What was read in stands; only the way back is missing. */
const cannotTakeBack = (session: Session, sha256: string, error: unknown): void => {
  session.undoStates.delete(sha256);
  console.error('This import cannot be taken back later.', error);
};

/**
 * Takes an import back as new changes, or brings one that was taken back again: either way what is written down with the commit is what it
 * replaces, so that the next call reverses it, also after a kill in between. Stopped by `signal`, or where nothing is left of it to reverse, it
 * has changed nothing. Stands in the writers' line.
 */
export const toggleImport = async (session: Session, sha256: string, signal: AbortSignal): Promise<Result<CommitReceipt, UndoError>> => {
  const pairs = await reversalsOf(session, sha256);
  if (!pairs) return err({ type: 'nothingToUndo' });
  const next: UndoState = session.undoStates.get(sha256) === 'undone' ? 'possible' : 'undone';
  const whenShown = (): void => {
    session.undoStates.set(sha256, next);
    session.emit({ kind: 'exchanged' });
  };
  return writeUndo(
    session,
    pairs,
    { tell: tellWork(session, 2 * pairs.length), signal },
    { besideOf: (replaced) => ({ ...noteOfReplaced(session, sha256, next, replaced), whenShown }) },
  );
};

/** Keeps what an import has just replaced, behind the import itself and its answer: being able to take it back is worth no wait. */
export const rememberReplaced = (session: Session, sha256: string, pairs: readonly Undoable[]): void => {
  session.undoStates.set(sha256, 'possible');
  session
    .turns(() => pause().then(() => keepReplaced(session, sha256, pairs)))
    .catch((error: unknown) => cannotTakeBack(session, sha256, error));
};
