import { createVersionFinder, everyVersionAt } from './packedVersions.ts';
import type { PackedLive, Path, RunRecords } from './types.ts';
import { createCover, impliesVector, isReduced } from './vector.ts';
import { sameJson } from './version.ts';

/**
 * Whether merging `theirs` into `mine` gives exactly `mine`: found without unpacking, because on most imports most records are known or
 * merely newer. It holds for any two states, not only for honest ones, so taking this way never changes a result. `paths` are the unlike
 * ones of the two.
 */
export const bringsNothing = (theirs: PackedLive, mine: PackedLive, paths: readonly Path[], runs: RunRecords): boolean => {
  if (!impliesVector(mine.seen, theirs.seen, runs) || !isReduced(mine.seen, runs)) return false;
  const [mineAt, theirsAt] = [createVersionFinder(mine), createVersionFinder(theirs)];
  const [mySeen, theirSeen] = [createCover([mine.seen], runs), createCover([theirs.seen], runs)];
  const isKept = everyVersionAt(mine, paths, (path, v, s) => {
    const twin = theirsAt(path, s);
    return twin === undefined ? !theirSeen(s[0], s[1]) : twin.s[2] === s[2] && sameJson(twin.v, v);
  });
  return isKept && everyVersionAt(theirs, paths, (path, _, s) => mineAt(path, s) !== undefined || mySeen(s[0], s[1]));
};
