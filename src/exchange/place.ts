import { err, ok, type Result } from '../base/result.ts';
import { type Bytes, bundleLimits } from './format.ts';
import { type BundleSlot, type PlaceName, parsePlaceName, toPlaceName } from './placeName.ts';

/** What is asked for in one listing. Files of many photos would make each look for new bundles slow, so they are asked for apart. */
export type PlacePart = 'bundles' | 'blobs';

export type PlaceEntry = { readonly name: PlaceName; readonly bytes: number };

/** Sorted by name. `ignored` counts what lies there under a name of no meaning. `serverTime` in UTC milliseconds, by the server's clock. */
export type PlaceListing = { readonly entries: readonly PlaceEntry[]; readonly ignored: number; readonly serverTime: number | null };

/** A part of the place did what it must not do; `what` is for the details a technician reads. */
export type PlaceFaultKind = 'endless' | 'malformed' | 'listingLoop' | 'tooManyNames' | 'status' | 'encoding' | 'size';

/** Why nothing came of a call to a shared place. The local store is as it was; each type is a sentence in three languages. */
export type PlaceError =
  | { readonly type: 'placeUnreachable'; readonly code: string } // no network, server down, folder not mounted
  | { readonly type: 'placeRefused' } // user name, password or rights
  | { readonly type: 'placeCertificate'; readonly code: string }
  | { readonly type: 'placeOtherName'; readonly code: string } // a trusted certificate, for another name than the address has
  | { readonly type: 'placeNoTls'; readonly code: string } // the server answers, and not over TLS, or over none of ours
  | { readonly type: 'placeNotFound' } // the server answers, but the folder or bucket is not there
  | { readonly type: 'placeFolderMissing' } // no such path now; a stick or network drive may be away
  | { readonly type: 'placeIsFile' } // the path leads to a file
  | { readonly type: 'placeRedirects'; readonly to: string }
  | { readonly type: 'placeFull' }
  | { readonly type: 'placeBusy' } // locked, too many requests, overloaded; later it works
  | { readonly type: 'placeTooSlow' }
  | { readonly type: 'placeFileTooLarge'; readonly limitMiB: number }
  | { readonly type: 'placeMisbehaves'; readonly what: PlaceFaultKind; readonly status?: number }
  | { readonly type: 'placeFileGone' } // listed before, or never there
  | { readonly type: 'placeChanged' } // what was written does not come back as it was
  | { readonly type: 'nameTaken' }
  | { readonly type: 'placeUnfit'; readonly step: ProbeStep }
  | { readonly type: 'cancelled' };

export type ProbeStep = 'write' | 'list' | 'readBack' | 'overwrite' | 'remove';

/**
 * Who keeps a name from being written twice: the server itself, or a look before each write where the server does not know how.
 * Names are unique to a run, so the second is good enough; the person is told all the same.
 */
export type CreateOnly = 'byServer' | 'byChecking';

export type PlaceProbe = { readonly createOnly: CreateOnly; readonly serverTime: number | null };

export type ReadRequest = {
  /** First byte wanted; everything before it is already here. */
  readonly from?: number;
  /** The answer is given up once it grows beyond this. */
  readonly maxBytes: number;
  /** Takes the bytes in order. What it throws ends the reading and flies on. */
  readonly sink: (chunk: Uint8Array) => void | Promise<void>;
  readonly signal?: AbortSignal;
};

/**
 * A folder, WebDAV server or S3 store that offices share. The port promises little, because mirrored folders and servers keep little:
 * a name that is there was written whole or is being copied by a foreign tool, an absent name means nothing at all, and every answer
 * ends, well or with one typed error, within the limits below. Implementations hold no secrets of the records; whoever runs the place
 * can drop, delay and repeat, and the bundle's signature and chain are what notices.
 */
export type SharedPlace = {
  /** What tells it from other places, in any spelling of its address: two that have one of these in common are the same. Asks no server. */
  readonly identity: () => Promise<readonly string[]>;
  readonly list: (part: PlacePart, signal?: AbortSignal) => Promise<Result<PlaceListing, PlaceError>>;
  readonly read: (name: PlaceName, request: ReadRequest) => Promise<Result<{ readonly bytes: number }, PlaceError>>;
  /** Creates; a name that exists is `nameTaken` and keeps what it has. A failed write may have left nothing or the whole, never a part. */
  readonly writeNew: (name: PlaceName, bytes: Bytes, signal?: AbortSignal) => Promise<Result<null, PlaceError>>;
  /** Callers remove names of their own device only. A name that is not there is removed already. */
  readonly remove: (name: PlaceName, signal?: AbortSignal) => Promise<Result<null, PlaceError>>;
  /** Writes, lists, reads back, tries to overwrite and removes a file of `slot`'s device before the place is trusted with anything. */
  readonly probe: (slot: Pick<BundleSlot, 'device' | 'run'>, signal?: AbortSignal) => Promise<Result<PlaceProbe, PlaceError>>;
};

const mebibyte = 1024 * 1024;

/** What no place may go beyond; sizes in bytes, times in milliseconds. Rates are counted over the whole of `windowMs`. */
export const placeLimits = {
  bundleBytes: bundleLimits.packedBytes,
  blobBytes: 50 * mebibyte,
  markerBytes: 4096,
  /** One answer that lists names, whatever its notation. */
  listingBytes: 24 * mebibyte,
  /** Names in one listing, those of no meaning included. */
  names: 50_000,
  connectMs: 8_000,
  windowMs: 8_000,
  minBytesPerWindow: 8 * 1024,
  totalMs: 15 * 60_000,
} as const;
export type PlaceLimits = { readonly [Name in keyof typeof placeLimits]: number };

/** The whole file in memory. */
export const readWhole = async (
  place: Pick<SharedPlace, 'read'>,
  name: PlaceName,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Result<Bytes, PlaceError>> => {
  const chunks: Uint8Array[] = [];
  const sink = (chunk: Uint8Array): void => void chunks.push(chunk);
  const read = await place.read(name, { maxBytes, sink, ...(signal === undefined ? {} : { signal }) });
  if (!read.ok) return read;
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return ok(whole);
};

/** What a place has told of one file: its name below the place's root, and its size as far as it was told. */
export type FoundFile = { readonly path: string; readonly bytes: number };

/**
 * The listing of what was found. A name told twice is kept once; a size that is no size makes the file one that means nothing.
 * A probe of another device is passed over silently, since its owner will remove it.
 */
export const toListing = (
  part: PlacePart,
  found: Iterable<FoundFile>,
  serverTime: number | null,
  limits: PlaceLimits = placeLimits,
): Result<PlaceListing, PlaceError> => {
  const byName = new Map<string, PlaceEntry>();
  let ignored = 0;
  let names = 0;
  for (const { path, bytes } of found) {
    names += 1;
    if (names > limits.names) return err({ type: 'placeMisbehaves', what: 'tooManyNames' });
    const name = toPlaceName(path);
    const kind = parsePlaceName(path)?.kind;
    if (kind === 'probe') continue;
    if (name === null || kind !== kindOf[part] || !Number.isSafeInteger(bytes) || bytes < 0) ignored += 1;
    else byName.set(path, { name, bytes });
  }
  const entries = [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return ok({ entries, ignored, serverTime });
};

const kindOf = { bundles: 'bundle', blobs: 'blob' } as const;
