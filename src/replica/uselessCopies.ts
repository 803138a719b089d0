import type { Failure } from '../base/result.ts';
import type { CarryReport, PlacedBlob } from '../exchange/blobs.ts';
import { blobName } from '../exchange/placeName.ts';
import type { Session } from './session.ts';

/**
 * Copies of photos in shared places that were fetched and are of no use here: damaged ones, and those encrypted without this machine. One
 * that was so twice is asked for, as a bundle is, and rests, or it would be fetched in every round for nothing.
 */
type Useless = { readonly bytes: number; readonly times: number; readonly at: number; readonly error: Failure };
export type UselessCopies = ReadonlyMap<string, Useless>;

const known = new WeakMap<Session, Map<string, UselessCopies>>();
const none: UselessCopies = new Map();

const firstRestMs = 600_000;
const longestRestMs = 12 * 3_600_000;

/** Whoever has the photo can put a better copy there. */
const askable: ReadonlySet<string> = new Set(['hashMismatch', 'placeFileTooLarge', 'photoNotForUs']);
/** Fetching it once more brings the same. That a copy is meant for others the host finds out by its beginning. */
const restful: ReadonlySet<string> = new Set(['hashMismatch', 'placeFileTooLarge', 'fileTypeRefused', 'photoTooManyPixels']);

const isResting = ({ times, at, error }: Useless, now: number): boolean =>
  times > 1 && restful.has(error.type) && Math.abs(now - at) < Math.min(longestRestMs, firstRestMs * 2 ** (times - 2));

/** Why the copy that lies there is not fetched now; null for one that is worth it, as one of another size than before. */
export const restOf = (copies: UselessCopies, { sha256, bytes }: PlacedBlob, now: number): Failure | null => {
  const copy = copies.get(sha256);
  return copy?.bytes === bytes && isResting(copy, now) ? copy.error : null;
};

/** What is known after a carrying; `sizes` are those of the listing. */
export const afterCarrying = (
  copies: UselessCopies,
  { failed }: Pick<CarryReport, 'failed'>,
  sizes: ReadonlyMap<string, number>,
  now: number,
): UselessCopies =>
  new Map(
    failed.flatMap(({ sha256, error }): readonly (readonly [string, Useless])[] => {
      const bytes = sizes.get(sha256);
      if (bytes === undefined || !(askable.has(error.type) || restful.has(error.type))) return [];
      const before = copies.get(sha256);
      if (before === undefined || before.bytes !== bytes) return [[sha256, { bytes, times: 1, at: now, error }]];
      return [[sha256, isResting(before, now) ? before : { bytes, times: before.times + 1, at: now, error }]];
    }),
  );

export const uselessCopiesIn = (session: Session, place: string): UselessCopies => known.get(session)?.get(place) ?? none;

export const keepUselessCopies = (session: Session, place: string, copies: UselessCopies): void => {
  const all = known.get(session) ?? new Map<string, UselessCopies>();
  known.set(session, all.set(place, copies));
};

/** The files that a bundle for this place asks for, by their names there. */
export const askedCopies = (session: Session, place: string): readonly string[] =>
  [...uselessCopiesIn(session, place)]
    .flatMap(([sha256, { times, error }]) => (times > 1 && askable.has(error.type) ? [blobName(sha256)] : []))
    .sort();
