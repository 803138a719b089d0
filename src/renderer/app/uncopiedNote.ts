import type { StoreStatus } from '../../replica/api.ts';

/**
 * Since when something has lain in the store only, as this window remembers it beside the store: a store that is found emptied later cannot
 * say what it held. An earlier sitting's note stays until the safety copy is known to have everything.
 */
export const uncopiedNote = (noted: number | null, { uncopiedSince, safetyCopyAt }: StoreStatus): number | null => {
  if (uncopiedSince !== null) return Math.min(noted ?? uncopiedSince, uncopiedSince);
  return safetyCopyAt === null ? noted : null;
};

/** An entry of its own: windows write what they remember of the view whole, also those that do not have the store and know of no note. */
const entry = 'interreg-uncopied';

/** The note, or null. */
export const readUncopiedNote = (): number | null => {
  const noted = Number(window.localStorage.getItem(entry) ?? Number.NaN);
  return Number.isFinite(noted) ? noted : null;
};

/** Brings the note up to date; only for the window that has the store. */
export const keepUncopiedNote = (status: StoreStatus): void => {
  const noted = readUncopiedNote();
  const next = uncopiedNote(noted, status);
  if (next === noted) return;
  if (next === null) window.localStorage.removeItem(entry);
  else window.localStorage.setItem(entry, String(next));
};
