import { own } from '../base/json.ts';
import { bringsNothing } from './bringsNothing.ts';
import { isErased, pack, unpack } from './pack.ts';
import { unlikePaths } from './packedVersions.ts';
import type { ErasedRecord, PackedRecord, Path, RecordState, RunRecords, Version } from './types.ts';
import { type Cover, createCover, joinVectors } from './vector.ts';
import { createDots, dotOf, fewVersions, laterFirst, newestFirst, sameDot, sameJson } from './version.ts';

/**
 * Both states of one record as one: what either has seen the other move on from goes, everything else stays.
 * Commutative, associative and idempotent. Both must have the same type and id.
 */
export const merge = (a: RecordState, b: RecordState, runs: RunRecords): RecordState => {
  const seen = joinVectors(a.seen, b.seen, runs);
  if (isErased(a) || isErased(b)) return { type: a.type, id: a.id, erased: laterErasure(a, b), seen };
  const [mySeen, theirSeen] = [createCover([a.seen], runs), createCover([b.seen], runs)];
  const f: [Path, readonly Version[]][] = [];
  for (const path of new Set([...Object.keys(a.f), ...Object.keys(b.f)])) {
    const versions = mergeVersions(own(a.f, path) ?? [], mySeen, own(b.f, path) ?? [], theirSeen);
    if (versions.length > 0) f.push([path, versions]);
  }
  return { type: a.type, id: a.id, f: Object.fromEntries(f), seen };
};

/**
 * The same on stored records. Returns `a` itself when `b` brings nothing, so that a caller sees by identity that nothing changed,
 * and `b` itself when it replaces `a` altogether. Both must stand as `pack` writes them.
 */
export const mergePacked = (a: PackedRecord, b: PackedRecord, runs: RunRecords): PackedRecord => {
  if (a === b) return a;
  if (isErased(a) || isErased(b)) return mergeErased(a, b, runs);
  const paths = unlikePaths(a, b);
  if (bringsNothing(b, a, paths, runs)) return a;
  if (bringsNothing(a, b, paths, runs)) return b;
  return pack(merge(unpack(a), unpack(b), runs));
};

/** What happened to one path between two states; the versions of both, newest first, none where the path was absent. */
export type PathChange = { readonly path: Path; readonly before: readonly Version[]; readonly after: readonly Version[] };

/** The paths whose set of dots differs. Erased states have no paths. */
export const changesBetween = (before: RecordState | null, after: RecordState): readonly PathChange[] => {
  const was = before === null || isErased(before) ? {} : before.f;
  const is = isErased(after) ? {} : after.f;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((path) => ({ path, before: own(was, path) ?? [], after: own(is, path) ?? [] }))
    .filter((change) => !sameDots(change.before, change.after));
};

/** Whether two lists hold versions of the same commits, in whatever order. */
export const sameDots = (a: readonly Version[], b: readonly Version[]): boolean => {
  if (a.length !== b.length) return false;
  const isInB = createDots(b);
  return a.every(({ s }) => isInB(s));
};

const mergeVersions = (mine: readonly Version[], mySeen: Cover, theirs: readonly Version[], theirSeen: Cover): readonly Version[] => {
  const [a, b] = [mine[0], theirs[0]];
  const isOne = a !== undefined && b !== undefined && mine.length === 1 && theirs.length === 1;
  if (isOne && laterFirst(a.s, b.s) === 0 && sameJson(a.v, b.v)) return mine;
  return distinctDots([...kept(mine, theirs, theirSeen), ...kept(theirs, mine, mySeen)].sort(newestFirst));
};

const kept = (mine: readonly Version[], theirs: readonly Version[], theirSeen: Cover): readonly Version[] => {
  const isTheirs = createDots(theirs);
  return mine.filter(({ s }) => isTheirs(s) || !theirSeen(s[0], s[1]));
};

const distinctDots = (versions: readonly Version[]): readonly Version[] => {
  if (versions.length <= fewVersions) return versions.filter(({ s }, at) => versions.findIndex((other) => sameDot(other.s, s)) === at);
  const first = new Map<string, Version>();
  for (const version of versions) if (!first.has(dotOf(version.s))) first.set(dotOf(version.s), version);
  return [...first.values()];
};

const mergeErased = (a: PackedRecord, b: PackedRecord, runs: RunRecords): PackedRecord => {
  const erased = laterErasure(a, b);
  const seen = joinVectors(a.seen, b.seen, runs);
  const whole = [a, b].find((record) => isErased(record) && laterFirst(record.erased, erased) === 0 && record.seen === seen);
  return whole ?? pack({ type: a.type, id: a.id, erased, seen });
};

const laterErasure = (a: RecordState | PackedRecord, b: RecordState | PackedRecord): ErasedRecord['erased'] => {
  const stamps = [a, b].flatMap((state) => (isErased(state) ? [state.erased] : []));
  return stamps.sort(laterFirst)[0] as ErasedRecord['erased']; // The caller has found at least one.
};
