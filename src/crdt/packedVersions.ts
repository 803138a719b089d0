import { type Json, own } from '../base/json.ts';
import type { PackedLive, Path, Stamp, Version } from './types.ts';
import { dotOf, fewVersions, sameDot, sameJson } from './version.ts';

/** All paths but those at which both hold one and the same version and nothing else: two states of a record mostly differ in one or two. */
export const unlikePaths = (a: PackedLive, b: PackedLive): readonly Path[] => {
  const [commonA, commonB] = [own(a.s, ''), own(b.s, '')];
  const disputed = a.r === undefined && b.r === undefined ? null : new Set([...Object.keys(a.r ?? {}), ...Object.keys(b.r ?? {})]);
  const unlike: Path[] = disputed === null ? [] : [...disputed];
  for (const path of Object.keys(a.f)) {
    if (disputed?.has(path)) continue;
    const v = own(b.f, path);
    const [stampA, stampB] = [own(a.s, path) ?? commonA, own(b.s, path) ?? commonB];
    const isAlike =
      v !== undefined && stampA !== undefined && stampB !== undefined && sameStamp(stampA, stampB) && sameJson(v, a.f[path] ?? null);
    if (!isAlike) unlike.push(path);
  }
  for (const path of Object.keys(b.f)) if (!Object.hasOwn(a.f, path) && !disputed?.has(path)) unlike.push(path);
  return unlike;
};

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

/** The same for the versions of these paths alone. */
export const everyVersionAt = (packed: PackedLive, paths: readonly Path[], test: (path: Path, v: Json, s: Stamp) => boolean): boolean => {
  const { f, s, r } = packed;
  for (const path of paths) {
    const v = own(f, path);
    const stamp = own(s, path) ?? own(s, '');
    if (v !== undefined && stamp !== undefined && !test(path, v, stamp)) return false;
    if (r !== undefined && !(own(r, path) ?? []).every((version) => test(path, version.v, version.s))) return false;
  }
  return true;
};

/** The version of a path that the commit of `stamp` wrote. */
export const versionAt = (packed: PackedLive, path: Path, stamp: Stamp): Version | undefined => {
  const v = own(packed.f, path);
  if (v === undefined) return undefined;
  const s = own(packed.s, path) ?? own(packed.s, '');
  if (s !== undefined && sameDot(s, stamp)) return { v, s };
  return packed.r === undefined ? undefined : own(packed.r, path)?.find((version) => sameDot(version.s, stamp));
};

/** `versionAt` for many questions about one record. */
export const createVersionFinder = (packed: PackedLive): ((path: Path, stamp: Stamp) => Version | undefined) => {
  const { r } = packed;
  if (r === undefined) return (path, stamp) => versionAt(packed, path, stamp);
  const byPath = new Map<Path, ReadonlyMap<string, Version>>();
  return (path, stamp) => {
    const rivals = own(r, path);
    if (rivals === undefined || rivals.length <= fewVersions) return versionAt(packed, path, stamp);
    const s = own(packed.s, path) ?? own(packed.s, '');
    if (s !== undefined && sameDot(s, stamp)) return versionAt(packed, path, stamp);
    const byDot = byPath.get(path) ?? new Map(rivals.toReversed().map((version) => [dotOf(version.s), version]));
    byPath.set(path, byDot);
    return byDot.get(dotOf(stamp));
  };
};

const sameStamp = (a: Stamp, b: Stamp): boolean => a === b || (sameDot(a, b) && a[2] === b[2]);
