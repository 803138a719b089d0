import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { Stamp, Version } from './types.ts';

/** The same commit; two versions of one path with the same dot are the same version. */
export const sameDot = (a: Stamp, b: Stamp): boolean => a[1] === b[1] && a[0] === b[0];

/** As many versions are looked through sooner than sorted into a set; a field that nobody attacks has a handful. */
export const fewVersions = 16;

export const dotOf = ([run, n]: Stamp): string => `${run} ${n}`;

/** Whether one of these versions is of the commit asked for. */
export const createDots = (versions: readonly { readonly s: Stamp }[]): ((stamp: Stamp) => boolean) => {
  if (versions.length <= fewVersions) return (stamp) => versions.some(({ s }) => sameDot(s, stamp));
  const dots = new Set(versions.map(({ s }) => dotOf(s)));
  return (stamp) => dots.has(dotOf(stamp));
};

/** Equal as JSON values, whatever the order of object keys. Compared in place, because a merge asks this of every group of every record. */
export const sameJson = (a: Json, b: Json): boolean => {
  if (a === b) return true;
  if (isJsonObject(a)) return isJsonObject(b) && sameMembers(a, b);
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item: Json, at) => sameJson(item, b[at] as Json)); // Equal lengths.
};

const sameMembers = (a: JsonObject, b: JsonObject): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key] as Json, b[key] as Json)); // Own in both.
};

/** Sorts stamps: later wall time first, then run and number, both downwards. Total up to equal stamps. */
export const laterFirst = (a: Stamp, b: Stamp): number => b[2] - a[2] || byCodeUnit(b[0], a[0]) || b[1] - a[1];

/** Sorts versions for display, newest first. Total, so that every replica shows the same one; it never decides what survives. */
export const newestFirst = (a: Version, b: Version): number =>
  laterFirst(a.s, b.s) || (sameJson(a.v, b.v) ? 0 : byCodeUnit(canonicalJson(b.v), canonicalJson(a.v)));

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
