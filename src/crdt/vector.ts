import { own } from '../base/json.ts';
import { branchNumber, createBranchFinder, parentOf } from './lineage.ts';
import { expand } from './runs.ts';
import type { RunRecords, Vector } from './types.ts';

const fewEntries = 6;
/** As many entries are looked through sooner than put in order. */
const scannedEntries = 32;

/** Whether it is cheaper to compare entries with one another than to walk up their ancestors, of which years of openings make very many. */
const isPairwiseCheaper = (entries: number, runs: RunRecords): boolean => entries <= fewEntries || entries ** 2 <= runs.size;

/** Whether the vector includes commit `n` of `run`, directly or as an ancestor of one of its runs. */
export const covers = (vector: Vector, run: string, n: number, runs: RunRecords): boolean => {
  const entry = own(vector, run);
  if (entry !== undefined && entry >= n) return true;
  for (const other of Object.keys(vector)) {
    if (other !== run && (vector[other] ?? 0) > 0 && branchNumber(runs, other, run) >= n) return true;
  }
  return false;
};

/** Whether something includes commit `n` of `run`. */
export type Cover = (run: string, n: number) => boolean;

/**
 * `covers` of one of these vectors, for many questions: of vectors with very many entries the cost of all answers does not grow with the product of
 * entries and questions. What somebody sends may have thousands of both.
 */
export const createCover = (vectors: readonly Vector[], runs: RunRecords): Cover => {
  const [first = {}, ...others] = vectors;
  const vector = others.length === 0 ? first : highestOf(vectors);
  let byAncestry: Cover | null = null;
  return (run, n) => {
    const entry = own(vector, run);
    if (entry !== undefined && entry >= n) return true;
    byAncestry ??= createAncestryCover(vector, runs);
    return byAncestry(run, n);
  };
};

const createAncestryCover = (vector: Vector, runs: RunRecords): Cover => {
  const entries = Object.keys(vector).filter((run) => (vector[run] ?? 0) > 0);
  if (entries.length <= scannedEntries) return (run, n) => entries.some((other) => other !== run && branchNumber(runs, other, run) >= n);
  const finder = createBranchFinder(runs, entries);
  const reach = new Map<string, number>();
  return (run, n) => {
    const known = reach.get(run) ?? finder(run);
    reach.set(run, known);
    return known >= n;
  };
};

/** Whether everything that `small` includes is included in what `cover` was made of. */
export const isCovered = (small: Vector, cover: Cover): boolean => {
  for (const run in small) {
    const n = small[run] ?? 0;
    if (n > 0 && !cover(run, n)) return false;
  }
  return true;
};

/** Whether everything that `small` includes is included in `big`. */
export const impliesVector = (big: Vector, small: Vector, runs: RunRecords): boolean => {
  if (big === small) return true;
  let cover: Cover | null = null;
  for (const run of Object.keys(small)) {
    const n = small[run] ?? 0;
    if (n <= 0 || (own(big, run) ?? 0) >= n) continue;
    cover ??= createCover([big], runs);
    if (!cover(run, n)) return false;
  }
  return true;
};

/** Whether the entry of `run` says nothing that the other entries do not say already. */
export const impliedEntry = (vector: Vector, run: string, runs: RunRecords): boolean => {
  const n = own(vector, run) ?? 0;
  return Object.keys(vector).some((other) => other !== run && (vector[other] ?? 0) > 0 && branchNumber(runs, other, run) >= n);
};

/** Whether no entry is implied by the others, as in every vector that the functions here return. */
export const isReduced = (vector: Vector, runs: RunRecords): boolean => {
  const entries = Object.keys(vector);
  if (entries.some((run) => (vector[run] ?? 0) <= 0)) return false;
  if (entries.length <= scannedEntries) return entries.length === 1 || entries.every((run) => !impliedEntry(vector, run, runs));
  const finder = createBranchFinder(runs, entries);
  return entries.every((run) => finder(run) < (vector[run] ?? 0));
};

/** Everything that either includes, without implied entries. Returns `a` or `b` itself where that is the answer. */
export const joinVectors = (a: Vector, b: Vector, runs: RunRecords): Vector => {
  if (isReduced(a, runs) && impliesVector(a, b, runs)) return a;
  if (isReduced(b, runs) && impliesVector(b, a, runs)) return b;
  const either = highestOf([a, b]);
  const entries = Object.entries(either);
  if (!isPairwiseCheaper(entries.length, runs)) return collapse(expand(either, runs), runs);
  return sortedVector(entries.filter(([run, n]) => n > 0 && !impliedEntry(either, run, runs)));
};

/** Everything that both include, without implied entries. */
export const intersectVectors = (a: Vector, b: Vector, runs: RunRecords): Vector => {
  const inB = expand(b, runs);
  const both = new Map<string, number>();
  for (const [run, n] of expand(a, runs)) {
    const least = Math.min(n, inB.get(run) ?? 0);
    if (least > 0) both.set(run, least);
  }
  return collapse(both, runs);
};

/** The vector of an expanded form: entries that a child's branch number implies are left out, a higher one stays. Keys are sorted. */
export const collapse = (expanded: ReadonlyMap<string, number>, runs: RunRecords): Vector => {
  const implied = new Map<string, number>();
  for (const run of expanded.keys()) {
    const parent = parentOf(runs, run);
    if (parent !== null) implied.set(parent.run, Math.max(implied.get(parent.run) ?? 0, parent.n));
  }
  return sortedVector([...expanded].filter(([run, n]) => n > (implied.get(run) ?? 0)));
};

/** The higher number of each entry; what it includes is what any of them does. */
const highestOf = (vectors: readonly Vector[]): Vector => {
  const highest = new Map<string, number>();
  for (const vector of vectors) for (const run of Object.keys(vector)) highest.set(run, Math.max(vector[run] ?? 0, highest.get(run) ?? 0));
  return Object.fromEntries(highest);
};

/** A vector of these entries with its keys in code-unit order, so that equal vectors give equal JSON. */
export const sortedVector = (entries: readonly (readonly [run: string, n: number])[]): Vector =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
