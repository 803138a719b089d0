import { z } from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { placeLimits, readWhole, type SharedPlace } from '../../exchange/place.ts';
import { markerName } from '../../exchange/placeName.ts';
import type { PlaceCallError } from '../../ipc/contract.ts';

const format = 'interreg-cluster/place';
const newest = 1;
const head = z.looseObject({ format: z.literal(format), version: z.number().int().min(1) });
const marker = z.looseObject({ cluster: z.string().min(1).max(64) });

/** Whose place it is: another cluster's is an error, one that nobody has marked (or that has been emptied) is `unmarked`. */
export type Ownership = 'ours' | 'unmarked';

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // No schema accepts `undefined`.
  }
};

const whose = (bytes: Uint8Array, cluster: string): Result<Ownership, PlaceCallError> => {
  const content = parse(bytes);
  const read = head.safeParse(content);
  if (!read.success) return err({ type: 'placeMarkerUnreadable' });
  if (read.data.version > newest) return err({ type: 'placeNewer', version: read.data.version });
  const named = marker.safeParse(content);
  if (!named.success) return err({ type: 'placeMarkerUnreadable' });
  return named.data.cluster === cluster ? ok('ours') : err({ type: 'placeOtherCluster', cluster: named.data.cluster });
};

/** Reads the marker. Its absence is no error: a mirroring tool may not have brought it yet, or somebody emptied the place. */
export const readMarker = async (place: SharedPlace, cluster: string, signal?: AbortSignal): Promise<Result<Ownership, PlaceCallError>> => {
  const read = await readWhole(place, markerName, placeLimits.markerBytes, signal);
  if (read.ok) return whose(read.value, cluster);
  if (read.error.type === 'placeFileGone') return ok('unmarked');
  return read.error.type === 'placeFileTooLarge' ? err({ type: 'placeMarkerUnreadable' }) : read;
};

/** Marks the place for `cluster`, or refuses it where it is somebody else's. Of two that mark it at the same time, one reads the other's. */
export const claimPlace = async (place: SharedPlace, cluster: string, signal?: AbortSignal): Promise<Result<null, PlaceCallError>> => {
  const before = await readMarker(place, cluster, signal);
  if (!before.ok) return before;
  if (before.value === 'ours') return ok(null);
  const text = `${JSON.stringify({ format, version: newest, cluster })}\n`;
  const written = await place.writeNew(markerName, new TextEncoder().encode(text), signal);
  if (!written.ok && written.error.type !== 'nameTaken') return written;
  const after = await readMarker(place, cluster, signal);
  if (!after.ok) return after;
  return after.value === 'ours' ? ok(null) : err({ type: 'placeChanged' });
};
