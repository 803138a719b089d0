import type { Json, JsonObject } from '../../src/base/json.ts';

/**
 * What the merge must amount to, said without vectors, states or merging, and without a line of the merge's code: a replica knows a set of
 * operations, each operation remembers which others its author had been shown, and two replicas that meet know the union of what they knew.
 * A set is a bigint in which bit i stands for the i-th operation of the record.
 */
export type Known = bigint;

export type Operation = {
  readonly run: string;
  readonly n: number;
  readonly at: number;
  readonly path: string;
  readonly value: Json;
  /** What the author had been shown of the record. */
  readonly shown: Known;
  /** For a delete: what it counts as having seen. */
  readonly saw: Known | null;
  readonly erases: boolean;
};

type Numbered = Operation & { readonly bit: Known };
type RecordModel = {
  readonly type: string;
  readonly id: string;
  readonly operations: Numbered[];
  readonly texts: Map<Known, string | null>;
};

/** Every operation there ever was, by record; run → the run it went on from and up to where. */
export type Model = { readonly records: ReadonlyMap<string, RecordModel>; readonly parents: Map<string, readonly [string, number] | null> };

export const createModel = (records: readonly { readonly type: string; readonly id: string }[]): Model => ({
  records: new Map(records.map(({ type, id }) => [id, { type, id, operations: [], texts: new Map() }])),
  parents: new Map(),
});

const recordOf = (model: Model, id: string): RecordModel => {
  const record = model.records.get(id);
  if (record === undefined) throw new Error(`the model knows no record ${id}`);
  return record;
};

/** Adds an operation and answers the set that holds it alone. */
export const addOperation = (model: Model, id: string, operation: Operation): Known => {
  const { operations } = recordOf(model, id);
  const bit = 1n << BigInt(operations.length);
  operations.push({ ...operation, bit });
  return bit;
};

export const operationsOf = (model: Model, id: string): readonly Numbered[] => recordOf(model, id).operations;

const members = (model: Model, id: string, known: Known): readonly Numbered[] =>
  operationsOf(model, id).filter(({ bit }) => (known & bit) !== 0n);

/** An operation goes only when a known one was written to the same path by somebody who had been shown it. */
const survivors = (known: readonly Numbered[]): readonly Numbered[] => {
  const overwritten = new Map<string, Known>();
  for (const { path, shown } of known) overwritten.set(path, (overwritten.get(path) ?? 0n) | shown);
  return known.filter((op) => !op.erases && ((overwritten.get(op.path) ?? 0n) & op.bit) === 0n);
};

const isDeletedAmong = (surviving: readonly Numbered[]): boolean => {
  const deletes = surviving.filter((op) => op.saw !== null);
  const isSeen = (edit: Numbered): boolean =>
    deletes.some((d) => ((d.saw ?? 0n) & edit.bit) !== 0n || (d.run === edit.run && d.n === edit.n));
  return deletes.length > 0 && surviving.every((op) => op.saw !== null || isSeen(op));
};

/** Whether somebody who knows `known` takes the record for deleted when only `shown` of it is looked at. */
export const isDeletedIn = (model: Model, id: string, known: Known, shown: Known = known): boolean =>
  isDeletedAmong(survivors(members(model, id, known)).filter((op) => (op.bit & shown) !== 0n));

/** The vector of a set: each run's highest number, less what another of its runs goes on from anyway. Keys in code-unit order. */
export const vectorOf = (model: Model, id: string, known: Known): Readonly<Record<string, number>> => {
  const highest = new Map<string, number>();
  for (const { run, n } of members(model, id, known)) highest.set(run, Math.max(n, highest.get(run) ?? 0));
  const isImplied = (run: string, n: number): boolean =>
    [...highest.keys()].some((other) => other !== run && containedUpTo(model, other, run) >= n);
  return sortedObject([...highest].filter(([run, n]) => !isImplied(run, n)));
};

/** How much of `ancestor` every commit of `run` includes. */
const containedUpTo = (model: Model, run: string, ancestor: string): number => {
  for (let parent = model.parents.get(run) ?? null; parent !== null; parent = model.parents.get(parent[0]) ?? null) {
    if (parent[0] === ancestor) return parent[1];
  }
  return 0;
};

/** Run → highest number that a vector includes, ancestors written out. */
export const expandedIn = (model: Model, vector: Readonly<Record<string, number>>): ReadonlyMap<string, number> => {
  const all = new Map<string, number>();
  for (const entry of Object.entries(vector)) {
    for (let at: readonly [string, number] | null = entry; at !== null; at = model.parents.get(at[0]) ?? null) {
      all.set(at[0], Math.max(at[1], all.get(at[0]) ?? 0));
    }
  }
  return all;
};

/**
 * What somebody holds completely to whom these claims were made: "whoever holds `base` holds `heads`", run by run, a run only after what it
 * went on from; ancestors written out.
 */
export const heldAfter = (
  model: Model,
  claims: readonly { readonly base: Readonly<Record<string, number>>; readonly heads: Readonly<Record<string, number>> }[],
): ReadonlyMap<string, number> => {
  const held = new Map<string, number>();
  const isBegun = (run: string): boolean => {
    const parent = model.parents.get(run);
    return held.has(run) || parent === null || (parent !== undefined && (held.get(parent[0]) ?? 0) >= parent[1]);
  };
  const steps = claims.flatMap(({ base, heads }) => {
    const from = expandedIn(model, base);
    return [...expandedIn(model, heads)].map(([run, n]) => ({ run, n, after: from.get(run) ?? 0 }));
  });
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const { run, n, after } of steps) {
      const now = held.get(run) ?? 0;
      if (n <= now || after > now || !isBegun(run)) continue;
      held.set(run, n);
      isMoving = true;
    }
  }
  return held;
};

/** The operations of a record that a vector includes. */
export const includedIn = (model: Model, id: string, vector: Readonly<Record<string, number>>): Known => {
  const all = expandedIn(model, vector);
  return operationsOf(model, id).reduce((known, { run, n, bit }) => ((all.get(run) ?? 0) >= n ? known | bit : known), 0n);
};

/** The stored record of somebody who knows `known`, to the byte; null where it is not stored at all. */
export const textOf = (model: Model, id: string, known: Known): string | null => {
  const { texts } = recordOf(model, id);
  const remembered = texts.get(known);
  if (remembered !== undefined) return remembered;
  const text = known === 0n ? null : JSON.stringify(packedOf(model, id, known));
  texts.set(known, text);
  return text;
};

const packedOf = (model: Model, id: string, known: Known): JsonObject => {
  const { type } = recordOf(model, id);
  const all = members(model, id, known);
  const seen = vectorOf(model, id, known);
  const [erasure] = all.filter((op) => op.erases).sort(laterFirst);
  if (erasure !== undefined) return { type, id, erased: stampOf(erasure), seen };
  const byPath = [...Map.groupBy([...survivors(all)].sort(laterFirst), (op) => op.path)].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = byPath.map(([path, ops]) => [path, ops[0] as Numbered] as const); // A group is never empty.
  const common = mostCommon(shown.map(([, op]) => op));
  const own = shown.filter(([, op]) => !isSameCommit(op, common));
  const rivals = byPath.filter(([, ops]) => ops.length > 1);
  return {
    type,
    id,
    f: Object.fromEntries(shown.map(([path, op]) => [path, op.value])),
    s: Object.fromEntries([['', stampOf(common)], ...own.map(([path, op]) => [path, stampOf(op)] as const)]),
    ...(rivals.length === 0 ? {} : { r: Object.fromEntries(rivals.map(([path, ops]) => [path, ops.slice(1).map(versionOf)])) }),
    seen,
  };
};

const mostCommon = (ops: readonly Numbered[]): Numbered => {
  const groups = [...Map.groupBy(ops, ({ run, n }) => `${run} ${n}`).values()];
  groups.sort((a, b) => b.length - a.length || laterFirst(a[0] as Numbered, b[0] as Numbered));
  const op = groups[0]?.[0];
  if (op === undefined) throw new Error('a record without a single value');
  return op;
};

const isSameCommit = (a: Operation, b: Operation): boolean => a.run === b.run && a.n === b.n;

const stampOf = ({ run, n, at }: Operation): Json => [run, n, at];

const versionOf = (op: Operation): Json => ({ v: op.value, s: stampOf(op) });

const laterFirst = (a: Operation, b: Operation): number => b.at - a.at || (a.run < b.run ? 1 : a.run > b.run ? -1 : b.n - a.n);

const sortedObject = (entries: readonly (readonly [string, number])[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Where a join leads, found by walking: the end of the chain, or the smallest id of a circle. `targetOf` as for `followSameAs`. */
export const naiveJoin = (id: string, targetOf: (id: string) => string | null | undefined): string => {
  const walk = [id];
  for (let steps = 0; steps < 50; steps += 1) {
    const target = targetOf(walk.at(-1) ?? id);
    if (target === null || target === undefined || targetOf(target) === undefined) return walk.at(-1) ?? id;
    walk.push(target);
  }
  const circle = walk.slice(-25);
  return [...circle].sort()[0] ?? id;
};
