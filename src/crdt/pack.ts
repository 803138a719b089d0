import { own } from '../base/json.ts';
import type { ErasedRecord, LiveRecord, PackedRecord, Path, RecordState, Stamp, Vector, Version } from './types.ts';
import { sortedVector } from './vector.ts';
import { laterFirst } from './version.ts';

export const isErased = (record: PackedRecord | RecordState): record is ErasedRecord => Object.hasOwn(record, 'erased');

/**
 * The stored form of a state. Equal states give byte-identical JSON: keys stand in a fixed order, paths and runs in code-unit order,
 * and the stamp that most shown values carry is the common one (of several, the latest).
 */
export const pack = (state: RecordState): PackedRecord => {
  if (isErased(state)) return { type: state.type, id: state.id, erased: state.erased, seen: sorted(state.seen) };
  const paths = Object.keys(state.f)
    .filter((path) => (state.f[path] ?? []).length > 0)
    .sort();
  const versionsOf = (path: Path): readonly Version[] => state.f[path] ?? [];
  const shown = paths.map((path) => [path, versionsOf(path)[0] as Version] as const);
  const common = mostCommon(shown.map(([, version]) => version.s));
  const stamps = shown.filter(([, { s }]) => common !== undefined && laterFirst(s, common) !== 0);
  const rivals = paths.filter((path) => versionsOf(path).length > 1).map((path) => [path, versionsOf(path).slice(1)] as const);
  return {
    type: state.type,
    id: state.id,
    f: Object.fromEntries(shown.map(([path, { v }]) => [path, v])),
    s: Object.fromEntries([...(common ? [['', common] as const] : []), ...stamps.map(([path, { s }]) => [path, s] as const)]),
    ...(rivals.length > 0 ? { r: Object.fromEntries(rivals) } : {}),
    seen: sorted(state.seen),
  };
};

/** The state of a stored record; `pack` of it gives the same bytes again. */
export const unpack = (packed: PackedRecord): RecordState => {
  if (isErased(packed)) return packed;
  const common = own(packed.s, '');
  const f = Object.keys(packed.f).flatMap((path): (readonly [Path, readonly Version[]])[] => {
    const v = own(packed.f, path);
    const s = own(packed.s, path) ?? common;
    if (v === undefined || s === undefined) return [];
    const rivals = packed.r === undefined ? undefined : own(packed.r, path);
    return [[path, rivals === undefined ? [{ v, s }] : [{ v, s }, ...rivals]]];
  });
  const live: LiveRecord = { type: packed.type, id: packed.id, f: Object.fromEntries(f), seen: packed.seen };
  return live;
};

const sorted = (vector: Vector): Vector => sortedVector(Object.entries(vector));

/** Counted by identity first, because the values of one commit share their stamp in memory; then by content. */
const mostCommon = (stamps: readonly Stamp[]): Stamp | undefined => {
  const byIdentity = new Map<Stamp, number>();
  for (const stamp of stamps) byIdentity.set(stamp, (byIdentity.get(stamp) ?? 0) + 1);
  if (byIdentity.size === 1) return stamps[0];
  const counts = new Map<string, { readonly stamp: Stamp; count: number }>();
  for (const [stamp, count] of byIdentity) {
    const key = stamp.join(' ');
    const entry = counts.get(key);
    if (entry === undefined) counts.set(key, { stamp, count });
    else entry.count += count;
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || laterFirst(a.stamp, b.stamp))[0]?.stamp;
};
