import { useCallback, useRef } from 'react';
import type { RecordId } from '../../base/ids.ts';
import { type Json, own } from '../../base/json.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import type { Row, Values } from '../../replica/api.ts';
import type { Said } from '../i18n/said.ts';
import { useCommit } from './commit.ts';
import { useReplica } from './context.ts';
import { changesToWrite, entered, onlyChanges, typedOver, typingPath, withTyping } from './draftValues.ts';
import { useKeptDraft } from './keptDraft.ts';

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
  /** For a field in which something is typed before it becomes a value, as a name that is looked for: the draft keeps that too. */
  readonly typing: (field: string) => { readonly typed: string; readonly onTyped: (text: string) => void };
  readonly savedAt: number | null;
  readonly failed: boolean;
  /** Writes what is typed to the draft at once; call it when a field is left. */
  readonly flush: () => void;
  /**
   * Commits the changes, with `also` over them, and drops the draft; what is typed meanwhile begins a new one. False when it failed: the form
   * stays as it is. Asked again before it has ended, it answers the same.
   */
  readonly submit: (said: Said | null, also?: Values) => Promise<boolean>;
  readonly discard: () => Promise<void>;
};

const textOf = (value: Json | undefined): string => (value === undefined || value === null ? '' : String(value));

/**
 * A form whose every keystroke is kept in a local draft: at most 200 ms later, at once when a field or the window is left.
 * `row` is the record as it was opened, null for a new one that begins with `initial`. What the person was shown is fixed when the form
 * opens, so that a change arriving meanwhile becomes a second value and is not overwritten.
 */
export const useDraftForm = (type: RecordType, id: RecordId, row: Row | null, initial: Values = {}): DraftForm => {
  const replica = useReplica();
  const commit = useCommit();
  const stored = useRef(row?.values ?? {});
  const saving = useRef<Promise<boolean> | null>(null);
  const { typed, setTyped, restored, savedAt, failed, flush, settle, drop } = useKeptDraft(type, id, {
    values: row === null ? initial : {},
    shown: row?.seen ?? {},
  });
  const set = useCallback(
    (path: string, value: Json): void =>
      setTyped((before) => before && { ...before, values: { ...before.values, [path]: value === '' ? null : value } }),
    [setTyped],
  );
  const save = async (said: Said | null, also: Values): Promise<boolean> => {
    const settled = settle();
    const final = changesToWrite(stored.current, { ...entered(typed?.values ?? {}), ...also });
    if (typed && Object.keys(final).length > 0) {
      const receipt = await commit([{ kind: 'set', type, id, set: final, shown: typed.shown }], said, settled);
      if (!receipt) return false;
    } else await settled;
    const fresh = await replica.get(type, id);
    stored.current = fresh?.values ?? {};
    await drop((now) => ({ values: onlyChanges(typed?.values ?? {}, now.values), shown: fresh?.seen ?? {} }));
    return true;
  };
  const submit = (said: Said | null, also: Values = {}): Promise<boolean> => {
    saving.current ??= save(said, also).finally(() => {
      saving.current = null;
    });
    return saving.current;
  };
  const typing = (field: string) => ({
    typed: textOf(own(typed?.values ?? {}, typingPath(field))),
    onTyped: (text: string): void =>
      setTyped((before) => {
        if (before === null) return null;
        const values = withTyping(before.values, field, text);
        return values === before.values ? before : { ...before, values };
      }),
  });
  const values = typedOver(stored.current, entered(typed?.values ?? {}));
  return {
    ready: typed !== null,
    restored,
    values,
    changes: onlyChanges(stored.current, entered(typed?.values ?? {})),
    text: (path) => textOf(own(values, path)),
    set,
    typing,
    savedAt,
    failed,
    flush,
    submit,
    discard: () => drop(({ shown }) => ({ values: {}, shown })),
  };
};
