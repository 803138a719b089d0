import type { RecordId } from '../base/ids.ts';
import type { Failure } from '../base/result.ts';
import type { Vector } from '../crdt/types.ts';
import type { RecordType } from '../domain/recordTypes.ts';
import type { Titles } from '../domain/titles.ts';
import type { ChainFinding } from '../exchange/chain.ts';
import type { RecipientError } from '../exchange/envelope.ts';
import type { PassphraseError } from '../exchange/passphrase.ts';
import type { RoundReport } from '../exchange/roundSides.ts';
import type { SignedStatement, Statement } from '../exchange/trust/statements.ts';
import type { Verdict } from '../exchange/trust/verdict.ts';
import type { PlaceContents } from './ports.ts';
import type { CommitError } from './writes.ts';

/** What is said of bundles, shared places and other offices; part of `ReplicaApi`. Times are UTC milliseconds. */

/** What a bundle says about keys and was not known here: names of the offices whose keys they are, by what is said of them. */
export type KeyNews = { readonly [kind in Exclude<Statement['kind'], 'office'>]?: readonly string[] };

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
    readonly titles: Titles;
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
  readonly keyNews: KeyNews;
  /** What it asks for because its writer cannot use what lies in a shared place: how many bundles, and how many photos and files. */
  readonly asksFor: { readonly bundles: number; readonly files: number };
};
/**
 * Why a person is asked: nobody vouches for its signer, it was made for others, any record erased, over fifty deleted, as many within a week
 * by bundles of that office that nobody was asked about, more than a fifth changed.
 */
export type BundleQuestion = 'signer' | 'otherOffice' | 'erasures' | 'deletionsInParts' | MassQuestion;
export type MassQuestion = 'manyDeletions' | 'manyChanges';
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
/** `officeNotAccepted`, `officeWithoutLaptops`: nobody at the office that the file is for could open it. */
export type SealError =
  | PassphraseError
  | RecipientError
  | { readonly type: 'officeNotAccepted' | 'officeWithoutLaptops'; readonly office: string };
/**
 * `sealedNow`: the place was open before, and is sealed because encrypted bundles lie there. `sealedToOthers`: bundles that lie there now and
 * that this machine cannot open. `isUnreadable`: others exchange there, and none of them is known who could read what goes there from here.
 */
export type PlaceRound = RoundReport &
  Omit<PlaceContents, 'bundles' | 'sealed'> & {
    readonly sealedNow: boolean;
    readonly sealedToOthers: number;
    readonly isUnreadable: boolean;
    /** Why own bundles that a whole one has replaced still lie there, where the place refuses to remove them; all else was done. */
    readonly left: Failure | null;
  };
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
  /** Of one that came in since this is kept. */
  readonly keyNews?: KeyNews;
  /** What one deleted that came in since this is kept, by the office's id; `isAsked`: a person had said yes. */
  readonly deletions?: { readonly office: string; readonly records: number; readonly isAsked: boolean };
};

/** What can still be done about a received bundle: take it back, or bring it again after that. */
export type UndoState = 'possible' | 'undone';
/** `undo` is null for bundles that went out and for those of long ago. `isReceipt`: nothing but word of what its sender has seen. */
export type PastExchange = ExchangeEntry & { readonly undo: UndoState | null; readonly isReceipt: boolean };

/**
 * Records that would get earlier values, or the bundle's when it is brought again; that would be deleted because the bundle brought them, or
 * again because they had been deleted; that somebody has edited since, that are erased for good, and whose consent came withdrawn and stays so.
 */
export type UndoPreview = {
  readonly restored: number;
  readonly removed: number;
  readonly removedAgain: number;
  readonly kept: number;
  readonly erased: number;
  readonly withdrawn: number;
  readonly examples: readonly {
    readonly type: RecordType;
    readonly id: RecordId;
    readonly titles: Titles;
    readonly effect: 'restored' | 'removed' | 'removedAgain';
  }[];
  /** Set where it changes as much as a bundle that a person has to say yes to. */
  readonly asks: MassQuestion | null;
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
  /** `marked`: a person has said that it takes no part any more. `withdrawn`: nobody trusts any of its machines here any more. `machines`: none counts any more. */
  readonly retired: 'marked' | 'withdrawn' | 'machines' | null;
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
   * What is wrong with the row of bundles that came from there: one was made for us and has not arrived (`withheld`), it came and waits for
   * a person here (`waiting`) or was refused by one (`refused`), or two follow the same one (`forked`), as when a disk was copied.
   */
  readonly broken: readonly ChainFinding['kind'][];
  /** SHA-256 of the bundle that arrived from there last; another one means that something new has come. */
  readonly lastBundle: string | null;
  readonly missingHere: readonly Gap[];
  /** Missing here as well, but a person has said that they are lost for good. */
  readonly givenUp: readonly Gap[];
  /** Of the originals that live records here name: how many it has by its newest word; null when it has not said. */
  readonly originals: { readonly has: number; readonly of: number } | null;
};
