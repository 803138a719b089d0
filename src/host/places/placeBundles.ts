import { err, ok } from '../../base/result.ts';
import { placeLimits, readWhole } from '../../exchange/place.ts';
import { bundleName } from '../../exchange/placeName.ts';
import type { Handlers } from '../../ipc/contract.ts';
import { bundlesOf, isAnySealed } from './listedBundles.ts';
import { claimPlace, readMarker } from './marker.ts';
import type { OpenedPlaces } from './openedPlaces.ts';
import { publish } from './placeFiles.ts';
import { sealPlace } from './placeSettings.ts';

export type PlaceBundlesOptions = {
  readonly places: OpenedPlaces;
  /** The device this store writes as; null while nothing of it has been committed. */
  readonly ownDevice: () => Promise<string | null>;
};

type Bundles = Pick<Handlers, 'listPlaceBundles' | 'readPlaceBundle' | 'publishPlaceBundle' | 'removePlaceBundles'>;

/** The bundles in the known places: everybody's to be read, the own device's to be written and removed. */
export const createPlaceBundles = ({ places, ownDevice }: PlaceBundlesOptions): Bundles => {
  const { begin } = places;
  const isOwn = async (device: string): Promise<boolean> => (await ownDevice()) === device;
  return {
    listPlaceBundles: async ({ place: id }) => {
      const at = await begin(id);
      if (!at.ok) return at;
      const { known, place, signal } = at.value;
      const whose = await readMarker(place, known.cluster, signal);
      if (!whose.ok) return whose;
      const listed = await place.list('bundles', signal);
      if (!listed.ok) return listed;
      const { entries, ignored, serverTime } = listed.value;
      const bundles = bundlesOf(entries);
      const sealed = known.sealed || isAnySealed(bundles);
      const kept = sealed === known.sealed ? ok(null) : await sealPlace(places, id);
      if (!kept.ok) return kept;
      return ok({ bundles, ignored, serverTime, marked: whose.value === 'ours', sealed });
    },
    readPlaceBundle: async ({ place: id, ...slot }) => {
      const at = await begin(id);
      return at.ok ? readWhole(at.value.place, bundleName(slot), placeLimits.bundleBytes, at.value.signal) : at;
    },
    publishPlaceBundle: async (request) => {
      const at = await begin(request.place);
      if (!(await isOwn(request.device))) return err({ type: 'notOwnDevice' });
      if (!at.ok) return at;
      const { known, place, signal } = at.value;
      if (known.sealed && !request.form.endsWith('.age')) return err({ type: 'placeSealed' });
      const claimed = await claimPlace(place, known.cluster, signal);
      return claimed.ok ? publish(place, bundleName(request), request.bundle, signal) : claimed;
    },
    removePlaceBundles: async ({ place: id, device, bundles }) => {
      const at = await begin(id);
      if (!(await isOwn(device))) return err({ type: 'notOwnDevice' });
      if (!at.ok) return at;
      const { known, place, signal } = at.value;
      const whose = await readMarker(place, known.cluster, signal);
      if (!whose.ok) return whose;
      for (const bundle of bundles) {
        const removed = await place.remove(bundleName({ device, ...bundle }), signal);
        if (!removed.ok) return removed;
      }
      return ok(null);
    },
  };
};
