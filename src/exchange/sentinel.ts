import type { Claim } from '../crdt/claims.ts';
import type { RunRecord, Vector } from '../crdt/types.ts';
import type { PublicKey } from './trust/keys.ts';

/**
 * What the host remembers of the store beside the store: enough to notice that IndexedDB has been emptied or shortened.
 * Written by the host together with each safety copy, read before the store is used.
 */
export type Sentinel = {
  readonly cluster: string;
  readonly device: string;
  readonly office: string;
  readonly author: string;
  /** The own office's key, from which all trust follows; absent while it is not known. */
  readonly officeKey?: PublicKey | undefined;
  /** Number of journal entries ever written by this store; the store must hold at least as many. */
  readonly seq: number;
  readonly heads: Vector;
  /** What received bundles claim beyond the heads and a gap still keeps from being true: a snapshot does not say it. */
  readonly claims?: readonly Claim[] | undefined;
  /** The newest run records: a damaged file of the copy must not take away those of the files behind it. */
  readonly runs?: readonly RunRecord[] | undefined;
  /** Ids of erased records, so that a rebuilt store erases them again. */
  readonly erased: readonly string[];
  /** UTC milliseconds. */
  readonly at: number;
};

/** One file of the safety copy: a bundle document, as it was committed. `snapshot` files hold everything before them too. */
export type SafetyEntry = {
  readonly name: string;
  readonly seq: number;
  readonly snapshot: boolean;
  readonly bytes: number;
  readonly sha256: string;
};

/** Longest text of what was begun in forms that the host keeps beside the copy. */
export const maxDraftsText = 4 * 1024 * 1024;

/** A snapshot of the whole store that the host keeps for going back to an earlier day. */
export type SnapshotEntry = {
  readonly name: string;
  readonly seq: number;
  /** When it was taken, by the clock of this machine, in UTC milliseconds. */
  readonly at: number;
  readonly records: number;
  /** Size on disk, packed. */
  readonly bytes: number;
};
