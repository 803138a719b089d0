import { isJsonObject, own } from '../base/json.ts';
import { isErased } from '../crdt/pack.ts';
import { versionsOf } from '../crdt/read.ts';
import { deletedPath, type PackedRecord, type RunRecord, type RunRecords, type Vector } from '../crdt/types.ts';
import { createCover, intersectVectors, isCovered } from '../crdt/vector.ts';

/** What a bundle for a receiver builds on: its newest receipt as far as it is held here too. `null`: nothing was ever heard, so everything is sent. */
export const baseFor = (receipt: Vector | null, heads: Vector, runs: RunRecords): Vector =>
  receipt === null ? {} : intersectVectors(receipt, heads, runs);

/** The records that hold anything beyond `base`. Each travels whole; a base of `{}` lets every record through. */
export const recordsFor = function* (
  base: Vector,
  records: Iterable<PackedRecord>,
  runs: RunRecords,
): Generator<PackedRecord, void, undefined> {
  const isHeld = createCover([base], runs);
  for (const record of records) if (!isCovered(record.seen, isHeld)) yield record;
};

/**
 * What somebody who holds `covered` lacks of these records. `isLacking`: a record that is wholly held here. `afterGap` names the records that
 * go beyond what is held here completely, each with what it has seen: as long as the gap is open, nobody's heads can say who has them.
 */
export const beyond = (
  covered: Vector,
  heads: Vector,
  records: Iterable<PackedRecord>,
  runs: RunRecords,
): { readonly isLacking: boolean; readonly afterGap: readonly string[] } => {
  let isLacking = false;
  const afterGap: string[] = [];
  const isHeld = createCover([heads], runs);
  for (const { id, seen } of recordsFor(covered, records, runs)) {
    if (isCovered(seen, isHeld)) isLacking = true;
    else afterGap.push(`${id} ${JSON.stringify(seen)}`);
  }
  return { isLacking, afterGap: afterGap.sort() };
};

/**
 * The run records that must travel with `heads` and `records`: of every run they mention and all its ancestors, less those that whoever
 * holds `base` has already. With a base of `{}` all that are known, because a snapshot stands for the whole store.
 */
export const runRecordsFor = (base: Vector, heads: Vector, records: Iterable<PackedRecord>, runs: RunRecords): readonly RunRecord[] => {
  if (Object.keys(base).length === 0) return [...runs.values()];
  const mentioned = new Set(Object.keys(heads));
  for (const record of records) for (const run of runsOf(record)) mentioned.add(run);
  const wanted = new Map<string, RunRecord>();
  for (const run of mentioned) addWithAncestors(wanted, run, runs);
  const isKnown = createCover([base], runs);
  return [...wanted.values()].filter(({ id }) => !isKnown(id, 1));
};

/** Every run a record mentions: those of `seen`, which includes all its stamps, and those its deletes had seen. */
export const runsOf = (record: PackedRecord): readonly string[] => {
  const runs = Object.keys(record.seen);
  return isErased(record) || !Object.hasOwn(record.f, deletedPath) ? runs : [...runs, ...sawOf(record).flatMap(Object.keys)];
};

/** What each delete mark of a record had seen. */
export const sawOf = (record: PackedRecord): readonly Vector[] =>
  isErased(record) || !Object.hasOwn(record.f, deletedPath)
    ? []
    : versionsOf(record, deletedPath).flatMap(({ v }) => {
        const saw = isJsonObject(v) ? own(v, 'saw') : undefined;
        return isVector(saw) ? [saw] : [];
      });

const isVector = (value: unknown): value is Vector => isJsonObject(value) && Object.values(value).every((n) => typeof n === 'number');

const addWithAncestors = (wanted: Map<string, RunRecord>, run: string, runs: RunRecords): void => {
  for (let at = runs.get(run); at !== undefined && !wanted.has(at.id); at = at.parent === null ? undefined : runs.get(at.parent[0])) {
    wanted.set(at.id, at);
  }
};
