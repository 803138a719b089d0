import type { placeCalls } from '../../ipc/contract/places.ts';
import type { Handlers } from '../../ipc/contract.ts';
import { createOpenedPlaces } from './openedPlaces.ts';
import { createPlaceBlobs, type PlaceBlobsOptions } from './placeBlobs.ts';
import { createPlaceBundles, type PlaceBundlesOptions } from './placeBundles.ts';
import { createPlaceSettings, type PlaceSettingsOptions } from './placeSettings.ts';

export type PlacesOptions = Omit<PlaceBlobsOptions & PlaceBundlesOptions & PlaceSettingsOptions, 'places'>;

/** Answers everything of the contract that concerns shared places. */
export const openPlaces = (options: PlacesOptions): Pick<Handlers, keyof typeof placeCalls> => {
  const places = createOpenedPlaces(options);
  const all = { ...options, places };
  return { ...createPlaceSettings(all), ...createPlaceBundles(all), ...createPlaceBlobs(all) };
};
