import { own } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { recordFault } from '../crdt/check.ts';
import { parentOf } from '../crdt/lineage.ts';
import { joinRunRecords } from '../crdt/runs.ts';
import type { PackedRecord, RunRecords, Vector } from '../crdt/types.ts';
import { covers, createCover, impliesVector, isCovered } from '../crdt/vector.ts';
import { sawOf } from './delta.ts';
import type { BundleError, BundleInconsistency } from './errors.ts';
import type { BundleHeader } from './format.ts';

type HeaderClaims = Pick<BundleHeader, 'from' | 'base' | 'heads' | 'runs'>;

/**
 * The receiver's run records with those of a bundle. Refused: two different records of one run, parents in a circle, a base or a parent
 * beyond the heads (`bundleInconsistent`), and a run that nobody here can place (`bundleUnknownRuns`): what it went on from decides what
 * supersedes what, so merging without it would bring back old values.
 */
export const joinBundleRuns = (header: HeaderClaims, known: RunRecords): Result<RunRecords, BundleError> => {
  const joined = joinRunRecords(known, header.runs);
  if (!joined.ok) return inconsistent('runConflict');
  const runs = joined.value;
  const parents = header.runs.flatMap(({ parent }) => (parent === null ? [] : [parent[0]]));
  const unknown = [...Object.keys(header.base), ...Object.keys(header.heads), ...parents].find((run) => !runs.has(run));
  if (unknown !== undefined) return err({ type: 'bundleUnknownRuns', run: unknown });
  if (header.runs.some(({ id, parent }) => parent !== null && parentOf(runs, id) === null)) return inconsistent('runConflict');
  if (!impliesVector(header.heads, header.base, runs)) return inconsistent('seenBeyondHeads');
  const isHeld = createCover([header.heads], runs);
  const beyond = header.runs.some(({ parent }) => parent !== null && parent[0] === header.from.run && !isHeld(parent[0], parent[1]));
  return beyond ? inconsistent('seenBeyondHeads') : ok(runs);
};

/**
 * Judges one record of a bundle beside the one held here (null: none). `runs` are those that `joinBundleRuns` gave. A record's `seen` may
 * go beyond the heads of others, as it does after a gap, but never beyond the sender's own commits, all of which the sender holds.
 */
export const recordRefusal = (
  header: HeaderClaims,
  mine: PackedRecord | null,
  record: PackedRecord,
  runs: RunRecords,
): BundleError | null => {
  const saws = sawOf(record);
  const unknown = unknownRun([record.seen, ...saws], runs);
  if (unknown !== null) return { type: 'bundleUnknownRuns', run: unknown };
  const { run } = header.from;
  if (run !== null && isBeyondOwn(header, run, own(record.seen, run) ?? 0, runs))
    return { type: 'bundleInconsistent', what: 'seenBeyondHeads' };
  if (!areSeen(saws, record.seen, runs)) return { type: 'bundleInconsistent', what: 'stampAboveSeen' };
  const fault = hasTwins(record) ? 'stampContents' : recordFault(mine, record, runs);
  return fault === null ? null : { type: 'bundleInconsistent', what: fault };
};

const areSeen = (saws: readonly Vector[], seen: Vector, runs: RunRecords): boolean => {
  if (saws.length === 0) return true;
  const isSeen = createCover([seen], runs);
  return saws.every((saw) => isCovered(saw, isSeen));
};

/** A run that one of the vectors mentions and nobody here can place. */
const unknownRun = (vectors: readonly Vector[], runs: RunRecords): string | null => {
  for (const vector of vectors) for (const run in vector) if (!runs.has(run)) return run;
  return null;
};

const inconsistent = (what: BundleInconsistency) => err({ type: 'bundleInconsistent', what });

const isBeyondOwn = ({ from, heads }: HeaderClaims, run: string, n: number, runs: RunRecords): boolean =>
  run === from.run && n > 0 && !covers(heads, run, n, runs);

/** Whether one path holds two versions of the same commit. */
const hasTwins = (record: PackedRecord): boolean => {
  if (!('r' in record) || record.r === undefined) return false;
  return Object.entries(record.r).some(([path, rivals]) => {
    const shown = own(record.s, path) ?? own(record.s, '');
    const dots = [...(shown === undefined ? [] : [shown]), ...rivals.map(({ s }) => s)].map(([run, n]) => `${run} ${n}`);
    return new Set(dots).size < dots.length;
  });
};
