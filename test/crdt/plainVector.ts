import type { RunRecords, Vector } from '../../src/crdt/types.ts';

/** Run → highest number with every ancestor written out, found in the most naive way: the oracle for all functions on vectors. */
export type PlainVector = ReadonlyMap<string, number>;

export const plain = (vector: Vector, runs: RunRecords): PlainVector => {
  const all = new Map(Object.entries(vector).filter(([, n]) => n > 0));
  for (let grown = true; grown; ) {
    grown = false;
    for (const run of [...all.keys()]) {
      const parent = plainParent(run, runs);
      if (parent === null || (all.get(parent[0]) ?? 0) >= parent[1]) continue;
      all.set(parent[0], parent[1]);
      grown = true;
    }
  }
  return all;
};

export const plainCovers = (vector: Vector, run: string, n: number, runs: RunRecords): boolean => (plain(vector, runs).get(run) ?? 0) >= n;

export const plainUnion = (a: PlainVector, b: PlainVector): PlainVector => {
  const both = new Map(a);
  for (const [run, n] of b) both.set(run, Math.max(n, both.get(run) ?? 0));
  return both;
};

export const plainIntersection = (a: PlainVector, b: PlainVector): PlainVector =>
  new Map([...a].map(([run, n]) => [run, Math.min(n, b.get(run) ?? 0)] as const).filter(([, n]) => n > 0));

/** Two plain vectors side by side in a test's message. */
export const listed = (vector: PlainVector): readonly string[] => [...vector].map(([run, n]) => `${run} ${n}`).sort();

/** A run that is its own ancestor counts as a first run. */
const plainParent = (run: string, runs: RunRecords): readonly [string, number] | null => {
  const parent = runs.get(run)?.parent ?? null;
  let at: string | undefined = parent?.[0];
  for (let steps = 0; steps <= runs.size && at !== undefined; steps += 1) {
    if (at === run) return null;
    at = runs.get(at)?.parent?.[0];
  }
  return parent;
};
