import type { Brand } from '../base/brand.ts';
import type { RecordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';

/** One opening of a store: 20 characters of lower-case base32, drawn afresh at each opening and written with its first commit. */
export type RunId = Brand<string, 'RunId'>;

/** Flat name of a field within a record: `name`, `summary.ro`, `tag/solar`. Never empty. Paths beginning with `#` are reserved. */
export type Path = string;

/** Run → highest commit number. An entry (t, m) also means every ancestor of t up to the number where t branched off. */
export type Vector = Readonly<Record<string, number>>;

/** Who wrote: the run, its commit number (1, 2, 3 …), and the author's wall time in UTC milliseconds. Time only orders a display. */
export type Stamp = readonly [run: RunId, n: number, at: number];

/** At most one version per dot (run, n) and path. */
export type Version = { readonly v: Json; readonly s: Stamp };

/** The reserved path that says whether a record is deleted. */
export const deletedPath = '#del';
/** Its value. `saw` never contains the delete's own number. */
export type DeleteMark = { readonly del: true; readonly saw: Vector } | { readonly del: false };

export type Fields = Readonly<Record<Path, readonly Version[]>>;

/** A record as the merge sees it; versions of a path stand newest first, the first one is shown, the others are its rivals. */
export type LiveRecord = { readonly type: string; readonly id: RecordId; readonly f: Fields; readonly seen: Vector };
/** What remains of an erased record. It keeps `seen`, or a third replica would claim what it never got. */
export type ErasedRecord = { readonly type: string; readonly id: RecordId; readonly erased: Stamp; readonly seen: Vector };
export type RecordState = LiveRecord | ErasedRecord;

/**
 * The stored and transported form of a live record, with the same meaning in less room: `f` holds the shown value of each path,
 * `s['']` the stamp of every path that has no entry of its own in `s`, and `r` the further versions, newest first, where there are rivals.
 */
export type PackedLive = {
  readonly type: string;
  readonly id: RecordId;
  readonly f: Readonly<Record<Path, Json>>;
  readonly s: Readonly<Record<Path | '', Stamp>>;
  readonly r?: Readonly<Record<Path, readonly Version[]>>;
  readonly seen: Vector;
};
export type PackedRecord = PackedLive | ErasedRecord;

/** Written once, with the first commit of a run, and never changed. `parent` is the last run that committed in this store and the highest of its numbers wholly held there. */
export type RunRecord = {
  readonly id: RunId;
  readonly device: string;
  readonly office: string;
  readonly author: string;
  readonly parent: readonly [run: RunId, n: number] | null;
};
export type RunRecords = ReadonlyMap<string, RunRecord>;
