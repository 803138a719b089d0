import { create } from 'zustand';
import type { RecordId } from '../../../base/ids.ts';
import type { Json } from '../../../base/json.ts';
import type { Texts } from '../../../domain/combine.ts';
import type { RivalEntry } from '../../../replica/api.ts';

/** A value that somebody is writing, as `texts` where it is made of texts, else as `value`. `entry` is the question as it was shown when they began: what has come since then was not seen. */
export type BegunValue = { readonly entry: RivalEntry; readonly texts: Texts; readonly value: Json; readonly isTouched: boolean };

type BegunValues = {
  readonly begun: Readonly<Record<string, BegunValue>>;
  readonly keep: (value: BegunValue) => void;
  readonly drop: (entry: RivalEntry) => void;
  /** What an earlier sitting has left, unless somebody has begun anew meanwhile. */
  readonly bringBack: (value: BegunValue) => void;
};

/** Names a question: a field of a record, or of a record that was joined to it. */
/** Somebody who has been erased may stand in a field that has several values. */
export const questionKey = ({ kind, id, path, duplicate }: RivalEntry): string =>
  `${id} ${path} ${kind === 'erasedPerson' ? kind : (duplicate?.id ?? '')}`;

/** What is being written beside the values of a question, until it is saved or given up, whatever becomes of the question and whichever room is open; `keptValues` keeps it beyond the window. */
export const useBegunValues = create<BegunValues>()((set) => ({
  begun: {},
  keep: (value) => set(({ begun }) => ({ begun: { ...begun, [questionKey(value.entry)]: value } })),
  bringBack: (value) => set(({ begun }) => ({ begun: { [questionKey(value.entry)]: value, ...begun } })),
  drop: (entry) => set(({ begun }) => ({ begun: Object.fromEntries(Object.entries(begun).filter(([key]) => key !== questionKey(entry))) })),
}));

/** Names a question as it stands now: once it was answered, or once anything else of its record has changed, it is another one. */
export const askedNow = (entry: RivalEntry): string => JSON.stringify([questionKey(entry), entry.seen]);

/** A question of a list; `isHeld`: it is not in the list any more, and somebody is still writing a value for it. */
export type ShownQuestion = { readonly entry: RivalEntry; readonly isHeld: boolean };

/** The questions of a list, after those that have left it while somebody was writing; `of` narrows these to one record. */
export const useShownQuestions = (entries: readonly RivalEntry[], of: RecordId | null = null): readonly ShownQuestion[] => {
  const begun = useBegunValues((state) => state.begun);
  const listed = new Set(entries.map(questionKey));
  const held = Object.entries(begun).filter(([key, { entry }]) => !listed.has(key) && (of === null || entry.id === of));
  return [...held.map(([, { entry }]) => ({ entry, isHeld: true })), ...entries.map((entry) => ({ entry, isHeld: false }))];
};
