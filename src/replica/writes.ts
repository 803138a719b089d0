import type { RecordId } from '../base/ids.ts';
import type { Path, Vector } from '../crdt/types.ts';
import type { RecordType } from '../domain/recordTypes.ts';
import type { Titles } from '../domain/titles.ts';
import type { RivalEntry, Values } from './reads.ts';

/** What a window hands in to be written, and what comes of it; part of `ReplicaApi`. Times are UTC milliseconds of this machine's clock. */

/**
 * A change of one record. `shown` is `seen` of the row or view that the person was looking at; an empty object for a new record.
 * Setting a path to null clears it. Editing a record that is shown as deleted brings it back.
 */
export type RecordChange =
  | { readonly kind: 'set'; readonly type: RecordType; readonly id: RecordId; readonly set: Values; readonly shown: Vector }
  | { readonly kind: 'delete'; readonly type: RecordType; readonly id: RecordId; readonly shown: Vector }
  | { readonly kind: 'undelete'; readonly type: RecordType; readonly id: RecordId; readonly shown: Vector }
  /** What a joined record holds at `path` has been decided on at the record that it was joined to. */
  | { readonly kind: 'settleJoined'; readonly type: RecordType; readonly id: RecordId; readonly path: Path; readonly shown: Vector }
  /** For good, together with every record that is joined with it. */
  | { readonly kind: 'erase'; readonly type: RecordType; readonly id: RecordId };

/** The commit is number `n` of `run`; hand both to `undoCommit`. Where `changed` is 0 nothing was written, and they name an earlier commit. */
export type CommitReceipt = { readonly run: string; readonly n: number; readonly at: number; readonly changed: number };
export type CommitError =
  /** The write failed or did not answer within 10 s: nothing counts as saved. */
  | { readonly type: 'notSaved'; readonly reason: 'timeout' | 'quota' | 'failed' }
  | { readonly type: 'takenOver' }
  | { readonly type: 'notSetUp' }
  | { readonly type: 'invalidChange'; readonly path: string }
  /** A record would be longer than any bundle may carry; nothing was saved. */
  | { readonly type: 'recordTooLarge'; readonly limitMiB: number }
  /** The disk has not room enough for an import of this size; nothing was changed. */
  | { readonly type: 'notEnoughSpace'; readonly neededMiB: number }
  /** What is to go out is not in the safety copy yet; it can go out all the same after a person's yes. */
  | { readonly type: 'safetyCopyBehind' }
  | { readonly type: 'cancelled' };

/** Live records that would come back, change, or be deleted; `erased` of the snapshot's records stay erased. */
export type RestorePreview = {
  readonly takenAt: number;
  readonly records: number;
  readonly back: number;
  readonly changed: number;
  readonly removed: number;
  readonly erased: number;
  /** At most 50. */
  readonly examples: readonly {
    readonly type: RecordType;
    readonly id: RecordId;
    readonly titles: Titles;
    readonly effect: 'back' | 'changed' | 'removed';
  }[];
};

export type Draft = {
  /** `<type>/<id>`; one draft per record, and behind a further stroke one for each question about it. */
  readonly key: string;
  readonly type: RecordType;
  readonly id: RecordId;
  readonly shown: Vector;
  readonly values: Values;
  /** The question for which a value is being written, as it was shown; absent in the draft of a form. `values` are then the writer's own. */
  readonly question?: RivalEntry;
  /** UTC milliseconds of the last keystroke. */
  readonly at: number;
};
