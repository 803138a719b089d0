import { everyVersionAt, versionAt } from './packedVersions.ts';
import type { PackedLive, Path, RunRecords } from './types.ts';
import { covers, impliesVector, isReduced } from './vector.ts';
import { sameJson } from './version.ts';

/**
 * Whether merging `theirs` into `mine` gives exactly `mine`: found without unpacking, because on most imports most records are known or
 * merely newer. It holds for any two states, not only for honest ones, so taking this way never changes a result. `paths` are the unlike
 * ones of the two.
 */
export const bringsNothing = (theirs: PackedLive, mine: PackedLive, paths: readonly Path[], runs: RunRecords): boolean =>
  impliesVector(mine.seen, theirs.seen, runs) &&
  isReduced(mine.seen, runs) &&
  everyVersionAt(mine, paths, (path, v, s) => {
    const twin = versionAt(theirs, path, s);
    return twin === undefined ? !covers(theirs.seen, s[0], s[1], runs) : twin.s[2] === s[2] && sameJson(twin.v, v);
  }) &&
  everyVersionAt(theirs, paths, (path, _, s) => versionAt(mine, path, s) !== undefined || covers(mine.seen, s[0], s[1], runs));
