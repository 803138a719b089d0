import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { placeConfigSchema } from '../../ipc/contract/places.ts';
import type { DiskError, KnownPlace, PlaceCallError } from '../../ipc/contract.ts';
import { createQueue, onDisk } from '../disk.ts';
import { readJson, writeJson } from '../jsonFile.ts';

const knownPlaceSchema = z.object({
  id: z.string().regex(/^[a-z2-7]{20}$/),
  label: z.string(),
  config: placeConfigSchema,
  cluster: z.string(),
  createOnly: z.enum(['byServer', 'byChecking']),
  sealed: z.boolean(),
  addedAt: z.number(),
});
const fileSchema = z.object({ version: z.literal(1), places: z.array(knownPlaceSchema) });

/** The list of configured places in `<data>/places.json`. An unreadable file is an error, never an empty list. */
export type KnownPlaces = {
  readonly all: () => Promise<Result<readonly KnownPlace[], DiskError>>;
  readonly find: (id: string) => Promise<Result<KnownPlace, PlaceCallError>>;
  readonly add: (place: KnownPlace) => Promise<Result<null, DiskError>>;
  readonly change: (id: string, change: Partial<Pick<KnownPlace, 'sealed' | 'createOnly'>>) => Promise<Result<null, PlaceCallError>>;
  readonly forget: (id: string) => Promise<Result<null, DiskError>>;
};

export const openKnownPlaces = (dataFolder: string): KnownPlaces => {
  const path = join(dataFolder, 'places.json');
  const inTurn = createQueue();

  const all = async (): Promise<Result<readonly KnownPlace[], DiskError>> => {
    const content = await onDisk(() => readJson<z.infer<typeof fileSchema>>(path, fileSchema));
    if (!content.ok) return content;
    if (content.value.state === 'damaged') return err({ type: 'diskFailed', code: 'EBADMSG' });
    return ok(content.value.state === 'read' ? content.value.value.places : []);
  };

  const replace = async (change: (places: readonly KnownPlace[]) => readonly KnownPlace[]): Promise<Result<null, DiskError>> => {
    const before = await all();
    if (!before.ok) return before;
    const written = await onDisk(() => writeJson(path, { version: 1, places: change(before.value) }));
    return written.ok ? ok(null) : written;
  };

  const find = async (id: string): Promise<Result<KnownPlace, PlaceCallError>> => {
    const places = await all();
    if (!places.ok) return places;
    const found = places.value.find((place) => place.id === id);
    return found === undefined ? err({ type: 'placeUnknown' }) : ok(found);
  };

  return {
    all: () => inTurn(all),
    find: (id) => inTurn(() => find(id)),
    add: (place) => inTurn(() => replace((places) => [...places, place])),
    change: (id, change) =>
      inTurn(async () => {
        const found = await find(id);
        if (!found.ok) return found;
        return replace((places) => places.map((place) => (place.id === id ? { ...place, ...change } : place)));
      }),
    forget: (id) => inTurn(() => replace((places) => places.filter((place) => place.id !== id))),
  };
};
