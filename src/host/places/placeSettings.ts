import type { Clock, RandomBytes } from '../../base/clock.ts';
import { randomBase32 } from '../../base/ids.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { SharedPlace } from '../../exchange/place.ts';
import type { DiskError, Handlers, KnownPlace, RequestOf } from '../../ipc/contract.ts';
import { createQueue } from '../disk.ts';
import type { SecretStore } from '../secrets.ts';
import { bundlesOf, isAnySealed } from './listedBundles.ts';
import { claimPlace, readMarker } from './marker.ts';
import { type OpenedPlaces, secretOf } from './openedPlaces.ts';
import { openPlace } from './openPlace.ts';

export type PlaceSettingsOptions = {
  readonly places: OpenedPlaces;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
};

type Settings = Pick<
  Handlers,
  'listPlaces' | 'addPlace' | 'changePlaceSecret' | 'sealPlace' | 'forgetPlace' | 'probePlace' | 'cancelPlaceWork'
>;

/** Which places there are, and how each is reached. */
export const createPlaceSettings = ({ places, secrets, clock, random }: PlaceSettingsOptions): Settings => {
  const { known, signalOf, begin, replace, cancel, close } = places;
  /** Places are added one after the other, or two calls could add the same one. */
  const inTurn = createQueue();

  const probeSlot = (device: string) => ({ device, run: randomBase32(20, random) });

  /** The known place that is this one, in whatever spelling of its address. One that cannot be opened now is passed over. */
  const knownAs = async (place: SharedPlace): Promise<Result<KnownPlace | undefined, DiskError>> => {
    const all = await known.all();
    if (!all.ok) return all;
    const names = new Set(await place.identity());
    const isSame = async ({ id }: KnownPlace): Promise<boolean> => {
      const at = await begin(id);
      return at.ok && (await at.value.place.identity()).some((name) => names.has(name));
    };
    const same = await Promise.all(all.value.map(isSame));
    return ok(all.value.find((_, at) => same[at]));
  };

  const addPlace = async (request: RequestOf<'addPlace'>): ReturnType<Settings['addPlace']> => {
    const { label, config, secret, cluster, device } = request;
    const id = randomBase32(20, random);
    const place = await openPlace(config, { secret, createOnly: 'byServer', random });
    if (!place.ok) return place;
    const same = await knownAs(place.value);
    if (!same.ok) return same;
    if (same.value !== undefined) return err({ type: 'placeKnown', place: same.value.label });
    const whose = await readMarker(place.value, cluster);
    if (!whose.ok) return whose;
    const probed = await place.value.probe(probeSlot(device));
    if (!probed.ok) return probed;
    const listed = await place.value.list('bundles');
    if (!listed.ok) return listed;
    const claimed = await claimPlace(place.value, cluster);
    if (!claimed.ok) return claimed;
    const sealed = request.sealed || isAnySealed(bundlesOf(listed.value.entries));
    const entry: KnownPlace = { id, label, config, cluster, createOnly: probed.value.createOnly, sealed, addedAt: clock() };
    const kept = secret === null ? ok(null) : await secrets.write(secretOf(id), secret);
    if (!kept.ok) return kept;
    const added = await known.add(entry);
    if (added.ok) return ok({ ...entry, serverTime: probed.value.serverTime });
    await secrets.remove(secretOf(id)); // Nobody would ever find it again.
    return added;
  };

  return {
    listPlaces: () => known.all(),
    addPlace: (request) => inTurn(() => addPlace(request)),
    /** The old secret is not asked for: it may be one that cannot be read any more. */
    changePlaceSecret: async ({ place: id, secret }) => {
      const signal = signalOf(id);
      const found = await known.find(id);
      if (!found.ok) return found;
      const { config, createOnly, cluster } = found.value;
      const place = await openPlace(config, { secret, createOnly, random });
      if (!place.ok) return place;
      const answered = await readMarker(place.value, cluster, signal);
      if (!answered.ok) return answered;
      const kept = secret === null ? await secrets.remove(secretOf(id)) : await secrets.write(secretOf(id), secret);
      if (kept.ok) replace(id, place.value);
      return kept;
    },
    sealPlace: ({ place }) => sealPlace(places, place),
    /** The secret first: one that cannot be removed keeps its place, so that somebody can try again. */
    forgetPlace: async ({ place: id }) => {
      const removed = await secrets.remove(secretOf(id));
      if (!removed.ok) return removed;
      const forgotten = await known.forget(id);
      if (!forgotten.ok) return forgotten;
      close(id);
      return ok(null);
    },
    probePlace: async ({ place: id, device }) => {
      const at = await begin(id);
      if (!at.ok) return at;
      const probed = await at.value.place.probe(probeSlot(device), at.value.signal);
      if (!probed.ok || probed.value.createOnly === at.value.known.createOnly) return probed;
      const changed = await known.change(id, { createOnly: probed.value.createOnly });
      return changed.ok ? probed : changed;
    },
    cancelPlaceWork: async ({ place }) => {
      cancel(place);
      return ok(null);
    },
  };
};

/** From now on nothing goes there unencrypted: what is on its way there comes to an end, or has come there before. */
export const sealPlace = async ({ known, cancel }: OpenedPlaces, id: string): ReturnType<Handlers['sealPlace']> => {
  const sealed = await known.change(id, { sealed: true });
  if (sealed.ok) cancel(id);
  return sealed;
};
