import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ok, type Result } from '../../base/result.ts';
import type { CommitError, CommitReceipt, RecordChange, ReplicaApi } from '../../replica/api.ts';
import { describeFailure } from '../i18n/failure.ts';
import { showToast } from '../ui/toasts.ts';
import { useReplica } from './context.ts';

/** What can be taken back, and how; taking it back answers what would bring it again. */
type Done = { readonly text: string; readonly back: (replica: ReplicaApi) => Promise<Result<Done, CommitError>> };

const doneByCommit = (n: number, text: string): Done => ({
  text,
  back: async (replica) => {
    const result = await replica.undoCommit(n);
    return result.ok ? ok(doneByCommit(result.value.n, text)) : result;
  },
});

const doneHere = (text: string, back: () => void, forth: () => void): Done => ({
  text,
  back: async () => {
    back();
    return ok(doneHere(text, forth, back));
  },
});

/** What this window has done and undone, newest last, so that Ctrl Z works after the toast has gone. */
const done: Done[] = [];
const undone: Done[] = [];

/** Applies changes in one durable commit. `said` is the sentence of the toast ("Termo Exemplu SRL deleted"); null commits quietly. */
export type Commit = (changes: readonly RecordChange[], said: string | null) => Promise<CommitReceipt | null>;

/**
 * Commits and offers to undo. On failure it says so and answers null: keep the form as it is.
 */
export const useCommit = (): Commit => {
  const replica = useReplica();
  const { t } = useTranslation();
  const undo = useUndo();
  return useCallback(
    async (changes, said) => {
      const result = await replica.commit(changes);
      if (!result.ok) {
        showToast({ tone: 'failure', text: describeFailure(result.error).title });
        return null;
      }
      done.push(doneByCommit(result.value.n, said ?? t('undo.lastChange')));
      undone.length = 0;
      if (said !== null) showToast({ text: said, action: { label: t('action.undo'), keys: 'Ctrl Z', run: undo.undo } });
      return result.value;
    },
    [replica, t, undo],
  );
};

/** Does what changes nothing but this window's own view, says so and offers to undo. */
export const useDoHere = (): ((said: string, act: () => void, back: () => void) => void) => {
  const { t } = useTranslation();
  const undo = useUndo();
  return useCallback(
    (said, act, back) => {
      act();
      done.push(doneHere(said, back, act));
      undone.length = 0;
      showToast({ text: said, action: { label: t('action.undo'), keys: 'Ctrl Z', run: undo.undo } });
    },
    [t, undo],
  );
};

/** Goes back to a snapshot; says so and offers to undo. Null when it failed, after saying so, or when nothing had to be changed. */
export const useRestore = (): ((snapshot: Blob, said: string) => Promise<CommitReceipt | null>) => {
  const replica = useReplica();
  const { t } = useTranslation();
  const undo = useUndo();
  return useCallback(
    async (snapshot, said) => {
      const result = await replica.restoreAsOf(snapshot);
      if (!result.ok) {
        showToast({ tone: 'failure', text: describeFailure(result.error).title });
        return null;
      }
      if (result.value.changed === 0) return null;
      done.push(doneByCommit(result.value.n, said));
      undone.length = 0;
      showToast({ text: said, action: { label: t('action.undo'), keys: 'Ctrl Z', run: undo.undo } });
      return result.value;
    },
    [replica, t, undo],
  );
};

/** Takes the last commit of this window back, or puts it back again. Undoing writes new changes and spares what others edited since. */
export const useUndo = (): { readonly undo: () => void; readonly redo: () => void } => {
  const replica = useReplica();
  const { t } = useTranslation();
  const swap = useCallback(
    async (from: Done[], to: Done[], say: (text: string) => string): Promise<void> => {
      const last = from.pop();
      if (!last) return;
      const result = await last.back(replica);
      if (!result.ok) {
        from.push(last);
        showToast({ tone: 'failure', text: describeFailure(result.error).title });
        return;
      }
      to.push(result.value);
      showToast({ text: say(last.text) });
    },
    [replica],
  );
  const undo = useCallback(() => void swap(done, undone, (text) => t('undo.undone', { text })), [swap, t]);
  const redo = useCallback(() => void swap(undone, done, (text) => t('undo.redone', { text })), [swap, t]);
  return useMemo(() => ({ undo, redo }), [undo, redo]);
};
