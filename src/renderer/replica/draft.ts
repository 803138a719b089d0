import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecordId } from '../../base/ids.ts';
import { type Json, own } from '../../base/json.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import type { Draft, Row, Values } from '../../replica/api.ts';
import { useCommit } from './commit.ts';
import { useReplica } from './context.ts';
import { onlyChanges, typedOver } from './draftValues.ts';
import { overviewKey } from './events.ts';

export type DraftForm = {
  /** False until a kept draft has been looked for; show nothing editable before. */
  readonly ready: boolean;
  /** A draft of an earlier sitting was found and is shown. */
  readonly restored: boolean;
  /** The record as the form shows it: its values with the draft over them. */
  readonly values: Values;
  /** Only what differs; a cleared field is null. */
  readonly changes: Values;
  readonly text: (path: string) => string;
  /** Null or '' clears the field. */
  readonly set: (path: string, value: Json) => void;
  readonly savedAt: number | null;
  readonly failed: boolean;
  /** Writes what is typed to the draft at once; call it when a field is left. */
  readonly flush: () => void;
  /** Commits the changes, with `also` over them, and drops the draft. False when it failed: the form stays as it is. */
  readonly submit: (said: string | null, also?: Values) => Promise<boolean>;
  readonly discard: () => Promise<void>;
};

type Typed = { readonly values: Values; readonly shown: Draft['shown'] };

const saveAfterMs = 200;

/**
 * A form whose every keystroke is kept in a local draft: at most 200 ms later, at once when a field or the window is left.
 * `row` is the record as it was opened, null for a new one that begins with `initial`. What the person was shown is fixed when the form
 * opens, so that a change arriving meanwhile becomes a second value and is not overwritten.
 */
export const useDraftForm = (type: RecordType, id: RecordId, row: Row | null, initial: Values = {}): DraftForm => {
  const replica = useReplica();
  const cache = useQueryClient();
  const commit = useCommit();
  const opened = useRef({ values: row?.values ?? {}, initial });
  const [typed, setTyped] = useState<Typed | null>(null);
  const [restored, setRestored] = useState(false);
  const [saved, setSaved] = useState<{ readonly at: number | null; readonly failed: boolean }>({ at: null, failed: false });
  const waiting = useRef<Typed | null>(null);
  const ended = useRef(false);
  const shownAtOpening = useRef<Draft['shown']>(row?.seen ?? {});
  const key = `${type}/${id}`;

  useEffect(() => {
    let current = true;
    ended.current = false;
    const begin = (draft: Draft | null): void => {
      if (!current) return;
      setTyped(draft ?? { values: opened.current.initial, shown: shownAtOpening.current });
      setRestored(draft !== null);
      if (draft) setSaved({ at: draft.at, failed: false });
    };
    replica.draft(key).then(begin, () => begin(null));
    return () => {
      current = false;
    };
  }, [replica, key]);

  const save = useCallback(async (): Promise<void> => {
    const next = waiting.current;
    if (!next || ended.current) return;
    waiting.current = null;
    const result = await replica.saveDraft({ key, type, id, shown: next.shown, values: next.values, at: Date.now() });
    setSaved((before) => (result.ok ? { at: result.value.at, failed: false } : { at: before.at, failed: true }));
    if (!result.ok) waiting.current ??= next;
  }, [replica, key, type, id]);
  const flush = useCallback(() => void save(), [save]);

  useEffect(() => {
    if (!typed || waiting.current === null) return;
    const timer = setTimeout(flush, saveAfterMs);
    return () => clearTimeout(timer);
  }, [typed, flush]);
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [flush]);

  const drop = useCallback(async (): Promise<void> => {
    ended.current = true;
    waiting.current = null;
    await replica.dropDraft(key);
    await cache.invalidateQueries({ queryKey: overviewKey });
  }, [replica, key, cache]);

  const set = useCallback((path: string, value: Json): void => {
    ended.current = false;
    setTyped((before) => {
      if (!before) return before;
      const next = { ...before, values: { ...before.values, [path]: value === '' ? null : value } };
      waiting.current = next;
      return next;
    });
  }, []);

  const base = opened.current.values;
  const changes = onlyChanges(base, typed?.values ?? {});
  const values = typedOver(base, typed?.values ?? {});
  const submit = async (said: string | null, also: Values = {}): Promise<boolean> => {
    await save();
    const final = onlyChanges(base, { ...typed?.values, ...also });
    if (typed && Object.keys(final).length > 0) {
      const receipt = await commit([{ kind: 'set', type, id, set: final, shown: typed.shown }], said);
      if (!receipt) return false;
    }
    await drop();
    const fresh = await replica.get(type, id);
    if (fresh) {
      opened.current = { values: fresh.values, initial: {} };
      setTyped({ values: {}, shown: fresh.seen });
      setRestored(false);
    }
    return true;
  };
  return {
    ready: typed !== null,
    restored,
    values,
    changes,
    text: (path) => {
      const value = own(values, path);
      return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
    },
    set,
    savedAt: saved.at,
    failed: saved.failed,
    flush,
    submit,
    discard: drop,
  };
};
