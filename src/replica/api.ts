import type { RecordId } from '../base/ids.ts';
import type { Failure, Result } from '../base/result.ts';
import type { Path, Vector } from '../crdt/types.ts';
import type { ClockWitness } from '../domain/clockFinding.ts';
import type { Language, RecordType } from '../domain/recordTypes.ts';
import type { CarryReport } from '../exchange/blobs.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { HeaderError } from '../exchange/headerCheck.ts';
import type { PassphraseError } from '../exchange/passphrase.ts';
import type { TrustBook } from '../exchange/trust/book.ts';
import type { Invitation, InvitationError, InvitationObjection } from '../exchange/trust/invitation.ts';
import type { PublicKey } from '../exchange/trust/keys.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import type {
  BundlePreview,
  ExportedBundle,
  ExportRequest,
  ImportReport,
  OfficeLedger,
  OriginalRef,
  PastExchange,
  PlaceRound,
  SealError,
  UndoError,
  UndoPreview,
} from './exchanges.ts';
import type { DesktopPort, SafetyPort } from './ports.ts';
import type {
  HistoryEntry,
  InboxPage,
  InboxQuery,
  ListPage,
  ListQuery,
  Passing,
  PersonTraces,
  RecordView,
  RivalEntry,
  Row,
  ValueCount,
} from './reads.ts';
import type { CommitError, CommitReceipt, Draft, RecordChange, RestorePreview } from './writes.ts';

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
  /** Distinct values of a path with their counts among the records that pass, most frequent first: suggestions for tags, networks, towns. */
  values(type: RecordType, path: Path, limit: number, passing?: Passing): Promise<readonly ValueCount[]>;
  /** Live records of every type. */
  counts(): Promise<Readonly<Record<RecordType, number>>>;
  /** What an erasure of a record is to be asked with: what goes along, and where else the person stands of whom it is; null where there is none. */
  personTraces(type: RecordType, id: RecordId): Promise<PersonTraces | null>;
  /** All versions of a record's fields this replica has held, newest first. */
  history(type: RecordType, id: RecordId): Promise<readonly HistoryEntry[]>;
  /** How much waits for a decision (fields with differing values, an edit against a delete, later edits of a joined record), and the first entries. */
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
  exportBundle(request: ExportRequest): Promise<Result<ExportedBundle, CommitError | SealError | HeaderError>>;
  /** One exchange with a shared place, see `exchangeOnce`. Bundles that ask for a person are put aside. */
  exchangeWith(place: { readonly id: string; readonly sealed: boolean }): Promise<Result<PlaceRound, Failure>>;
  /**
   * Brings originals of photos to a place and from there, see `carryBlobs`. Call it after an exchange; it keeps nobody from writing. `anew`:
   * because somebody asked for it, copies are fetched again too that were of no use lately.
   */
  carryOriginals(place: { readonly id: string; readonly sealed: boolean; readonly anew?: boolean }): Promise<Result<CarryReport, Failure>>;
  /** Tries again what was put aside for a key, an update or earlier bundles; answers how many have been applied. */
  retryAside(): Promise<Result<number, Failure>>;
  /**
   * Stops rounds with shared places, or imports, previews, exports and what takes a bundle back, also those that wait for their turn; what they
   * have not begun to write is not written. A round goes on by itself, so whoever stops one kind has not meant the other.
   */
  cancel(what: 'rounds' | 'bundles'): Promise<void>;
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
  /** Every photo and document that records here name, or those of one visit, also deleted records, which may come back; none of erased ones. */
  originals(visit?: RecordId): Promise<readonly OriginalRef[]>;

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

export type * from './exchanges.ts';
export type * from './ports.ts';
export type * from './reads.ts';
export type * from './writes.ts';

export type OpenRequest = {
  /** Name of the IndexedDB database; one per cluster and machine. */
  readonly store: string;
  readonly takeOver: boolean;
  /** What a person wants after `sentinelLost`, to have the data rebuilt, or after `copyNamesNobody`, to begin anew beside the copy. */
  readonly lost?: 'rebuild' | 'anew';
  readonly locale: Language;
  readonly appVersion: string;
};

export type OpenReport = {
  /** `fresh`: nothing here yet, first start. `open`: as it was left. `recovered`: rebuilt from the safety copy. */
  readonly state: 'fresh' | 'open' | 'recovered';
  readonly identity: Identity | null;
  /**
   * `foreign`: the store in this browser is of another cluster, and was left as it is.
   * `asOf`: the safety copy was damaged, and a snapshot of that moment, in UTC milliseconds, took its place; `pieces` where there was none and
   * only what could be read file by file is here; `unproven` where its files are whole and nobody knows whether the last of them are there;
   * null where it was whole.
   */
  readonly recovered: {
    readonly records: number;
    readonly reason: 'emptied' | 'shortened' | 'unreadable' | 'foreign';
    readonly asOf: number | 'pieces' | 'unproven' | null;
  } | null;
};
export type OpenError =
  | { readonly type: 'ownedElsewhere' }
  | { readonly type: 'storeUnavailable'; readonly reason: string }
  /** The desktop does not answer, and without it nobody knows whether an empty store is a new one. Nothing has been written. */
  | { readonly type: 'desktopUnavailable' }
  | { readonly type: 'newerStore' }
  /** The browser has closed the database underneath, or another program has asked for it; what was confirmed is there. */
  | { readonly type: 'storeClosed' }
  /** Neither the store nor the sentinel can be used. What the safety copy's files hold comes back once a person wants it (`lost`). */
  | { readonly type: 'sentinelLost' }
  /** Nor do the copy's files say whose they are. They are kept apart once a person wants to begin anew (`lost`); nothing has been written. */
  | { readonly type: 'copyNamesNobody' }
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
      readonly job: 'import' | 'preview' | 'export' | 'exchange' | 'undo' | 'originals' | 'load' | 'recover';
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'jobDone' }
  /** What is begun in a form has been kept, or dropped. */
  | { readonly kind: 'drafted' }
  /** Something has gone out or come in, or an import has been taken back. */
  | { readonly kind: 'exchanged' }
  /** A large store turned out to be damaged while it was being read in, after `open` had answered, and has been rebuilt. */
  | { readonly kind: 'recovered'; readonly recovered: NonNullable<OpenReport['recovered']> }
  /** The store cannot be used any more, or could not be rebuilt where it turned out to be damaged; every further call fails. */
  | { readonly kind: 'storeFailed'; readonly error: OpenError }
  /** Another window took the store over; this one must not write any more. */
  | { readonly kind: 'takenOver' };
