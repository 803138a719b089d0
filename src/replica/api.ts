import type { RecordId } from '../base/ids.ts';
import type { Failure, Result } from '../base/result.ts';
import type { Path, Vector } from '../crdt/types.ts';
import type { ClockWitness } from '../domain/clockFinding.ts';
import type { Language, RecordType } from '../domain/recordTypes.ts';
import type { CarryReport } from '../exchange/blobs.ts';
import type { RecipientError } from '../exchange/envelope.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { PassphraseError } from '../exchange/passphrase.ts';
import type { RoundReport } from '../exchange/routine.ts';
import type { TrustBook } from '../exchange/trust/book.ts';
import type { Invitation, InvitationError, InvitationObjection } from '../exchange/trust/invitation.ts';
import type { PublicKey } from '../exchange/trust/keys.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import type { Verdict } from '../exchange/trust/verdict.ts';
import type { DesktopPort, PlaceContents, SafetyPort } from './ports.ts';
import type { HistoryEntry, InboxPage, InboxQuery, ListPage, ListQuery, RecordView, RivalEntry, Row, ValueCount, Values } from './reads.ts';

/**
 * Everything a window may ask of the local store. The store runs in a worker; requests and answers are plain data (structured clone),
 * functions are handed over through Comlink proxies. Failures that a person can react to are values, bugs reject.
 */
export interface ReplicaApi extends TrustApi {
  /** Takes the store (one owner at a time), checks it against the sentinel, recovers it where needed, loads it. Call it once, first. */
  open(
    request: OpenRequest,
    host: SafetyPort,
    listener: (event: ReplicaEvent) => void,
    desktop?: DesktopPort,
  ): Promise<Result<OpenReport, OpenError>>;
  /** First start: makes this store a replica of a new cluster, or of the cluster of a bundle. */
  setUp(request: SetUpRequest): Promise<Result<Identity, SetUpError | BundleError>>;
  identity(): Promise<Identity | null>;
  /** Another person or office at this machine from now on; begins a new run. */
  changeIdentity(who: { readonly author: string; readonly office: RecordId }): Promise<Result<Identity, CommitError>>;
  status(): Promise<StoreStatus>;

  list(query: ListQuery): Promise<ListPage>;
  get(type: RecordType, id: RecordId): Promise<RecordView | null>;
  /** What the ids refer to, in their order: also deleted and joined records, whose names are still needed; nothing for those erased or not here. */
  rows(type: RecordType, ids: readonly RecordId[]): Promise<readonly Row[]>;
  /** Distinct values of a path with their counts, most frequent first: suggestions for tags, networks, towns. */
  values(type: RecordType, path: Path, limit: number): Promise<readonly ValueCount[]>;
  /** Live records of every type. */
  counts(): Promise<Readonly<Record<RecordType, number>>>;
  /** All versions of a record's fields this replica has held, newest first. */
  history(type: RecordType, id: RecordId): Promise<readonly HistoryEntry[]>;
  /** How many records wait for a decision (differing values, an edit against a delete, later edits of a joined one), and the first entries. */
  rivals(limit: number): Promise<{ readonly total: number; readonly entries: readonly RivalEntry[] }>;
  /** What waits for a decision and passes a filter. */
  inbox(query: InboxQuery): Promise<InboxPage>;

  /** One durable commit for all changes or none. */
  commit(changes: readonly RecordChange[]): Promise<Result<CommitReceipt, CommitError>>;
  /** Writes back what a commit of this opening replaced, as new changes, except where somebody has edited since. */
  undoCommit(done: Pick<CommitReceipt, 'run' | 'n'>): Promise<Result<CommitReceipt, CommitError>>;

  /** What going back to a snapshot of the host would change; changes nothing. */
  previewRestore(snapshot: Blob): Promise<Result<RestorePreview, BundleError | CommitError>>;
  /** Writes back the state of a snapshot as new changes in one commit: what came since is deleted, erased records stay erased. Undo it like any commit. */
  restoreAsOf(snapshot: Blob): Promise<Result<CommitReceipt, BundleError | CommitError>>;

  saveDraft(draft: Draft): Promise<Result<{ readonly at: number }, CommitError>>;
  draft(key: string): Promise<Draft | null>;
  drafts(): Promise<readonly Draft[]>;
  dropDraft(key: string): Promise<void>;

  /** Checks a bundle completely and says what it would change; changes nothing. */
  previewBundle(file: Blob, passphrase?: string): Promise<Result<BundlePreview, BundleError>>;
  /** Checks and merges a bundle in one durable commit. `confirmed` is a person's yes to a preview that asked for it. */
  importBundle(
    file: Blob,
    request: { readonly fileName: string; readonly confirmed: boolean; readonly passphrase?: string },
  ): Promise<Result<ImportReport, BundleError | CommitError>>;
  exportBundle(request: ExportRequest): Promise<Result<ExportedBundle, CommitError | SealError>>;
  /** One exchange with a shared place, see `exchangeOnce`. Bundles that ask for a person are put aside. */
  exchangeWith(place: { readonly id: string; readonly sealed: boolean }): Promise<Result<PlaceRound, Failure>>;
  /** Brings originals of photos to a place and from there, see `carryBlobs`. Call it after an exchange; it keeps nobody from writing. */
  carryOriginals(place: { readonly id: string; readonly sealed: boolean }): Promise<Result<CarryReport, Failure>>;
  /** Tries again what was put aside for a key, an update or earlier bundles; answers how many have been applied. */
  retryAside(): Promise<Result<number, Failure>>;
  /** Stops imports, previews, exports and exchanges, also those that wait for their turn; what they have not begun to write is not written. */
  cancel(): Promise<void>;
  /** Keeps statements about keys that the desktop has signed; they travel with every bundle from then on. */
  addStatements(
    statements: readonly SignedStatement[],
  ): Promise<Result<CommitReceipt, CommitError | { readonly type: 'statementRefused' }>>;
  /** Past exchanges, newest first. */
  exchanges(): Promise<readonly PastExchange[]>;
  /** What taking a received bundle back would change; changes nothing. For one that was taken back: what bringing it again would. */
  previewUndo(sha256: string): Promise<Result<UndoPreview, UndoError>>;
  /** Takes a received bundle back as new changes, also days later, or brings it again. */
  toggleImport(sha256: string): Promise<Result<CommitReceipt, UndoError>>;
  /** What bundles of others say about this machine's clock. */
  clockWitnesses(): Promise<readonly ClockWitness[]>;
  /** What each known office has and lacks, those that have been heard first; the own one only where other machines of it have been heard. */
  ledger(): Promise<readonly OfficeLedger[]>;
  /** Every photo and document that records here name, also deleted records, which may come back; none of erased ones. */
  originals(): Promise<readonly OriginalRef[]>;

  /** The machine has slept: another copy of it may go on too, so this store goes on in a new run. */
  resumed(): Promise<void>;
  /**
   * Ends after the last commit is durable; the lock is given back. False where the safety copy still lacks something after 5 s: the next
   * start sends it.
   */
  close(): Promise<boolean>;
}

/** What a window asks about keys and passphrases; nothing is written. */
export interface TrustApi {
  /** Who is trusted, who asks to be, what others propose. */
  trustBook(): Promise<ShownTrust>;
  /** The digits of a key, to be compared by voice; empty where the text is no key. */
  fingerprint(key: string): Promise<string>;
  /** What an invitation says, be it the text of a file or of a QR code; its statements are kept with `addStatements` once a person has compared the fingerprint. */
  readInvitation(text: string): Promise<Result<Invitation, InvitationFailure>>;
  /** Whether a passphrase is strong enough to encrypt with. */
  checkPassphrase(typed: string): Promise<Result<null, PassphraseError>>;
  /** A passphrase nobody can guess, easy to type on any keyboard. */
  newPassphrase(): Promise<string>;
}

/** `fingerprints` by key; `heads`: what has arrived here, to say up to where a withdrawn key still counts; `invitation`: the own office's, as text for a file and as the shorter text of a QR code. */
export type ShownTrust = TrustBook & {
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly heads: Vector;
  readonly invitation: { readonly text: string; readonly code: string } | null;
};
export type { Proposal, Signer, Stranger, TrustedOffice } from '../exchange/trust/book.ts';
export type { Invitation } from '../exchange/trust/invitation.ts';
export type InvitationFailure = InvitationError | InvitationObjection;
export type { PublicKey } from '../exchange/trust/keys.ts';
export type { SignedStatement } from '../exchange/trust/statements.ts';

export type * from './ports.ts';
export type * from './reads.ts';

export type OpenRequest = {
  /** Name of the IndexedDB database; one per cluster and machine. */
  readonly store: string;
  readonly takeOver: boolean;
  readonly locale: Language;
  readonly appVersion: string;
};

export type OpenReport = {
  /** `fresh`: nothing here yet, first start. `open`: as it was left. `recovered`: rebuilt from the safety copy. */
  readonly state: 'fresh' | 'open' | 'recovered';
  readonly identity: Identity | null;
  /** `asOf`: the safety copy was damaged, and a snapshot of that moment, in UTC milliseconds, took its place; null where it was whole. */
  readonly recovered: {
    readonly records: number;
    readonly reason: 'emptied' | 'shortened' | 'unreadable';
    readonly asOf: number | null;
  } | null;
};
export type OpenError =
  | { readonly type: 'ownedElsewhere' }
  | { readonly type: 'storeUnavailable'; readonly reason: string }
  | { readonly type: 'newerStore' }
  /** The browser has closed the database underneath, or another program has asked for it; what was confirmed is there. */
  | { readonly type: 'storeClosed' }
  /** The store is damaged and the safety copy cannot rebuild it; nothing has been written. */
  | { readonly type: 'recoveryFailed'; readonly reason: string };

export type Identity = {
  readonly cluster: string;
  readonly device: string;
  readonly author: string;
  readonly office: { readonly id: RecordId; readonly name: string; readonly country: string };
  /** The key of the own office, from which all trust follows; null while it is not known. */
  readonly officeKey: PublicKey | null;
};

export type SetUpRequest = {
  readonly author: string;
  /** An office of the joined bundle by its id, or a new one. */
  readonly office: { readonly id: RecordId } | { readonly name: string; readonly country: 'HU' | 'RO' };
  readonly join: Blob | null;
  /** Opens `join` where it is encrypted with one. */
  readonly passphrase?: string;
};
export type SetUpError = CommitError | { readonly type: 'alreadySetUp' } | { readonly type: 'officeUnknown' };

export type StoreStatus = {
  /** Wall time of the last durable commit; null before the first. */
  readonly savedAt: number | null;
  /** A write failed or has not answered for 10 s; what was typed is kept in its form. */
  readonly unsaved: boolean;
  readonly safetyCopyAt: number | null;
  readonly safetyCopyFailing: boolean;
  /**
   * Wall time of the oldest thing that was called saved and that the safety copy lacks, once it has lacked it for longer than a moment: until
   * this is null again, it lies in one place only.
   */
  readonly uncopiedSince: number | null;
  /** Own commits that no bundle has carried out of this replica yet. */
  readonly notHandedOver: number;
  readonly lastExchangeAt: number | null;
  /** How many other copies of this machine's data are known to have been used; harmless, but the person is told. */
  readonly copies: number;
  /** False while records are still being read in; lists then show the first rows only. */
  readonly loaded: boolean;
};

export type ReplicaEvent =
  /** Records changed; `ids` names them up to 1,000, null means many. */
  | { readonly kind: 'changed'; readonly types: readonly RecordType[]; readonly ids: readonly string[] | null }
  | { readonly kind: 'status'; readonly status: StoreStatus }
  | {
      readonly kind: 'progress';
      readonly job: 'import' | 'preview' | 'export' | 'exchange' | 'originals' | 'load' | 'recover';
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'jobDone' }
  /** Something has gone out or come in, or an import has been taken back. */
  | { readonly kind: 'exchanged' }
  /** A large store turned out to be damaged while it was being read in, after `open` had answered, and has been rebuilt. */
  | { readonly kind: 'recovered'; readonly recovered: NonNullable<OpenReport['recovered']> }
  /** The store cannot be used any more, or could not be rebuilt where it turned out to be damaged; every further call fails. */
  | { readonly kind: 'storeFailed'; readonly error: OpenError }
  /** Another window took the store over; this one must not write any more. */
  | { readonly kind: 'takenOver' };

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
    readonly title: string;
    readonly effect: 'back' | 'changed' | 'removed';
  }[];
};

export type Draft = {
  /** `<type>/<id>`; one draft per record. */
  readonly key: string;
  readonly type: RecordType;
  readonly id: RecordId;
  readonly shown: Vector;
  readonly values: Values;
  /** UTC milliseconds of the last keystroke. */
  readonly at: number;
};

export type BundlePreview = {
  readonly sha256: string;
  readonly from: { readonly office: string; readonly author: string; readonly createdAt: number };
  readonly records: number;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly erased: number;
  readonly rivals: number;
  readonly unchanged: number;
  readonly byType: Readonly<Record<string, { readonly added: number; readonly changed: number; readonly deleted: number }>>;
  /** At most 50 of the records that would change, for a look. */
  readonly examples: readonly {
    readonly type: RecordType;
    readonly id: RecordId;
    readonly title: string;
    readonly effect: 'added' | 'changed' | 'deleted' | 'erased' | 'rival';
  }[];
  /** Set when a person has to say yes first. */
  readonly asks: BundleQuestion | null;
  /** What the signature is worth here. */
  readonly signer: Verdict;
  /** The certificate that the signer, a machine of the own office, asks for; to be signed by whoever holds the office's key. */
  readonly request: SignedStatement | null;
  /** False: it was made for other offices. */
  readonly isForUs: boolean;
  readonly offices: readonly { readonly id: RecordId; readonly name: string; readonly country: string }[];
  readonly gaps: readonly Gap[];
};
/** Why a person is asked: nobody vouches for its signer, it was made for others, any record erased, over fifty deleted, more than a fifth changed. */
export type BundleQuestion = 'signer' | 'otherOffice' | 'erasures' | 'manyDeletions' | 'manyChanges';
/** Changes of a run that are known to exist and have not arrived: numbers `from` to `to`, both included. */
export type Gap = {
  readonly run: string;
  readonly office: string;
  readonly author: string;
  readonly from: number;
  readonly to: number;
};

export type ImportReport = BundlePreview & { readonly at: number; readonly alreadyKnown: boolean };

/**
 * `seal`: encrypted to the keys of the offices it is for, or with a passphrase that has been found strong enough. `uncopied`: a person's yes
 * to handing over what the safety copy does not hold yet.
 */
export type ExportRequest = ({ readonly for: 'everything' } | { readonly for: 'office'; readonly office: RecordId }) & {
  readonly seal?: 'keys' | { readonly passphrase: string };
  readonly uncopied?: boolean;
};
export type SealError = PassphraseError | RecipientError;
/** `sealedToOthers`: bundles that lie there now and that this machine cannot open. */
export type PlaceRound = RoundReport & Omit<PlaceContents, 'bundles'> & { readonly sealedToOthers: number };
export type ExportedBundle = { readonly file: Blob; readonly fileName: string; readonly records: number; readonly sha256: string };

export type ExchangeEntry = {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly office: string;
  readonly fileName: string;
  readonly records: number;
  readonly changed: number;
  readonly rivals: number;
  readonly sha256: string;
};

/** What can still be done about a received bundle: take it back, or bring it again after that. */
export type UndoState = 'possible' | 'undone';
/** `undo` is null for bundles that went out and for those of long ago. */
export type PastExchange = ExchangeEntry & { readonly undo: UndoState | null };

/** Records that would get earlier values back, that would be deleted because the bundle brought them, that somebody has edited since, and that are erased for good. */
export type UndoPreview = {
  readonly restored: number;
  readonly removed: number;
  readonly kept: number;
  readonly erased: number;
  readonly examples: readonly {
    readonly type: RecordType;
    readonly id: RecordId;
    readonly title: string;
    readonly effect: 'restored' | 'removed';
  }[];
};
export type UndoError = CommitError | { readonly type: 'nothingToUndo' };

/** A file that the record `of` names; its bytes lie with the desktop, or have not arrived. `live`: the record is not deleted. */
export type OriginalRef = {
  readonly sha256: string;
  readonly of: RecordId;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly live: boolean;
};

/** A machine that has said what it holds. `retired` by a person's mark, `withdrawn` with its key: nothing is expected of it any more. */
export type MachineLedger = {
  readonly device: string;
  readonly author: string;
  readonly lastHeardAt: number;
  readonly state: 'counted' | 'retired' | 'withdrawn';
};

/** `missingHere`, `share` and what it has not seen are about its machines that count. */
export type OfficeLedger = {
  readonly office: { readonly id: RecordId; readonly name: string; readonly country: string };
  /** Of the office's record, for changes of its marks. */
  readonly seen: Vector;
  /** The own office: what is said is said of its other machines. */
  readonly isOwn: boolean;
  /** `marked`: a person has said that it takes no part any more. `machines`: none of its machines counts any more. */
  readonly retired: 'marked' | 'machines' | null;
  readonly machines: readonly MachineLedger[];
  /** When this office last wrote something that has arrived here; null when never. */
  readonly lastHeardAt: number | null;
  /** Live records changed here that its newest receipt does not include, by type; all of them when nothing was ever heard. */
  readonly notSeenThere: Readonly<Record<string, number>>;
  /** Deleted and erased records whose end it has not seen. */
  readonly deletionsNotSeenThere: number;
  /** Share of our records it is known to have, 0 to 1. */
  readonly share: number;
  /**
   * What is wrong with the row of bundles that came from there: one was made for us and has not arrived (`withheld`), or two follow the same
   * one (`forked`), as when a disk was copied.
   */
  readonly broken: readonly ('withheld' | 'forked')[];
  /** SHA-256 of the bundle that arrived from there last; another one means that something new has come. */
  readonly lastBundle: string | null;
  readonly missingHere: readonly Gap[];
  /** Missing here as well, but a person has said that they are lost for good. */
  readonly givenUp: readonly Gap[];
  /** Of the originals that live records here name: how many it has by its newest word; null when it has not said. */
  readonly originals: { readonly has: number; readonly of: number } | null;
};
