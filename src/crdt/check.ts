import { own } from '../base/json.ts';
import { isErased } from './pack.ts';
import { createVersionFinder, everyVersion, everyVersionAt, unlikePaths } from './packedVersions.ts';
import type { PackedLive, PackedRecord, Path, RunRecords, Stamp } from './types.ts';
import { covers, createCover } from './vector.ts';
import { sameJson } from './version.ts';

/**
 * Why a record from elsewhere must not be merged. `stampAboveSeen`: it holds a version that its own `seen` does not include.
 * `stampContents`: one commit with two contents. `fieldsMissing`: it claims to have seen a field that it does not carry;
 * merging it would drop that field everywhere.
 */
export type RecordFault = 'stampAboveSeen' | 'stampContents' | 'fieldsMissing';

/** Checks an arriving record, beside the one held here where there is one. The run records must know every run it mentions. */
export const recordFault = (mine: PackedRecord | null, arriving: PackedRecord, runs: RunRecords): RecordFault | null => {
  if (isErased(arriving)) {
    const [run, n] = arriving.erased;
    return covers(arriving.seen, run, n, runs) ? null : 'stampAboveSeen';
  }
  if (!hasSeenItself(arriving, runs)) return 'stampAboveSeen';
  if (mine === null || isErased(mine)) return null;
  const paths = unlikePaths(mine, arriving);
  if (!agreeOnContents(mine, arriving, paths)) return 'stampContents';
  return carriesWhatItSaw(arriving, mine, paths, runs) && carriesWhatItSaw(mine, arriving, paths, runs) ? null : 'fieldsMissing';
};

/** Most values of a record share one stamp, which is looked up once. */
const hasSeenItself = (record: PackedLive, runs: RunRecords): boolean => {
  const only = onlyStamp(record);
  if (only !== null) return covers(record.seen, only[0], only[1], runs);
  const cover = createCover([record.seen], runs);
  let seen: Stamp | null = null;
  return everyVersion(record, (_, __, s) => {
    if (s !== seen && !cover(s[0], s[1])) return false;
    seen = s;
    return true;
  });
};

/** The stamp of all its values, where they came in one commit. */
const onlyStamp = ({ s, r }: PackedLive): Stamp | null => {
  if (r !== undefined) return null;
  for (const path in s) if (path !== '') return null;
  return own(s, '') ?? null;
};

const agreeOnContents = (mine: PackedLive, arriving: PackedLive, paths: readonly Path[]): boolean => {
  const twinAt = createVersionFinder(mine);
  return everyVersionAt(arriving, paths, (path, v, s) => {
    const twin = twinAt(path, s);
    return twin === undefined || (twin.s[2] === s[2] && sameJson(twin.v, v));
  });
};

/** Whoever overwrites a field leaves a version of it behind, even when clearing it; a path can never vanish from a whole record. */
const carriesWhatItSaw = (record: PackedLive, other: PackedLive, paths: readonly Path[], runs: RunRecords): boolean => {
  const cover = createCover([record.seen], runs);
  return everyVersionAt(other, paths, (path, _, s) => Object.hasOwn(record.f, path) || !cover(s[0], s[1]));
};
