import { useQueryClient } from '@tanstack/react-query';
import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import type { RecordId } from '../../base/ids.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { leaving } from '../../ipc/methods.ts';
import type { Draft, ReplicaApi } from '../../replica/api.ts';
import { useHeldKeys } from '../ui/heldKeys.ts';
import { useReplica } from './context.ts';
import { draftsKey } from './events.ts';
import { isUntouched, touchForm } from './newForm.ts';
import { outdate } from './outdate.ts';
import { noteKept, noteUnkept, unkeptDraft, useUnkept } from './unkept.ts';

/** What was typed, and what the person had been shown when the form was opened. */
export type Typed = Pick<Draft, 'values' | 'shown'>;

export type KeptDraft = {
  /** Null until a draft of an earlier sitting has been looked for. */
  readonly typed: Typed | null;
  readonly setTyped: Dispatch<SetStateAction<Typed | null>>;
  readonly restored: boolean;
  readonly savedAt: number | null;
  readonly failed: boolean;
  readonly flush: () => void;
  /** Resolves when nothing typed is on its way to the draft any more. */
  readonly settle: () => Promise<void>;
  /** Forgets the draft; what `rest` makes of what is typed by then, and what is typed from then on, begins a new one. */
  readonly drop: (rest: (typed: Typed) => Typed) => Promise<void>;
};

type Saved = { readonly at: number | null; readonly failed: boolean };

const saveAfterMs = 200;
/** Of a disk that hangs; the store itself gives it ten seconds. */
const holdAfterMs = 1000;
/** Of a database that the browser has closed and that is being opened again: a draft that is not shown would be overwritten. */
const askAgainMs = 500;
const mostAsked = 12;

/** Gives a draft to the store; false where the window has to hold it. */
const saveDraft = async (replica: ReplicaApi, draft: Draft): Promise<boolean> => {
  const hold = setTimeout(() => noteUnkept(draft), holdAfterMs);
  const answer = await replica.saveDraft(draft);
  clearTimeout(hold);
  if (answer.ok || answer.error.type === 'invalidChange') noteKept(draft.key, draft.at);
  else noteUnkept(draft);
  return answer.ok;
};

const dropDraft = (replica: ReplicaApi, key: string): Promise<boolean> => {
  noteKept(key);
  return replica.dropDraft(key).then(
    () => true,
    () => false,
  );
};

/** Writes what `waiting` holds, one write after the other, so that a late one never brings back a dropped draft. */
const useSaving = (type: RecordType, id: RecordId) => {
  const replica = useReplica();
  const [saved, setSaved] = useState<Saved>({ at: null, failed: false });
  const waiting = useRef<Typed | null>(null);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const write = useCallback(async (): Promise<void> => {
    const next = waiting.current;
    if (!next) return;
    waiting.current = null;
    const key = `${type}/${id}`;
    const at = Date.now();
    const isNothing = Object.keys(next.values).length === 0; // Nothing is begun any more.
    const isKept = await (isNothing ? dropDraft(replica, key) : saveDraft(replica, { key, type, id, ...next, at }));
    setSaved((before) => (isKept ? { at, failed: false } : { at: before.at, failed: true }));
    if (!isKept) waiting.current ??= next;
  }, [replica, type, id]);
  const settle = useCallback((): Promise<void> => {
    writing.current = writing.current.then(write, write);
    return writing.current;
  }, [write]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    void settle();
  }, [settle]);
  /** Counts from the first key that is not kept: whoever types on without a pause would otherwise keep nothing. */
  const flushSoon = useCallback(() => {
    timer.current ??= setTimeout(flush, saveAfterMs);
  }, [flush]);
  return { saved, setSaved, waiting, settle, flush, flushSoon };
};

const useFlushOnLeaving = (flush: () => void): void => {
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    window.addEventListener(leaving, flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      window.removeEventListener(leaving, flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [flush]);
};

/** Keeps what is typed for one record in the store's drafts: within 200 ms, at once when the window or the form is left. */
export const useKeptDraft = (type: RecordType, id: RecordId, beginning: Typed): KeptDraft => {
  const replica = useReplica();
  const cache = useQueryClient();
  const key = `${type}/${id}`;
  const begin = useRef(beginning);
  const [typed, setState] = useState<Typed | null>(() => (isUntouched(id) ? beginning : null));
  const [restored, setRestored] = useState(false);
  const { saved, setSaved, waiting, settle, flush, flushSoon } = useSaving(type, id);
  const isUnkept = useUnkept(({ drafts }) => key in drafts);
  useFlushOnLeaving(flush);
  useHeldKeys(typed === null);
  useEffect(() => {
    if (isUntouched(id)) return;
    let current = true;
    const show = (stored: Draft | null): void => {
      if (!current) return;
      const unkept = unkeptDraft(key);
      const draft = unkept && unkept.at >= (stored?.at ?? 0) ? unkept : stored;
      setState(draft ?? begin.current);
      setRestored(draft !== null);
      if (draft) setSaved({ at: stored?.at ?? null, failed: draft === unkept });
    };
    const ask = async (): Promise<void> => {
      for (let asked = 1; current; asked += 1) {
        const stored = await replica.draft(key).catch(() => undefined);
        if (stored !== undefined) return show(stored);
        if (asked === mostAsked) return show(null);
        await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      }
    };
    void ask();
    return () => {
      current = false;
    };
  }, [replica, id, key, setSaved]);
  useEffect(() => {
    if (typed && waiting.current !== null) flushSoon();
  }, [typed, flushSoon, waiting]);
  const setTyped: KeptDraft['setTyped'] = useCallback(
    (change) => {
      setState((before) => {
        const next = typeof change === 'function' ? change(before) : change;
        if (next === before) return before;
        touchForm(id);
        waiting.current = next;
        return next;
      });
    },
    [id, waiting],
  );
  const drop = async (rest: (typed: Typed) => Typed): Promise<void> => {
    touchForm(id);
    waiting.current = null;
    await settle();
    waiting.current = null;
    noteKept(key);
    await replica.dropDraft(key);
    setState((before) => {
      const next = before && rest(before);
      waiting.current = next && Object.keys(next.values).length > 0 ? next : null;
      return next;
    });
    setRestored(false);
    await outdate(cache, draftsKey);
  };
  const isNothing = Object.keys(typed?.values ?? {}).length === 0;
  return { typed, setTyped, restored, savedAt: saved.at, failed: saved.failed && (isUnkept || isNothing), flush, settle, drop };
};
