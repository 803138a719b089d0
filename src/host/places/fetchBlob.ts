import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../base/result.ts';
import type { Bytes } from '../../exchange/format.ts';
import { joinBytes } from '../../exchange/hash.ts';
import { type PlaceError, placeLimits, type SharedPlace } from '../../exchange/place.ts';
import { blobName, type PlaceName } from '../../exchange/placeName.ts';
import type { AttachmentError, SecretError } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import { onDisk, ownerOnly, readIfThere, systemCode } from '../disk.ts';
import { maxSealBytes, openBlob } from './sealedBlob.ts';

const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return 0;
    throw cause;
  }
};

const download = async (
  place: SharedPlace,
  name: PlaceName,
  partial: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly from: number }, PlaceError>> => {
  const from = await sizeOf(partial);
  const handle = await open(partial, 'a', ownerOnly.file);
  try {
    const sink = async (chunk: Uint8Array): Promise<void> => void (await handle.appendFile(chunk));
    const maxBytes = Math.max(0, placeLimits.blobBytes + maxSealBytes - from);
    const read = await place.read(name, { from, maxBytes, sink, ...(signal === undefined ? {} : { signal }) });
    return read.ok ? ok({ from }) : read;
  } finally {
    await handle.close();
  }
};

/** How a sealed copy begins: in the first line about its readers stands a key made for this copy alone, so no two copies begin alike. */
const openingBytes = 256;

class Enough extends Error {}

/** The first bytes of a file; the transfer ends there. */
const readOpening = async (place: SharedPlace, name: PlaceName, signal?: AbortSignal): Promise<Result<Bytes, PlaceError>> => {
  const parts: Bytes[] = [];
  let size = 0;
  const sink = (chunk: Uint8Array): void => {
    parts.push(chunk.slice(0, openingBytes - size));
    size += chunk.byteLength;
    if (size >= openingBytes) throw new Enough();
  };
  const maxBytes = placeLimits.blobBytes + maxSealBytes;
  try {
    const read = await place.read(name, { maxBytes, sink, ...(signal === undefined ? {} : { signal }) });
    if (!read.ok) return read;
  } catch (cause) {
    if (!(cause instanceof Enough)) throw cause;
  }
  return ok(joinBytes(parts));
};

export type Fetching = {
  readonly place: SharedPlace;
  readonly attachments: Attachments;
  readonly dataFolder: string;
  /** The age identity that opens encrypted copies; null where there is none yet. */
  readonly identity: () => Promise<Result<string | null, SecretError>>;
  /** Which of the two copies is looked for first. */
  readonly isSealed: boolean;
  readonly signal?: AbortSignal;
};
type NotForUs = { readonly type: 'photoNotForUs' };
export type FetchError = PlaceError | AttachmentError | SecretError | NotForUs;

/**
 * Where it is written down how a copy begins that could not be opened here, so that it is not fetched again to find that out. Somebody who
 * accepts this office later puts another copy in its place.
 */
const foreignPath = (dataFolder: string, hash: string): string => join(dataFolder, 'incoming', `${hash}.foreign`);

/** Whether the copy in the place is still the one that could not be opened. */
const isStillForeign = async ({ place, dataFolder, signal }: Fetching, hash: string): Promise<Result<boolean, FetchError>> => {
  const path = foreignPath(dataFolder, hash);
  const known = await onDisk(() => readIfThere(path));
  if (!known.ok || known.value === null) return known.ok ? ok(false) : known;
  const opening = await readOpening(place, blobName(hash, true), signal);
  if (!opening.ok) return opening;
  if (Buffer.compare(known.value, opening.value) === 0) return ok(true);
  const forgotten = await onDisk(() => rm(path, { force: true }));
  return forgotten.ok ? ok(false) : forgotten;
};

/** The bytes behind one name, from where the last attempt ended; the copy in `partial` goes once it has served or is found to be wrong. */
const fetchAs = async (fetching: Fetching, hash: string, sealed: boolean): Promise<Result<{ readonly bytes: number }, FetchError>> => {
  const { place, attachments, dataFolder, identity, signal } = fetching;
  const foreign = sealed ? await isStillForeign(fetching, hash) : ok(false);
  if (!foreign.ok || foreign.value) return foreign.ok ? err({ type: 'photoNotForUs' }) : foreign;
  const partial = join(dataFolder, 'incoming', sealed ? `${hash}.age` : hash);
  const drop = (): Promise<unknown> => onDisk(() => rm(partial, { force: true }));
  const fetched = await onDisk(async () => {
    await mkdir(dirname(partial), { recursive: true, mode: ownerOnly.folder });
    return download(place, blobName(hash, sealed), partial, signal);
  });
  if (!fetched.ok) return fetched;
  if (!fetched.value.ok) {
    // Beyond the limit, or gone, no continuation helps; anything else goes on from here next time.
    if (['placeFileTooLarge', 'placeFileGone'].includes(fetched.value.error.type)) await drop();
    return fetched.value;
  }
  const file = await onDisk(async () => new Uint8Array(await readFile(partial)));
  if (!file.ok) return file;
  const key = sealed ? await identity() : ok(null);
  if (!key.ok) return key;
  const opened = sealed ? await openBlob(file.value, key.value) : file;
  if (!opened.ok) {
    // What was begun earlier may be the beginning of another copy.
    const opening = file.value.subarray(0, openingBytes);
    if (fetched.value.value.from === 0) await onDisk(() => writeFile(foreignPath(dataFolder, hash), opening, { mode: ownerOnly.file }));
    await drop();
    return opened;
  }
  const kept = opened.value === null ? err({ type: 'hashMismatch' as const }) : await attachments.take(hash, opened.value);
  if (kept.ok || kept.error.type !== 'diskFailed') await drop();
  return kept.ok ? ok({ bytes: opened.value?.byteLength ?? 0 }) : kept;
};

/** What may be mended by looking at the other copy. */
const isElsewhere = ({ type }: FetchError): boolean => ['placeFileGone', 'photoNotForUs', 'hashMismatch'].includes(type);

/**
 * Fetches a file among the host's own, as it is or else from an encrypted copy. What has come so far stays in `incoming`, also over a
 * restart, and the next attempt goes on there; whether the whole is right only its hash decides, and a wrong whole is thrown away.
 */
export const fetchBlob = async (fetching: Fetching, hash: string): Promise<Result<{ readonly bytes: number }, FetchError>> => {
  const here = await fetching.attachments.get(hash);
  if (here.ok) return ok({ bytes: here.value.byteLength });
  const first = await fetchAs(fetching, hash, fetching.isSealed);
  if (first.ok || !isElsewhere(first.error)) return first;
  const second = await fetchAs(fetching, hash, !fetching.isSealed);
  return !second.ok && second.error.type === 'placeFileGone' ? first : second;
};
