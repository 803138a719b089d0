import { unseenByJoin } from '../crdt/joins.ts';
import { isErased } from '../crdt/pack.ts';
import { distinctValues, isDeleteDisputed, isDeleted, rivalPaths, shownValue } from '../crdt/read.ts';
import { deletedPath, type PackedLive, type PackedRecord, type Path, type RunRecords, type Version } from '../crdt/types.ts';
import { sameJson } from '../crdt/version.ts';

/** What the program notes for itself is nobody's value, and nobody is asked about it. */
const isNote = (path: Path): boolean => path === 'sample' || path.includes('~');

/** Fields of a record for which a person has to choose among different values, sorted. */
export const disputedPaths = (record: PackedLive): readonly Path[] => rivalPaths(record).filter((path) => !isNote(path));

/** Whether a record was deleted here and edited there. */
export const isContested = (record: PackedLive, runs: RunRecords): boolean =>
  Object.hasOwn(record.f, deletedPath) && isDeleteDisputed(record, runs);

/** Whether a record waits for a decision by itself: it has differing values, or was deleted here and edited there. */
export const isDisputed = (record: PackedRecord, runs: RunRecords): boolean =>
  !isErased(record) && (disputedPaths(record).length > 0 || isContested(record, runs));

/** Whether more of a record waits for a decision than did before. */
export const asksMore = (before: PackedRecord, after: PackedLive, runs: RunRecords): boolean => {
  if (isErased(before)) return isDisputed(after, runs);
  return disputedPaths(after).length > disputedPaths(before).length || (isContested(after, runs) && !isContested(before, runs));
};

/**
 * What was written into a record that was joined away, by somebody who did not know of that, and differs from what the survivor shows; by
 * path. Nothing once the joined record itself is deleted or erased.
 */
export const laterEdits = (survivor: PackedLive, joined: PackedRecord, runs: RunRecords): ReadonlyMap<Path, readonly Version[]> => {
  const edits = new Map<Path, readonly Version[]>();
  if (isErased(joined) || isDeleted(joined, runs)) return edits;
  for (const [path, versions] of unseenByJoin(joined, runs)) {
    const shown = shownValue(survivor, path) ?? null;
    const others = distinctValues(versions).filter(({ v }) => !sameJson(v, shown));
    if (others.length > 0 && !isNote(path)) edits.set(path, others);
  }
  return edits;
};
