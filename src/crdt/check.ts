import { everyVersion, versionAt } from './bringsNothing.ts';
import { isErased } from './pack.ts';
import type { PackedLive, PackedRecord, RunRecords } from './types.ts';
import { covers } from './vector.ts';
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
  if (!everyVersion(arriving, (_, __, s) => covers(arriving.seen, s[0], s[1], runs))) return 'stampAboveSeen';
  if (mine === null || isErased(mine)) return null;
  if (!agreeOnContents(mine, arriving)) return 'stampContents';
  return carriesWhatItSaw(arriving, mine, runs) && carriesWhatItSaw(mine, arriving, runs) ? null : 'fieldsMissing';
};

const agreeOnContents = (mine: PackedLive, arriving: PackedLive): boolean =>
  everyVersion(arriving, (path, v, s) => {
    const twin = versionAt(mine, path, s);
    return twin === undefined || (twin.s[2] === s[2] && sameJson(twin.v, v));
  });

/** Whoever overwrites a field leaves a version of it behind, even when clearing it; a path can never vanish from a whole record. */
const carriesWhatItSaw = (record: PackedLive, other: PackedLive, runs: RunRecords): boolean =>
  everyVersion(other, (path, _, s) => Object.hasOwn(record.f, path) || !covers(record.seen, s[0], s[1], runs));
