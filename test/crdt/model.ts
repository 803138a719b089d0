import { canonicalJson, type Json } from '../../src/base/json.ts';

/**
 * What the merge must amount to, said without vectors, states or merging: a store knows a set of operations, each operation remembers
 * which others its author had been shown, and two stores that meet know the union of what they knew.
 */
export type Operation = {
  readonly record: string;
  readonly run: string;
  readonly n: number;
  readonly at: number;
  readonly path: string;
  readonly value: Json;
  /** What the author had been shown of the record. */
  readonly shown: ReadonlySet<Operation>;
  /** For a delete: what it counts as having seen. */
  readonly saw: ReadonlySet<Operation> | null;
  readonly erases: boolean;
};
export type Known = ReadonlySet<Operation>;

/** An operation goes only when a known one was written to the same path by somebody who had been shown it. */
export const survivors = (known: Known): readonly Operation[] => {
  const all = [...known];
  return all.filter((op) => !op.erases && !all.some((later) => later.path === op.path && later.shown.has(op)));
};

export const isDeletedIn = (surviving: readonly Operation[]): boolean => {
  const deletes = surviving.filter((op) => op.saw !== null);
  const edits = surviving.filter((op) => op.saw === null);
  return deletes.length > 0 && edits.every((edit) => deletes.some((d) => d.saw?.has(edit) || isSameCommit(d, edit)));
};

export const erasureIn = (known: Known): readonly [string, number, number] | null => {
  const [latest] = [...known].filter((op) => op.erases).sort(laterFirst);
  return latest === undefined ? null : [latest.run, latest.n, latest.at];
};

/** Path → `run n at value`, in the order of display. A delete's value is left to `isDeletedIn`, which does not know vectors. */
export const shownIn = (known: Known): ReadonlyMap<string, readonly string[]> => {
  const paths = Map.groupBy([...survivors(known)].sort(laterFirst), (op) => op.path);
  return new Map(
    [...paths].map(([path, ops]) => [path, ops.map((op) => line(op.run, op.n, op.at, op.saw === null ? op.value : 'deleted'))]),
  );
};

export const line = (run: string, n: number, at: number, value: Json): string => `${run} ${n} ${at} ${canonicalJson(value)}`;

const isSameCommit = (a: Operation, b: Operation): boolean => a.run === b.run && a.n === b.n;

const laterFirst = (a: Operation, b: Operation): number => b.at - a.at || (a.run < b.run ? 1 : a.run > b.run ? -1 : b.n - a.n);
