import { err, type Failure, ok, type Result } from '../base/result.ts';

/**
 * The files of photos and documents between this machine and a shared place. They need no merge, because a file's name is the hash of
 * its bytes: it is the right one or it is thrown away. What is absent, here or there, means nothing at all and removes nothing.
 */

/** A file that records here refer to. `live`: some record that is not deleted does; a deleted one may come back, so its file is kept and handed on. */
export type WantedBlob = { readonly sha256: string; readonly bytes: number; readonly live: boolean };

/** `sealed`: it lies there encrypted only. `bytes` as the place tells them. */
export type PlacedBlob = { readonly sha256: string; readonly sealed: boolean; readonly bytes: number };

/** A place as the files see it; the host does the work, looks at every byte, and goes on where a broken transfer ended. */
export type BlobPlace<E extends Failure> = {
  readonly list: () => Promise<Result<readonly PlacedBlob[], E>>;
  /** `renew`: the copy that lies there is replaced, because it is of no use to somebody who may read it. */
  readonly put: (sha256: string, renew: boolean) => Promise<Result<unknown, E>>;
  readonly fetch: (sha256: string) => Promise<Result<unknown, E>>;
  /** Takes out what belonged to erased records only; answers how many. */
  readonly purge: () => Promise<Result<number, E>>;
};

export type CarryReport = {
  readonly sent: readonly string[];
  readonly fetched: readonly string[];
  /** Encrypted again for somebody who could not read what lay there. */
  readonly renewed: readonly string[];
  /** Put there once more, because somebody could not use what lay there. */
  readonly mended: readonly string[];
  readonly purged: number;
  /** Files of live records that are neither here nor there. */
  readonly missing: number;
  /** Files that did not get across for a reason of their own; they are tried again next time. */
  readonly failed: readonly { readonly sha256: string; readonly error: Failure }[];
};

export type CarryOptions = {
  /** Files that somebody lacks who could not read what lies there encrypted; those of them that are here are encrypted again. */
  readonly renew?: ReadonlySet<string> | undefined;
  /** Files that somebody has asked for because the copy there is damaged or not for them; those of them that are here are put there anew. */
  readonly asked?: ReadonlySet<string> | undefined;
  /** Why a copy is not to be fetched now although it is missing here. */
  readonly restOf?: ((placed: PlacedBlob) => Failure | null) | undefined;
  /** Called with each of them once it lies there anew. */
  readonly onRenewed?: ((sha256: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** Enough to hide the waiting for a far server, few enough for one that answers slowly. */
const atOnce = 3;

/** What is wrong with one file and says nothing about the next; any other error is that of the place, and ends the carrying. */
const ofOneFile: ReadonlySet<string> = new Set([
  'notFound',
  'hashMismatch',
  'fileTypeRefused',
  'photoNotForUs',
  'photoTooManyPixels',
  'placeFileGone',
  'placeFileTooLarge',
  'placeChanged',
  'nameTaken',
]);

type Step = { readonly sha256: string; readonly bytes: number; readonly way: 'in' | 'out' | 'again' | 'mend' };

const rank: Readonly<Record<Step['way'], number>> = { in: 0, out: 0, again: 1, mend: 1 };

/** What has to travel: what is new before what lies there already, and small files first, so that a short connection brings as many photos as it can. */
const stepsFor = (
  wanted: readonly WantedBlob[],
  held: ReadonlySet<string>,
  there: ReadonlyMap<string, PlacedBlob>,
  { renew, asked }: { readonly renew: ReadonlySet<string>; readonly asked: ReadonlySet<string> },
): readonly Step[] => {
  const wayOf = ({ sha256, live }: WantedBlob): Step['way'] | null => {
    const placed = there.get(sha256);
    if (placed === undefined) return held.has(sha256) ? 'out' : null;
    if (!held.has(sha256)) return live ? 'in' : null;
    if (asked.has(sha256)) return 'mend';
    return placed.sealed && renew.has(sha256) ? 'again' : null;
  };
  return wanted
    .flatMap((blob): readonly Step[] => {
      const way = wayOf(blob);
      return way === null ? [] : [{ sha256: blob.sha256, bytes: blob.bytes, way }];
    })
    .toSorted((one, other) => rank[one.way] - rank[other.way] || one.bytes - other.bytes || (one.sha256 < other.sha256 ? -1 : 1));
};

/**
 * Puts into the place what it lacks, of others too, and fetches what is missing here. `wanted` names each file once and none of erased
 * records, so that a place which is filled again does not get those back; `held` are the files on this machine. Stopped between any two
 * files, it leaves what has come across, and the next carrying goes on from there.
 */
export const carryBlobs = async <E extends Failure>(
  place: BlobPlace<E>,
  wanted: readonly WantedBlob[],
  held: ReadonlySet<string>,
  { renew = new Set(), asked = new Set(), restOf, onRenewed, signal, onProgress }: CarryOptions = {},
): Promise<Result<CarryReport, E | { readonly type: 'cancelled' }>> => {
  const purged = await place.purge();
  if (!purged.ok) return purged;
  const listed = await place.list();
  if (!listed.ok) return listed;
  const there = new Map(listed.value.map((each) => [each.sha256, each] as const));
  const failed: { readonly sha256: string; readonly error: Failure }[] = [];
  const isResting = ({ sha256, way }: Step): boolean => {
    const placed = there.get(sha256);
    const error = way === 'in' && placed ? restOf?.(placed) : null;
    if (error) failed.push({ sha256, error });
    return Boolean(error);
  };
  const steps = stepsFor(wanted, held, there, { renew, asked }).filter((step) => !isResting(step));
  const carried: Record<Step['way'], string[]> = { in: [], out: [], again: [], mend: [] };
  let ended: E | { readonly type: 'cancelled' } | null = null;
  let next = 0;
  let done = 0;

  const worker = async (): Promise<void> => {
    while (ended === null) {
      if (signal?.aborted) ended = { type: 'cancelled' };
      const step = steps[next];
      if (ended !== null || step === undefined) return;
      next += 1;
      const result = await (step.way === 'in' ? place.fetch(step.sha256) : place.put(step.sha256, step.way !== 'out'));
      done += 1;
      if (result.ok) {
        carried[step.way].push(step.sha256);
        if (step.way === 'again' || step.way === 'mend') onRenewed?.(step.sha256);
      } else if (ofOneFile.has(result.error.type)) failed.push({ sha256: step.sha256, error: result.error });
      else ended ??= result.error;
      onProgress?.(done, steps.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (ended !== null) return err(ended);
  const missing = wanted.filter(({ sha256, live }) => live && !held.has(sha256) && !there.has(sha256)).length;
  const { out: sent, in: fetched, again: renewed, mend: mended } = carried;
  return ok({ sent, fetched, renewed, mended, purged: purged.value, missing, failed });
};
