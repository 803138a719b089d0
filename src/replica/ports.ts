import type { Failure, Result } from '../base/result.ts';
import type { PlacedBlob } from '../exchange/blobs.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { Bytes } from '../exchange/format.ts';
import type { BundleSlot } from '../exchange/placeName.ts';
import type { SafetyEntry, Sentinel, SnapshotEntry } from '../exchange/sentinel.ts';
import type { FooterSignature } from '../exchange/signature.ts';
import type { PublicKey } from '../exchange/trust/keys.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import type { Verdict } from '../exchange/trust/verdict.ts';

/** What the store needs of the desktop, handed over by the window. Every call may reject; the store then says "not saved" or "no safety copy". */
export interface SafetyPort {
  /** Null on a first start; `lost` where there is a safety copy and no sentinel beside it that can be read. */
  readSentinel(): Promise<Sentinel | null | 'lost'>;
  /** Keeps what is left of a copy whose sentinel is lost where nothing looks for it, so that another one can begin. */
  setAside(): Promise<void>;
  append(entry: {
    readonly seq: number;
    readonly snapshot: boolean;
    readonly bundle: Uint8Array<ArrayBuffer>;
    readonly sentinel: Sentinel;
  }): Promise<void>;
  list(): Promise<readonly SafetyEntry[]>;
  /** Null where the file is damaged or gone. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Snapshots of earlier days, the newest first; recovery needs one only where the copy itself is damaged. */
  listSnapshots(): Promise<readonly SnapshotEntry[]>;
  /** Null where it is damaged or gone. */
  readSnapshot(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Whether the host wants a snapshot of the whole store soon. */
  isSnapshotDue(): Promise<boolean>;
  /** Bytes that the disk still takes. A browser does not tell its true quota. */
  freeSpace(): Promise<number>;
  /** Keeps a text in the place of the one before: what was begun in forms, which no bundle carries. `maxDraftsText` long at most. */
  keepDrafts(text: string): Promise<void>;
  /** '' where there is none. */
  readDrafts(): Promise<string>;
}

/** What the store needs of the desktop beside the safety copy: its keys, whose secrets stay there, and the shared places. Calls may reject. */
export interface DesktopPort extends KeyPort, PlacePort, FilePort {}

export interface KeyPort {
  /** Signs the SHA-256 of a bundle with this machine's own key. */
  signBundle(sha256: string): Promise<FooterSignature>;
  /** The key of the office that lies on this machine; null where it lies on another one. */
  officeKey(): Promise<PublicKey | null>;
  /** Makes this machine the first of an office: a key for the office where there is none yet, and statements about both. */
  foundOffice(who: OfficeOfDevice & { readonly name: string; readonly country: string }): Promise<FoundedOffice>;
  /** Asks the office for a certificate: a statement signed by this machine only. */
  requestCertificate(who: OfficeOfDevice & { readonly officeKey: PublicKey }): Promise<SignedStatement>;
  /** Says that the own office has spoken to another one; rejects where the office's key lies elsewhere. */
  admitOffice(whom: { readonly cluster: string; readonly office: string; readonly key: PublicKey }): Promise<SignedStatement>;
  /** The key of one encrypted file by its header. */
  unwrapFileKey(header: Bytes): Promise<Result<Uint8Array, BundleError>>;
}

/** What a shared place answers; failures are values, because people are told of them. */
export interface PlacePort {
  listBundles(place: string): Promise<Result<PlaceContents, Failure>>;
  /** Null where it has gone since it was listed. */
  readBundle(place: string, bundle: BundleSlot): Promise<Result<Bytes | null, Failure>>;
  publishBundle(place: string, bundle: BundleSlot, file: Bytes): Promise<Result<null, Failure>>;
  removeBundles(place: string, device: string, bundles: readonly BundleSlot[]): Promise<Result<null, Failure>>;
  /** Keeps a file that is not to be applied yet; `refusedAt`: it is here, and a person has refused it. */
  keepAside(file: Bytes, note: AsideNote): Promise<Result<{ readonly refusedAt?: number | undefined }, Failure>>;
  /** Those that wait, and those that a person has refused (`refusedAt`). */
  listAside(): Promise<Result<readonly (AsideNote & { readonly sha256: string; readonly refusedAt?: number | undefined })[], Failure>>;
  readAside(sha256: string): Promise<Result<Bytes, Failure>>;
  dropAside(sha256: string): Promise<Result<null, Failure>>;
}
/** The files of photos and documents, here and in a shared place. */
export interface FilePort {
  /** Tells which records name which files; answers those files of them that lie here. */
  noteOriginals(uses: readonly { readonly sha256: string; readonly of: string }[]): Promise<Result<readonly string[], Failure>>;
  listBlobs(place: string): Promise<Result<readonly PlacedBlob[], Failure>>;
  /** `recipients` (age): it goes there encrypted to them, with `renew` in place of a copy that is of no use to somebody. */
  putBlob(place: string, sha256: string, recipients: readonly string[] | null, renew: boolean): Promise<Result<unknown, Failure>>;
  fetchBlob(place: string, sha256: string): Promise<Result<unknown, Failure>>;
  purgeBlobs(place: string): Promise<Result<number, Failure>>;
}

export type PlaceContents = {
  readonly bundles: readonly BundleSlot[];
  readonly ignored: number;
  readonly serverTime: number | null;
  /** False where the place has lost the file that names its cluster. */
  readonly marked: boolean;
  /** Everything goes there encrypted, from now on also where it did not before. */
  readonly sealed: boolean;
};
/** Why a received file waits. */
export type AsideNote = {
  readonly why: AsideReason;
  readonly fileName: string;
  readonly office: string;
  readonly author: string;
  /** The SHA-256 in the footer of the bundle; absent where it could not be read that far. */
  readonly bundle?: string | undefined;
  /** The trusted office whose machine has signed it, by its id; absent where nobody known has. */
  readonly trusted?: string | undefined;
  /** The shared place it came from; one that is known already is kept. */
  readonly place?: string | undefined;
};
export type AsideReason = Exclude<Verdict['state'], 'trusted'> | 'newer' | 'unknownRuns' | 'confirmation' | 'noteLost';

export type OfficeOfDevice = { readonly cluster: string; readonly office: string; readonly device: string; readonly author: string };
export type FoundedOffice = { readonly key: PublicKey; readonly statements: readonly SignedStatement[] };
