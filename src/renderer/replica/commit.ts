import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Failure, Result } from '../../base/result.ts';
import type { CommitReceipt, RecordChange } from '../../replica/api.ts';
import type { Said } from '../i18n/said.ts';
import { closeThisToast, showFailure, showToast } from '../ui/toasts.ts';
import { useReplica } from './context.ts';
import { createUndoStack, type Done, doneByCommit, doneByToggle, doneForGood, doneHere, type TakenBack } from './undoStack.ts';

const stack = createUndoStack();

const lastChange: Said = (t) => t('undo.lastChange');

/** What came of a commit, and what would take it back, which can be asked for from now on. */
const added = async <E extends Failure>(committing: Promise<Result<CommitReceipt, E>>, toDone: (receipt: CommitReceipt) => Done | null) => {
  const done = await stack.adding(committing.then((result) => (result.ok ? toDone(result.value) : null)));
  return { result: await committing, done };
};

/**
 * Applies changes in one durable commit. `said` is the sentence of the toast ("Termo Exemplu SRL deleted"); null commits quietly. `after` is
 * waited for before, and whoever asks to undo meanwhile means this commit already.
 */
export type Commit = (changes: readonly RecordChange[], said: Said | null, after?: Promise<void>) => Promise<CommitReceipt | null>;

/** Says what was done and offers to take just that back, whatever is done while the toast stands there. */
const useOffer = (): ((done: Done) => void) => {
  const { undo } = useUndo();
  return useCallback((done) => showToast({ said: done.said, undo: () => undo(done) }), [undo]);
};

/**
 * Commits and offers to undo. On failure it says so and answers null: keep the form as it is.
 */
export const useCommit = (): Commit => {
  const replica = useReplica();
  const offer = useOffer();
  return useCallback(
    async (changes, said, after) => {
      const committing = after ? after.then(() => replica.commit(changes)) : replica.commit(changes);
      const { result, done } = await added(committing, (receipt) => doneByCommit(receipt, said ?? lastChange));
      if (!result.ok) {
        showFailure(result.error);
        return null;
      }
      if (said !== null && done) offer(done);
      return result.value;
    },
    [replica, offer],
  );
};

/** Does what changes nothing but this window's own view, says so and offers to undo. */
export const useDoHere = (): ((said: Said, act: () => void, back: () => void) => void) => {
  const offer = useOffer();
  return useCallback(
    (said, act, back) => {
      act();
      const done = doneHere(said, back, act);
      stack.add(done);
      offer(done);
    },
    [offer],
  );
};

/** The same for what a form holds: once the form is gone there is nothing left to take that back in, so it is offered no more. */
export const useDoInForm = (): ReturnType<typeof useDoHere> => {
  const offer = useOffer();
  const form = useRef<{ isOver: boolean; closeToast: () => void }>({ isOver: false, closeToast: () => undefined });
  useEffect(() => {
    const here = form.current;
    here.isOver = false;
    return () => {
      here.isOver = true;
      here.closeToast();
    };
  }, []);
  return useCallback(
    (said, act, back) => {
      const here = form.current;
      act();
      const done = doneHere(said, back, act, () => here.isOver);
      stack.add(done);
      offer(done);
      here.closeToast = closeThisToast();
    },
    [offer],
  );
};

/** Erases records for good and says so, without an offer to undo it. Null when it failed, after saying so. */
export const useErase = (): ((changes: readonly RecordChange[], said: Said) => Promise<CommitReceipt | null>) => {
  const replica = useReplica();
  return useCallback(
    async (changes, said) => {
      const { result } = await added(replica.commit(changes), () => doneForGood(said));
      if (!result.ok) {
        showFailure(result.error);
        return null;
      }
      showToast({ said });
      return result.value;
    },
    [replica],
  );
};

/** Goes back to a snapshot; says so and offers to undo. Null when it failed, after saying so, or when nothing had to be changed. */
export const useRestore = (): ((snapshot: Blob, said: Said) => Promise<CommitReceipt | null>) => {
  const replica = useReplica();
  const offer = useOffer();
  return useCallback(
    async (snapshot, said) => {
      const { result, done } = await added(replica.restoreAsOf(snapshot), (receipt) => doneByCommit(receipt, said));
      if (!result.ok) {
        showFailure(result.error);
        return null;
      }
      if (done === null) return null;
      offer(done);
      return result.value;
    },
    [replica, offer],
  );
};

/** Being stopped is no failure, and that nothing has changed is worth saying. */
const tellStopped = (error: Failure): void => {
  if (error.type !== 'cancelled') showFailure(error);
  else showToast({ said: (t) => [t('error:cancelled.title'), t('error:cancelled.text')].join('. ') });
};

/** Takes a received bundle back, or brings it again after that; says what came of it and offers to undo just that. */
export const useToggleImport = (): ((sha256: string, say: (changed: number) => Said) => Promise<void>) => {
  const replica = useReplica();
  const offer = useOffer();
  return useCallback(
    async (sha256, say) => {
      const { result, done } = await added(replica.toggleImport(sha256), (receipt) => doneByToggle(sha256, receipt, say(receipt.changed)));
      if (!result.ok) tellStopped(result.error);
      else if (done) offer(done);
      else showToast({ said: say(0) });
    },
    [replica, offer],
  );
};

/** Says what came of taking something back, or of bringing it again. */
const tell = async (taking: Promise<TakenBack | null>, did: 'undo.undone' | 'undo.redone'): Promise<void> => {
  const taken = await taking;
  if (taken === null) return;
  const { said, result, isForGood } = taken;
  const without = isForGood ? 'undo.forGood' : 'undo.stays';
  if (!result.ok) showFailure(result.error);
  else showToast({ said: (t, language) => t(result.value === null ? without : did, { text: said(t, language) }) });
};

/** Takes the last commit of this window back, or `which`, or puts it back again. Undoing writes new changes and spares what others edited since. */
export const useUndo = (): { readonly undo: (which?: Done) => void; readonly redo: () => void } => {
  const replica = useReplica();
  return useMemo(
    () => ({
      undo: (which) => void tell(stack.undo(replica, which), 'undo.undone'),
      redo: () => void tell(stack.redo(replica), 'undo.redone'),
    }),
    [replica],
  );
};
