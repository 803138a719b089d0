import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommitReceipt, RecordChange } from '../../replica/api.ts';
import { describeFailure } from '../i18n/failure.ts';
import { showToast } from '../ui/toasts.ts';
import { useReplica } from './context.ts';

type Done = { readonly n: number; readonly text: string };

/** What this window has committed and undone, newest last: only numbers, so that Ctrl Z works after the toast has gone. */
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
      done.push({ n: result.value.n, text: said ?? t('undo.lastChange') });
      undone.length = 0;
      if (said !== null) showToast({ text: said, action: { label: t('action.undo'), keys: 'Ctrl Z', run: undo.undo } });
      return result.value;
    },
    [replica, t, undo],
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
      done.push({ n: result.value.n, text: said });
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
      const result = await replica.undoCommit(last.n);
      if (!result.ok) {
        from.push(last);
        showToast({ tone: 'failure', text: describeFailure(result.error).title });
        return;
      }
      to.push({ n: result.value.n, text: last.text });
      showToast({ text: say(last.text) });
    },
    [replica],
  );
  const undo = useCallback(() => void swap(done, undone, (text) => t('undo.undone', { text })), [swap, t]);
  const redo = useCallback(() => void swap(undone, done, (text) => t('undo.redone', { text })), [swap, t]);
  return useMemo(() => ({ undo, redo }), [undo, redo]);
};
