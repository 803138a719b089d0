import type { PlaceEntry } from '../../exchange/place.ts';
import { parsePlaceName } from '../../exchange/placeName.ts';
import type { ListedBundle } from '../../ipc/contract.ts';

/** The bundles of a listing, by what their names say. */
export const bundlesOf = (entries: readonly PlaceEntry[]): readonly ListedBundle[] =>
  entries.flatMap(({ name, bytes }) => {
    const parsed = parsePlaceName(name);
    return parsed?.kind === 'bundle' ? [{ device: parsed.device, run: parsed.run, n: parsed.n, form: parsed.form, bytes }] : [];
  });

/** Whether somebody exchanges encrypted there. A name is believed: one that lies can only make more encrypted, never less. */
export const isAnySealed = (bundles: readonly ListedBundle[]): boolean => bundles.some(({ form }) => form.endsWith('.age'));
