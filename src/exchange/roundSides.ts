import type { Failure, Result } from '../base/result.ts';
import type { RunRecords, Vector } from '../crdt/types.ts';

/** A bundle as it stands in a shared place: `<run>-<n>` in its device's folder. */
export type PlacedBundle = { readonly name: string; readonly device: string; readonly run: string; readonly n: number };

/** A shared place as one exchange sees it. An absent name means nothing at all: it never deletes. */
export type PlaceSide<File, E extends Failure> = {
  readonly list: () => Promise<Result<readonly PlacedBundle[], E>>;
  /** Null where the file has gone since it was listed: its owner has folded it. */
  readonly read: (name: string) => Promise<Result<File | null, E>>;
  /** Writes once and reads back; answers the name. */
  readonly publish: (run: string, n: number, file: File) => Promise<Result<string, E>>;
  /** Own names only. */
  readonly remove: (names: readonly string[]) => Promise<Result<null, E>>;
};

/** What a bundle of the place says of itself: on top of `base` it leads to `heads`. */
export type PlacedClaim = { readonly base: Vector; readonly heads: Vector };
/** `afterGap`: which records it carries that its heads cannot speak for. */
export type OwnClaim = PlacedClaim & { readonly afterGap?: string };
/**
 * What became of a bundle that was read: its changes are here, or it waits for a person, or it was refused for good. `asks` are the bundles
 * of the place that its writer could not take in.
 */
export type ReadState =
  | { readonly state: 'applied'; readonly claim: PlacedClaim; readonly asks?: readonly string[] }
  | {
      readonly state: 'aside';
      readonly claim: PlacedClaim;
      readonly asks?: readonly string[];
      readonly sha256: string;
      /** It does not wait: a person has decided on it before. */
      readonly isDecided?: boolean;
      /** Whoever signed it is trusted, and only what it changes is asked about. */
      readonly isTrusted?: boolean;
    }
  | { readonly state: 'refused'; readonly error: string };
/**
 * `later`: it could not be applied now (what it builds on is not here yet); it is read again next time. `isWanting`: the fault lies in the
 * file or in what it builds on, so that a bundle of everything would help.
 */
export type Received = ReadState | { readonly state: 'later'; readonly error: string; readonly isWanting: boolean };

/** What a replica remembers of a place between exchanges: bundles it has read or written by name, and in which run it said what it has. */
export type PlaceMemory = {
  readonly read: Readonly<Record<string, ReadState>>;
  readonly own: Readonly<Record<string, OwnClaim>>;
  /** Own bundles that the place has not listed of late; a mirrored folder may show them again. */
  readonly missing: Readonly<Record<string, OwnClaim>>;
  /** Names of own bundles that a whole one has replaced. One that shows up after all is removed unread: it may hold what was erased. */
  readonly replaced: readonly string[];
  readonly saidIn: string | null;
  /** When it said so last, UTC milliseconds; null where nobody knows. */
  readonly saidAt: number | null;
  /** The last name given to a bundle, written or not: a name used twice would never be read by those who have read the first one. */
  readonly used: { readonly run: string; readonly n: number } | null;
  /** Bundles that were wanting the last time. */
  readonly wanting: readonly string[];
  /** What own bundles have asked for and is still wanting, named longest ago first. */
  readonly asked: readonly string[];
  /** The run in which somebody who could not take in a whole bundle was given another one. */
  readonly repeatedIn: string | null;
};
/** Of a place that was never visited. */
export const noMemory: PlaceMemory = {
  read: {},
  own: {},
  missing: {},
  replaced: [],
  saidIn: null,
  saidAt: null,
  used: null,
  wanting: [],
  asked: [],
  repeatedIn: null,
};

/** A bundle that was written, and the heads it leads to. */
export type WrittenFile<File> = { readonly file: File; readonly heads: Vector };

/** The local store as one exchange sees it. */
export type StoreSide<File, E extends Failure> = {
  readonly device: string;
  /** The run that writes now. */
  readonly run: () => string;
  readonly runs: () => RunRecords;
  readonly heads: () => Vector;
  /** `isOwn`: this store has sent it and never heard that it arrived, so that it counts as sent from now on. */
  readonly receive: (name: string, file: File, isOwn: boolean) => Promise<Received>;
  /** Whether a bundle that was put aside has been applied since by a person. */
  readonly isApplied: (sha256: string) => boolean;
  /** Files of the place, by name, whose copies there are of no use here. */
  readonly asks: () => readonly string[];
  /**
   * What there is that somebody who holds `covered` lacks: a record or a statement about keys, and, as a hash ('' for none), all records
   * that go beyond a gap in what is held here.
   */
  readonly beyond: (covered: Vector) => Promise<{ readonly isLacking: boolean; readonly afterGap: string }>;
  /** A bundle on top of `base`, with {} the whole store. It says that `asks` could not be taken in here. */
  readonly write: (base: Vector, asks: readonly string[]) => Promise<Result<WrittenFile<File>, E>>;
  readonly remember: (memory: PlaceMemory) => Promise<void>;
};

/** What one exchange did, by the names of bundles. */
export type RoundReport = {
  /** Names of bundles whose changes are here now. */
  readonly applied: readonly string[];
  /** Those that wait for a person. */
  readonly aside: readonly string[];
  readonly refused: readonly { readonly name: string; readonly error: string }[];
  readonly later: readonly { readonly name: string; readonly error: string }[];
  readonly published: string | null;
  /** Own bundles that a whole one has replaced. */
  readonly folded: number;
  /** Bundles of our own that somebody else has removed; what the place lacked has been written again. */
  readonly lost: number;
  /** Bundles of others that were here and are gone without one that replaces them. */
  readonly vanished: number;
};

/** `left`: why own bundles that a whole one has replaced still lie there; the next round tries again. */
export type RoundDone<E extends Failure> = RoundReport & { readonly left: E | null };

/** How one exchange is to go. */
export type RoundOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** This machine's time, UTC milliseconds. Without it a replica says what it has only once in a run where it has nothing else to say. */
  readonly now?: number;
  /** How many own bundles may lie in the place before they are folded into one. */
  readonly foldAbove?: number;
  /** Write the whole and fold whatever their number: something was erased and must not go on lying there, or somebody new can read. */
  readonly foldNow?: boolean;
};

/** Somebody stopped it; what was done until then stands. */
export type RoundError = { readonly type: 'cancelled' };

/** What the steps of one exchange share. `asks`: all that this replica cannot take in; a bundle names as much of it as a header holds. */
export type Round<File, E extends Failure> = {
  readonly place: PlaceSide<File, E>;
  readonly store: StoreSide<File, E>;
  readonly options: RoundOptions;
  readonly listed: readonly PlacedBundle[];
  readonly asks: readonly string[];
};
