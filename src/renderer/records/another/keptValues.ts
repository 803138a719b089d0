import { useEffect } from 'react';
import { create } from 'zustand';
import { isJsonObject, type Json } from '../../../base/json.ts';
import type { Texts } from '../../../domain/combine.ts';
import { partOf } from '../../../domain/values.ts';
import { leaving } from '../../../ipc/methods.ts';
import type { Draft, ReplicaApi } from '../../../replica/api.ts';
import { useReplica } from '../../replica/context.ts';
import { type BegunValue, questionKey, useBegunValues } from './begunValues.ts';

const saveAfterMs = 200;

/** The questions whose value could not be kept when it was last tried. */
const useUnkept = create<{ readonly questions: ReadonlySet<string> }>()(() => ({ questions: new Set() }));

const note = (question: string, isKept: boolean): void =>
  useUnkept.setState(({ questions }) => {
    if (questions.has(question) !== isKept) return { questions };
    return { questions: new Set(isKept ? [...questions].filter((each) => each !== question) : [...questions, question]) };
  });

/** Whether what is written for a question would be lost with the window. */
export const useIsUnkept = ({ entry }: BegunValue): boolean => useUnkept(({ questions }) => questions.has(questionKey(entry)));

const textsOf = (kept: Json | undefined): Texts =>
  kept !== undefined && isJsonObject(kept) ? Object.fromEntries(Object.keys(kept).map((name) => [name, partOf(kept, name)])) : {};

/** A begun value as a draft of its record, beside the draft of the record's own form. */
export const toDraft = ({ entry, texts, value }: BegunValue, at: number): Draft => ({
  key: `${entry.type}/${entry.id}/${entry.duplicate?.id ?? ''}/${entry.path}`,
  type: entry.type,
  id: entry.id,
  shown: entry.seen,
  values: { texts, value },
  question: entry,
  at,
});

/** The begun value that a draft holds; null for the draft of a form. */
export const fromDraft = ({ question, values }: Draft): BegunValue | null =>
  question === undefined ? null : { entry: question, texts: textsOf(values.texts), value: values.value ?? null, isTouched: true };

/** Keeps in the store's drafts what is written beside the values of questions; brings back what an earlier sitting has left there. */
const keepValues = (replica: ReplicaApi): (() => void) => {
  /** What the store holds, by the key of its draft. */
  const kept = new Map<string, BegunValue>();
  let turn: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async (): Promise<void> => {
    const touched = Object.values(useBegunValues.getState().begun).filter(({ isTouched }) => isTouched);
    const wanted = new Map(touched.map((value) => [toDraft(value, 0).key, value]));
    for (const key of [...kept.keys()].filter((each) => !wanted.has(each))) {
      await replica.dropDraft(key);
      kept.delete(key);
    }
    for (const [key, value] of wanted) {
      if (kept.get(key) === value) continue;
      const { ok } = await replica.saveDraft(toDraft(value, Date.now()));
      if (ok) kept.set(key, value);
      note(questionKey(value.entry), ok);
    }
  };
  const inTurn = (work: () => Promise<void>): void => {
    turn = turn.then(work).catch((error: unknown) => console.error('What is written for a question was not kept.', error));
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    inTurn(write);
  };
  inTurn(async () => {
    for (const draft of await replica.drafts()) {
      const value = fromDraft(draft);
      if (value === null) continue;
      kept.set(draft.key, value);
      useBegunValues.getState().bringBack(value);
    }
  });
  const stop = useBegunValues.subscribe(() => {
    timer ??= setTimeout(flush, saveAfterMs);
  });
  const ends = [
    [window, 'pagehide'],
    [window, leaving],
    [document, 'visibilitychange'],
  ] as const;
  for (const [target, name] of ends) target.addEventListener(name, flush);
  return () => {
    stop();
    for (const [target, name] of ends) target.removeEventListener(name, flush);
    flush();
  };
};

/** Once for the window: nothing that is written for a question is lost with it. */
export const useKeptValues = (): void => {
  const replica = useReplica();
  useEffect(() => keepValues(replica), [replica]);
};
