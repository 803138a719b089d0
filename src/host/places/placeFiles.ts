import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../base/result.ts';
import type { EncryptTo } from '../../exchange/envelope.ts';
import type { Bytes } from '../../exchange/format.ts';
import { type PlaceEntry, type PlaceError, placeLimits, readWhole, type SharedPlace } from '../../exchange/place.ts';
import { blobName, type PlaceName, parsePlaceName } from '../../exchange/placeName.ts';
import type { AttachmentError, DiskError, PublishReceipt, SecretError } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import { onDisk, ownerOnly, sha256, systemCode } from '../disk.ts';
import { maxSealBytes, openBlob, sealBlob } from './sealedBlob.ts';

/**
 * Writes under a new name and believes nothing: what lies there is read back and compared by hash. An upload whose answer was lost is
 * found to be there already; one that a server stored wrongly is removed again, so that the next attempt can use the name.
 */
export const publish = async (
  place: SharedPlace,
  name: PlaceName,
  bytes: Bytes,
  signal?: AbortSignal,
): Promise<Result<PublishReceipt, PlaceError>> => {
  const hash = sha256(bytes);
  const written = await place.writeNew(name, bytes, signal);
  if (!written.ok && written.error.type !== 'nameTaken') return written;
  const back = await readWhole(place, name, bytes.byteLength, signal);
  const isSame = back.ok && sha256(back.value) === hash;
  if (isSame) return ok({ sha256: hash, alreadyThere: !written.ok });
  if (!back.ok && back.error.type !== 'placeFileTooLarge' && back.error.type !== 'placeFileGone') return back;
  if (!written.ok) return written;
  await place.remove(name);
  return err({ type: 'placeChanged' });
};

/**
 * Sends one of the host's own files under its hash, encrypted where `to` says to whom. Whoever was first has sent the same bytes, or the
 * place holds something wrong; of an encrypted copy nobody but its readers can tell.
 */
export const putBlob = async (
  place: SharedPlace,
  attachments: Attachments,
  hash: string,
  to: EncryptTo | null,
  signal?: AbortSignal,
): Promise<Result<null, PlaceError | AttachmentError>> => {
  const file = await attachments.get(hash);
  if (!file.ok) return file;
  const bytes = to === null ? file.value : await sealBlob(file.value, to);
  const published = await publish(place, blobName(hash, to !== null), bytes, signal);
  if (published.ok) return ok(null);
  if (published.error.type !== 'nameTaken') return published;
  return to === null ? err({ type: 'placeChanged' }) : ok(null);
};

const hashOf = (name: PlaceName): string => {
  const parsed = parsePlaceName(name);
  return parsed?.kind === 'blob' ? parsed.sha256 : '';
};

/** Each file of a listing once, whether it lies there as it is, encrypted, or both. */
export const blobsOf = (entries: readonly PlaceEntry[]): readonly { readonly sha256: string; readonly bytes: number }[] => [
  ...new Map(entries.map(({ name, bytes }) => [hashOf(name), { sha256: hashOf(name), bytes }])).values(),
];

/** Removes the files of erased records: nobody's folder holds them, so whoever knows of the erasure may. Costs one listing where there are any. */
export const purgeBlobs = async (
  place: SharedPlace,
  attachments: Attachments,
  signal?: AbortSignal,
): Promise<Result<number, PlaceError | DiskError>> => {
  const erased = await attachments.erased();
  if (!erased.ok || erased.value.size === 0) return erased.ok ? ok(0) : erased;
  const listed = await place.list('blobs', signal);
  if (!listed.ok) return listed;
  const gone = listed.value.entries.filter(({ name }) => erased.value.has(hashOf(name)));
  for (const { name } of gone) {
    const removed = await place.remove(name, signal);
    if (!removed.ok) return removed;
  }
  return ok(gone.length);
};

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
): Promise<Result<{ readonly from: number; readonly bytes: number }, PlaceError>> => {
  const from = await sizeOf(partial);
  const handle = await open(partial, 'a', ownerOnly.file);
  try {
    const sink = async (chunk: Uint8Array): Promise<void> => void (await handle.appendFile(chunk));
    const maxBytes = Math.max(0, placeLimits.blobBytes + maxSealBytes - from);
    const read = await place.read(name, { from, maxBytes, sink, ...(signal === undefined ? {} : { signal }) });
    return read.ok ? ok({ from, bytes: read.value.bytes }) : read;
  } finally {
    await handle.close();
  }
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
export type FetchError = PlaceError | AttachmentError | SecretError | { readonly type: 'photoNotForUs' };

/** The bytes behind one name, from where the last attempt ended; the copy in `partial` goes once it has served or is found to be wrong. */
const fetchAs = async ({ place, attachments, dataFolder, identity, signal }: Fetching, hash: string, sealed: boolean) => {
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
    // One that is encrypted for others stays, or every exchange would fetch it again to find that out; not where its end may be another copy's.
    if (fetched.value.value.from > 0 && fetched.value.value.bytes > 0) await drop();
    return opened;
  }
  const kept = opened.value === null ? err({ type: 'hashMismatch' }) : await attachments.take(hash, opened.value);
  if (kept.ok || kept.error.type !== 'diskFailed') await drop();
  return kept.ok ? ok({ bytes: opened.value?.byteLength ?? 0 }) : kept;
};

/**
 * Fetches a file among the host's own, as it is or else from an encrypted copy. What has come so far stays in `incoming`, also over a
 * restart, and the next attempt goes on there; whether the whole is right only its hash decides, and a wrong whole is thrown away.
 */
export const fetchBlob = async (fetching: Fetching, hash: string): Promise<Result<{ readonly bytes: number }, FetchError>> => {
  const here = await fetching.attachments.get(hash);
  if (here.ok) return ok({ bytes: here.value.byteLength });
  const first = await fetchAs(fetching, hash, fetching.isSealed);
  return first.ok || first.error.type !== 'placeFileGone' ? first : fetchAs(fetching, hash, !fetching.isSealed);
};
