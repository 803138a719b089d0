import { canonicalJson, type Json } from '../base/json.ts';
import type { Stamp, Version } from './types.ts';

/** The same commit; two versions of one path with the same dot are the same version. */
export const sameDot = (a: Stamp, b: Stamp): boolean => a[1] === b[1] && a[0] === b[0];

/** Equal as JSON values, whatever the order of object keys. */
export const sameJson = (a: Json, b: Json): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));

/** Sorts stamps: later wall time first, then run and number, both downwards. Total up to equal stamps. */
export const laterFirst = (a: Stamp, b: Stamp): number => b[2] - a[2] || byCodeUnit(b[0], a[0]) || b[1] - a[1];

/** Sorts versions for display, newest first. Total, so that every replica shows the same one; it never decides what survives. */
export const newestFirst = (a: Version, b: Version): number =>
  laterFirst(a.s, b.s) || (sameJson(a.v, b.v) ? 0 : byCodeUnit(canonicalJson(b.v), canonicalJson(a.v)));

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
