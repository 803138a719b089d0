import { err, ok, type Result } from '../../base/result.ts';
import type { PlacedBlob } from '../../exchange/blobs.ts';
import type { EncryptTo } from '../../exchange/envelope.ts';
import type { Bytes } from '../../exchange/format.ts';
import { type PlaceEntry, type PlaceError, readWhole, type SharedPlace } from '../../exchange/place.ts';
import { blobName, type PlaceName, parsePlaceName } from '../../exchange/placeName.ts';
import type { AttachmentError, DiskError, PublishReceipt } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import { sha256 } from '../disk.ts';
import { sealBlob } from './sealedBlob.ts';

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
 * place holds something wrong; of an encrypted copy nobody but its readers can tell. `renew` replaces the copy: whoever lost it in
 * between is given it again, because an absent file is put there by everybody who has it.
 */
export const putBlob = async (
  place: SharedPlace,
  attachments: Attachments,
  hash: string,
  { to, renew }: { readonly to: EncryptTo | null; readonly renew: boolean },
  signal?: AbortSignal,
): Promise<Result<null, PlaceError | AttachmentError>> => {
  const file = await attachments.get(hash);
  if (!file.ok) return file;
  const bytes = to === null ? file.value : await sealBlob(file.value, to);
  const name = blobName(hash, to !== null);
  const removed = renew ? await place.remove(name, signal) : ok(null);
  if (!removed.ok) return removed;
  const published = await publish(place, name, bytes, signal);
  if (published.ok) return ok(null);
  if (published.error.type !== 'nameTaken') return published;
  if (renew) return published; // Somebody else has been there in between, perhaps for fewer readers.
  return to === null ? err({ type: 'placeChanged' }) : ok(null);
};

const hashOf = (name: PlaceName): string => {
  const parsed = parsePlaceName(name);
  return parsed?.kind === 'blob' ? parsed.sha256 : '';
};

/** Each file of a listing once, whether it lies there as it is, encrypted, or both; `sealed`: encrypted only. */
export const blobsOf = (entries: readonly PlaceEntry[]): readonly PlacedBlob[] => {
  const byHash = new Map<string, PlacedBlob>();
  for (const { name, bytes } of entries) {
    const parsed = parsePlaceName(name);
    if (parsed?.kind !== 'blob') continue;
    const { sha256: hash, sealed } = parsed;
    byHash.set(hash, { sha256: hash, bytes, sealed: sealed && byHash.get(hash)?.sealed !== false });
  }
  return [...byHash.values()];
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
  const gone = listed.value.entries.filter(({ name }) => erased.value.has(hashOf(name)));
  for (const { name } of gone) {
    const removed = await place.remove(name, signal);
    if (!removed.ok) return removed;
  }
  return ok(gone.length);
};
