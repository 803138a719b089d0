import type { Clock, RandomBytes } from '../../base/clock.ts';
import { randomBase32 } from '../../base/ids.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { checkRecipients } from '../../exchange/envelope.ts';
import { placeLimits, readWhole, type SharedPlace } from '../../exchange/place.ts';
import { bundleName, type PlaceName, parsePlaceName } from '../../exchange/placeName.ts';
import type { placeCalls } from '../../ipc/contract/places.ts';
import type { Handlers, KnownPlace, ListedBundle, PlaceBundles, PlaceCallError, RequestOf } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import type { SecretStore } from '../secrets.ts';
import { openKnownPlaces } from './knownPlaces.ts';
import { claimPlace, readMarker } from './marker.ts';
import { openPlace } from './openPlace.ts';
import { blobsOf, fetchBlob, publish, purgeBlobs, putBlob } from './placeFiles.ts';

export type PlacesOptions = {
  readonly dataFolder: string;
  readonly secrets: SecretStore;
  readonly attachments: Attachments;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The device this store writes as; null while nothing of it has been committed. */
  readonly ownDevice: () => Promise<string | null>;
};

type PlaceHandlers = Pick<Handlers, keyof typeof placeCalls>;
type Opened = { readonly known: KnownPlace; readonly place: SharedPlace };

const secretOf = (id: string): string => `place.${id}`;

const isBundle = (bundle: ListedBundle | null): bundle is ListedBundle => bundle !== null;
const toListed = ({ name, bytes }: { readonly name: PlaceName; readonly bytes: number }): ListedBundle | null => {
  const parsed = parsePlaceName(name);
  return parsed?.kind === 'bundle' ? { device: parsed.device, run: parsed.run, n: parsed.n, form: parsed.form, bytes } : null;
};

/** Answers everything of the contract that concerns shared places. */
export const openPlaces = ({ dataFolder, secrets, attachments, clock, random, ownDevice }: PlacesOptions): PlaceHandlers => {
  const known = openKnownPlaces(dataFolder);
  const opened = new Map<string, SharedPlace>();
  const running = new Map<string, AbortController>();

  const signalOf = (id: string): AbortSignal => {
    const there = running.get(id) ?? new AbortController();
    running.set(id, there);
    return there.signal;
  };
  const cancel = (id: string): void => {
    running.get(id)?.abort();
    running.delete(id);
  };

  const open = async (id: string): Promise<Result<Opened, PlaceCallError>> => {
    const found = await known.find(id);
    if (!found.ok) return found;
    const there = opened.get(id);
    if (there !== undefined) return ok({ known: found.value, place: there });
    const secret = await secrets.read(secretOf(id));
    if (!secret.ok) return secret;
    const place = await openPlace(found.value.config, { secret: secret.value, createOnly: found.value.createOnly, random });
    if (!place.ok) return place;
    opened.set(id, place.value);
    return ok({ known: found.value, place: place.value });
  };

  /** Two fetches of one file at a time would both append to what has come so far. */
  const fetching = new Map<string, ReturnType<typeof fetchBlob>>();
  const fetchOnce = ({ known, place }: Opened, hash: string, signal: AbortSignal): ReturnType<typeof fetchBlob> => {
    const fetched =
      fetching.get(hash) ??
      fetchBlob({ place, attachments, dataFolder, identity, isSealed: known.sealed, signal }, hash).finally(() => fetching.delete(hash));
    fetching.set(hash, fetched);
    return fetched;
  };

  const identity = () => secrets.read('age-identity');

  const probeSlot = (device: string) => ({ device, run: randomBase32(20, random) });

  const addPlace = async (request: RequestOf<'addPlace'>): ReturnType<PlaceHandlers['addPlace']> => {
    const { label, config, secret, cluster, device, sealed } = request;
    const id = randomBase32(20, random);
    const place = await openPlace(config, { secret, createOnly: 'byServer', random });
    if (!place.ok) return place;
    const whose = await readMarker(place.value, cluster, signalOf(id));
    if (!whose.ok) return whose;
    const probed = await place.value.probe(probeSlot(device), signalOf(id));
    if (!probed.ok) return probed;
    const claimed = await claimPlace(place.value, cluster, signalOf(id));
    if (!claimed.ok) return claimed;
    const entry: KnownPlace = { id, label, config, cluster, createOnly: probed.value.createOnly, sealed, addedAt: clock() };
    const kept = secret === null ? ok(null) : await secrets.write(secretOf(id), secret);
    if (!kept.ok) return kept;
    const added = await known.add(entry);
    return added.ok ? ok({ ...entry, serverTime: probed.value.serverTime }) : added;
  };

  const changePlaceSecret = async ({
    place: id,
    secret,
  }: RequestOf<'changePlaceSecret'>): ReturnType<PlaceHandlers['changePlaceSecret']> => {
    const found = await known.find(id);
    if (!found.ok) return found;
    const place = await openPlace(found.value.config, { secret, createOnly: found.value.createOnly, random });
    if (!place.ok) return place;
    const answered = await readMarker(place.value, found.value.cluster, signalOf(id));
    if (!answered.ok) return answered;
    const kept = secret === null ? await secrets.remove(secretOf(id)) : await secrets.write(secretOf(id), secret);
    if (kept.ok) opened.set(id, place.value);
    return kept;
  };

  const forgetPlace = async ({ place: id }: RequestOf<'forgetPlace'>): ReturnType<PlaceHandlers['forgetPlace']> => {
    cancel(id);
    const forgotten = await known.forget(id);
    if (!forgotten.ok) return forgotten;
    opened.delete(id);
    return secrets.remove(secretOf(id));
  };

  const probePlace = async ({ place: id, device }: RequestOf<'probePlace'>): ReturnType<PlaceHandlers['probePlace']> => {
    const at = await open(id);
    if (!at.ok) return at;
    const probed = await at.value.place.probe(probeSlot(device), signalOf(id));
    if (!probed.ok || probed.value.createOnly === at.value.known.createOnly) return probed;
    const changed = await known.change(id, { createOnly: probed.value.createOnly });
    return changed.ok ? probed : changed;
  };

  const listPlaceBundles = async ({ place: id }: RequestOf<'listPlaceBundles'>): Promise<Result<PlaceBundles, PlaceCallError>> => {
    const at = await open(id);
    if (!at.ok) return at;
    const whose = await readMarker(at.value.place, at.value.known.cluster, signalOf(id));
    if (!whose.ok) return whose;
    const listed = await at.value.place.list('bundles', signalOf(id));
    if (!listed.ok) return listed;
    const { entries, ignored, serverTime } = listed.value;
    return ok({ bundles: entries.map(toListed).filter(isBundle), ignored, serverTime, marked: whose.value === 'ours' });
  };

  const isOwn = async (device: string): Promise<boolean> => (await ownDevice()) === device;

  const publishPlaceBundle = async (request: RequestOf<'publishPlaceBundle'>): ReturnType<PlaceHandlers['publishPlaceBundle']> => {
    if (!(await isOwn(request.device))) return err({ type: 'notOwnDevice' });
    const at = await open(request.place);
    if (!at.ok) return at;
    if (at.value.known.sealed && !request.form.endsWith('.age')) return err({ type: 'placeSealed' });
    const claimed = await claimPlace(at.value.place, at.value.known.cluster, signalOf(request.place));
    return claimed.ok ? publish(at.value.place, bundleName(request), request.bundle, signalOf(request.place)) : claimed;
  };

  const removePlaceBundles = async (request: RequestOf<'removePlaceBundles'>): ReturnType<PlaceHandlers['removePlaceBundles']> => {
    if (!(await isOwn(request.device))) return err({ type: 'notOwnDevice' });
    const at = await open(request.place);
    if (!at.ok) return at;
    const whose = await readMarker(at.value.place, at.value.known.cluster, signalOf(request.place));
    if (!whose.ok) return whose;
    for (const bundle of request.bundles) {
      const removed = await at.value.place.remove(bundleName({ device: request.device, ...bundle }), signalOf(request.place));
      if (!removed.ok) return removed;
    }
    return ok(null);
  };

  return {
    listPlaces: () => known.all(),
    addPlace,
    changePlaceSecret,
    sealPlace: ({ place }) => known.change(place, { sealed: true }),
    forgetPlace,
    probePlace,
    listPlaceBundles,
    readPlaceBundle: async ({ place: id, ...slot }) => {
      const at = await open(id);
      return at.ok ? readWhole(at.value.place, bundleName(slot), placeLimits.bundleBytes, signalOf(id)) : at;
    },
    publishPlaceBundle,
    removePlaceBundles,
    listPlaceBlobs: async ({ place: id }) => {
      const at = await open(id);
      if (!at.ok) return at;
      const listed = await at.value.place.list('blobs', signalOf(id));
      return listed.ok ? ok(blobsOf(listed.value.entries)) : listed;
    },
    putPlaceBlob: async ({ place: id, sha256, recipients }) => {
      const to = recipients === undefined ? ok(null) : checkRecipients(recipients);
      if (!to.ok) return to;
      const at = await open(id);
      if (!at.ok) return at;
      if (at.value.known.sealed && to.value === null) return err({ type: 'placeSealed' });
      return putBlob(at.value.place, attachments, sha256, to.value, signalOf(id));
    },
    fetchPlaceBlob: async ({ place: id, sha256 }) => {
      const at = await open(id);
      return at.ok ? fetchOnce(at.value, sha256, signalOf(id)) : at;
    },
    purgePlaceBlobs: async ({ place: id }) => {
      const at = await open(id);
      return at.ok ? purgeBlobs(at.value.place, attachments, signalOf(id)) : at;
    },
    cancelPlaceWork: async ({ place }) => {
      cancel(place);
      return ok(null);
    },
  };
};
