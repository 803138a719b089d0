import { err, ok, type Result } from '../base/result.ts';
import type { Bytes } from './format.ts';
import {
  type CreateOnly,
  type PlaceError,
  type PlaceFaultKind,
  type ProbeStep,
  placeLimits,
  readWhole,
  type SharedPlace,
} from './place.ts';
import { type BundleSlot, type PlaceName, probeName } from './placeName.ts';

/** What a probe needs of the place it is part of: the other calls, and whether the probe's own file shows in a raw listing. */
export type Probed = Omit<SharedPlace, 'identity' | 'probe' | 'list'> & {
  /** Whether `name` is listed; a probe's file is left out of `list`. */
  readonly isListed: (name: PlaceName, signal?: AbortSignal) => Promise<Result<boolean, PlaceError>>;
  readonly createOnly: () => CreateOnly;
  /** From now on the place looks whether a name exists before each write. */
  readonly checkFirst: () => void;
};

const text = (words: string): Bytes => new TextEncoder().encode(words);
const first = text('interreg-cluster probe\n');
const second = text('interreg-cluster probe, second writer\n');

const isSame = (one: Bytes, other: Bytes): boolean => one.byteLength === other.byteLength && one.every((byte, at) => byte === other[at]);

/** Faults that say "not this kind of place" become the step at which it was noticed; the others speak for themselves. */
const atStep = (step: ProbeStep, error: PlaceError): PlaceError => {
  const unclear: readonly PlaceFaultKind[] = ['status', 'size'];
  if (error.type === 'placeFileGone' || error.type === 'nameTaken') return { type: 'placeUnfit', step };
  return error.type === 'placeMisbehaves' && unclear.includes(error.what) ? { type: 'placeUnfit', step } : error;
};

/** Whether the second write was refused, or went through in spite of everything. */
const triesToOverwrite = async (place: Probed, name: PlaceName, signal?: AbortSignal): Promise<Result<'kept' | 'lost', PlaceError>> => {
  const written = await place.writeNew(name, second, signal);
  if (!written.ok && written.error.type !== 'nameTaken') return err(atStep('overwrite', written.error));
  const after = await readWhole(place, name, placeLimits.markerBytes, signal);
  if (!after.ok) return err(atStep('overwrite', after.error));
  if (isSame(after.value, first) && !written.ok) return ok('kept');
  return isSame(after.value, second) && written.ok ? ok('lost') : err({ type: 'placeUnfit', step: 'overwrite' });
};

const steps = async (place: Probed, name: PlaceName, signal?: AbortSignal): Promise<Result<null, PlaceError>> => {
  const written = await place.writeNew(name, first, signal);
  if (!written.ok) return err(atStep('write', written.error));
  const listed = await place.isListed(name, signal);
  if (!listed.ok) return err(atStep('list', listed.error));
  if (!listed.value) return err({ type: 'placeUnfit', step: 'list' });
  const back = await readWhole(place, name, placeLimits.markerBytes, signal);
  if (!back.ok) return err(atStep('readBack', back.error));
  if (!isSame(back.value, first)) return err({ type: 'placeUnfit', step: 'readBack' });
  const overwrite = await triesToOverwrite(place, name, signal);
  if (!overwrite.ok) return overwrite;
  if (overwrite.value === 'lost') place.checkFirst();
  return ok(null);
};

/**
 * Write, list, read back, try to overwrite, remove: the steps every place goes through before it is trusted. What the probe wrote is
 * removed whatever happened; a place that keeps it cannot be folded later and is unfit.
 */
export const runProbe = async (
  place: Probed,
  { device, run }: Pick<BundleSlot, 'device' | 'run'>,
  signal?: AbortSignal,
): Promise<Result<CreateOnly, PlaceError>> => {
  const name = probeName(device, run);
  const passed = await steps(place, name, signal);
  const removed = await place.remove(name);
  if (!passed.ok) return passed;
  if (!removed.ok) return err(atStep('remove', removed.error));
  const after = await place.isListed(name, signal);
  if (!after.ok) return err(atStep('remove', after.error));
  return after.value ? err({ type: 'placeUnfit', step: 'remove' }) : ok(place.createOnly());
};
