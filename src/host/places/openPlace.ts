import { isAbsolute } from 'node:path';
import type { RandomBytes } from '../../base/clock.ts';
import { randomBase32 } from '../../base/ids.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { CreateOnly, SharedPlace } from '../../exchange/place.ts';
import type { PlaceCallError, PlaceConfig } from '../../ipc/contract.ts';
import { openFolder } from './folder.ts';

export type OpenOptions = { readonly secret: string | null; readonly createOnly: CreateOnly; readonly random: RandomBytes };

/** Opens what `config` names without asking it anything yet. */
export const openPlace = async (config: PlaceConfig, { random }: OpenOptions): Promise<Result<SharedPlace, PlaceCallError>> => {
  if (config.kind !== 'folder' || !isAbsolute(config.path)) return err({ type: 'placeAddressUnusable' });
  return ok(openFolder({ path: config.path, suffix: () => randomBase32(20, random) }));
};
