import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../base/result.ts';
import type { Bytes } from '../../exchange/format.ts';
import { type PlaceError, placeLimits, readWhole, type SharedPlace } from '../../exchange/place.ts';
import { blobName, type PlaceName } from '../../exchange/placeName.ts';
import type { AttachmentError, DiskError, PublishReceipt } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import { onDisk, ownerOnly, sha256, systemCode } from '../disk.ts';

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

/** Sends one of the host's own files under its hash. Whoever was first has sent the same bytes, or the place holds something wrong. */
export const putBlob = async (
  place: SharedPlace,
  attachments: Attachments,
  hash: string,
  signal?: AbortSignal,
): Promise<Result<null, PlaceError | AttachmentError>> => {
  const file = await attachments.get(hash);
  if (!file.ok) return file;
  const published = await publish(place, blobName(hash), file.value, signal);
  if (published.ok) return ok(null);
  return published.error.type === 'nameTaken' ? err({ type: 'placeChanged' }) : published;
};

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
  const gone = listed.value.entries.filter(({ name }) => erased.value.has(name.slice('blobs/'.length)));
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
  hash: string,
  partial: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly bytes: number }, PlaceError>> => {
  const from = await sizeOf(partial);
  const handle = await open(partial, 'a', ownerOnly.file);
  try {
    const sink = async (chunk: Uint8Array): Promise<void> => void (await handle.appendFile(chunk));
    return await place.read(blobName(hash), {
      from,
      maxBytes: Math.max(0, placeLimits.blobBytes - from),
      sink,
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    await handle.close();
  }
};

/**
 * Fetches a file among the host's own. What has come so far stays beside it in `incoming`, also over a restart, and the next attempt
 * goes on there; whether the whole is right only its hash decides, and a wrong whole is thrown away.
 */
export const fetchBlob = async (
  place: SharedPlace,
  attachments: Attachments,
  dataFolder: string,
  hash: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly bytes: number }, PlaceError | AttachmentError | DiskError>> => {
  const here = await attachments.get(hash);
  if (here.ok) return ok({ bytes: here.value.byteLength });
  const partial = join(dataFolder, 'incoming', hash);
  const fetched = await onDisk(async () => {
    await mkdir(dirname(partial), { recursive: true, mode: ownerOnly.folder });
    return download(place, hash, partial, signal);
  });
  if (!fetched.ok) return fetched;
  if (!fetched.value.ok) {
    // Beyond the limit no continuation helps; anything else goes on from here next time.
    if (fetched.value.error.type === 'placeFileTooLarge') await onDisk(() => rm(partial, { force: true }));
    return fetched.value;
  }
  const file = await onDisk(async () => new Uint8Array(await readFile(partial)));
  if (!file.ok) return file;
  const kept = await attachments.put(hash, file.value);
  if (kept.ok || kept.error.type !== 'diskFailed') await onDisk(() => rm(partial, { force: true }));
  return kept.ok ? ok({ bytes: file.value.byteLength }) : kept;
};
