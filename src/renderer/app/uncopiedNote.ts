import type { StoreStatus } from '../../replica/api.ts';

/**
 * Since when something has lain in the store only, as this window remembers it beside the store: a store that is found emptied later cannot
 * say what it held. An earlier sitting's note stays until the safety copy is known to have everything.
 */
export const uncopiedNote = (noted: number | null, { uncopiedSince, safetyCopyAt }: StoreStatus): number | null => {
  if (uncopiedSince !== null) return Math.min(noted ?? uncopiedSince, uncopiedSince);
  return safetyCopyAt === null ? noted : null;
};
