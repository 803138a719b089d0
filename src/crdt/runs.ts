import { err, ok, type Result } from '../base/result.ts';
import { parentOf } from './lineage.ts';
import type { RunRecord, RunRecords, Vector } from './types.ts';

export type RunConflict = { readonly type: 'runConflict'; readonly run: string };

/** Both sets of run records as one new map. A run record never changes, so two different ones of one run are an error and nothing is joined. */
export const joinRunRecords = (mine: RunRecords, arriving: Iterable<RunRecord>): Result<Map<string, RunRecord>, RunConflict> => {
  const joined = new Map(mine);
  for (const record of arriving) {
    const known = joined.get(record.id);
    if (known === undefined) joined.set(record.id, record);
    else if (!sameRunRecord(known, record)) return err({ type: 'runConflict', run: record.id });
  }
  return ok(joined);
};

/** The vector with every implied entry written out: run → highest number it includes. Runs whose records are unknown imply nothing. */
export const expand = (vector: Vector, runs: RunRecords): Map<string, number> => {
  const expanded = new Map<string, number>();
  for (const run of Object.keys(vector)) addWithAncestors(expanded, run, vector[run] ?? 0, runs);
  return expanded;
};

/** A run that is already in the map has brought its ancestors with it; raising its number adds none. */
const addWithAncestors = (expanded: Map<string, number>, run: string, n: number, runs: RunRecords): void => {
  let at: { readonly run: string; readonly n: number } | null = { run, n };
  while (at !== null && at.n > 0) {
    const held = expanded.get(at.run);
    if (held === undefined || held < at.n) expanded.set(at.run, at.n);
    at = held === undefined ? parentOf(runs, at.run) : null;
  }
};

const sameRunRecord = (a: RunRecord, b: RunRecord): boolean =>
  a.device === b.device &&
  a.office === b.office &&
  a.author === b.author &&
  a.parent?.[0] === b.parent?.[0] &&
  a.parent?.[1] === b.parent?.[1];
