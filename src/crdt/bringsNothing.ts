import { type Json, own } from '../base/json.ts';
import type { PackedLive, Path, RunRecords, Stamp, Version } from './types.ts';
import { covers, impliesVector, isReduced } from './vector.ts';
import { sameDot, sameJson } from './version.ts';

/**
 * Whether merging `theirs` into `mine` gives exactly `mine`: found without unpacking, because on most imports most records are known or
 * merely newer. It holds for any two states, not only for honest ones, so taking this way never changes a result.
 */
export const bringsNothing = (theirs: PackedLive, mine: PackedLive, runs: RunRecords): boolean =>
  impliesVector(mine.seen, theirs.seen, runs) &&
  isReduced(mine.seen, runs) &&
  everyVersion(mine, (path, v, s) => {
    const twin = versionAt(theirs, path, s);
    return twin === undefined ? !covers(theirs.seen, s[0], s[1], runs) : twin.s[2] === s[2] && sameJson(twin.v, v);
  }) &&
  everyVersion(theirs, (path, _, s) => versionAt(mine, path, s) !== undefined || covers(mine.seen, s[0], s[1], runs));

/** Whether `test` holds for every version of every path, without building lists of them. */
export const everyVersion = (packed: PackedLive, test: (path: Path, v: Json, s: Stamp) => boolean): boolean => {
  const { f, s, r } = packed;
  const common = own(s, '');
  for (const path of Object.keys(f)) {
    const stamp = own(s, path) ?? common;
    if (stamp !== undefined && !test(path, f[path] ?? null, stamp)) return false;
  }
  if (r === undefined) return true;
  return Object.keys(r).every((path) => (r[path] ?? []).every((version) => test(path, version.v, version.s)));
};

/** The version of a path that the commit of `stamp` wrote. */
export const versionAt = (packed: PackedLive, path: Path, stamp: Stamp): Version | undefined => {
  const v = own(packed.f, path);
  if (v === undefined) return undefined;
  const s = own(packed.s, path) ?? own(packed.s, '');
  if (s !== undefined && sameDot(s, stamp)) return { v, s };
  return packed.r === undefined ? undefined : own(packed.r, path)?.find((version) => sameDot(version.s, stamp));
};
