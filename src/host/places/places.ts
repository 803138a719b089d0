import type { Clock, RandomBytes } from '../../base/clock.ts';
import { randomBase32 } from '../../base/ids.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { checkRecipients } from '../../exchange/envelope.ts';
import { placeLimits, readWhole, type SharedPlace } from '../../exchange/place.ts';
import { bundleName } from '../../exchange/placeName.ts';
import type { placeCalls } from '../../ipc/contract/places.ts';
import type { DiskError, Handlers, KnownPlace, PlaceBundles, PlaceCallError, RequestOf } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import { createQueue } from '../disk.ts';
import type { SecretStore } from '../secrets.ts';
import { fetchBlob } from './fetchBlob.ts';
import { openKnownPlaces } from './knownPlaces.ts';
import { bundlesOf, isAnySealed } from './listedBundles.ts';
import { claimPlace, readMarker } from './marker.ts';
import { openPlace } from './openPlace.ts';
import { blobsOf, publish, purgeBlobs, putBlob } from './placeFiles.ts';

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

/** Answers everything of the contract that concerns shared places. */
export const openPlaces = ({ dataFolder, secrets, attachments, clock, random, ownDevice }: PlacesOptions): PlaceHandlers => {
  const known = openKnownPlaces(dataFolder);
  const opened = new Map<string, SharedPlace>();
  const running = new Map<string, AbortController>();
  /** Places are added one after the other, or two calls could add the same one. */
  const inTurn = createQueue();

  /** What ends the work with a place. A call takes it before its first step, or a cancellation between two steps would miss it. */
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

  /** The known place that is this one, in whatever spelling of its address. One that cannot be opened now is passed over. */
  const knownAs = async (place: SharedPlace): Promise<Result<KnownPlace | undefined, DiskError>> => {
    const all = await known.all();
    if (!all.ok) return all;
    const names = new Set(await place.identity());
    const isSame = async ({ id }: KnownPlace): Promise<boolean> => {
      const at = await open(id);
      return at.ok && (await at.value.place.identity()).some((name) => names.has(name));
    };
    const same = await Promise.all(all.value.map(isSame));
    return ok(all.value.find((_, at) => same[at]));
  };

  const addPlace = async (request: RequestOf<'addPlace'>): ReturnType<PlaceHandlers['addPlace']> => {
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

  const changePlaceSecret = async ({
    place: id,
    secret,
  }: RequestOf<'changePlaceSecret'>): ReturnType<PlaceHandlers['changePlaceSecret']> => {
    const signal = signalOf(id);
    const found = await known.find(id);
    if (!found.ok) return found;
    const place = await openPlace(found.value.config, { secret, createOnly: found.value.createOnly, random });
    if (!place.ok) return place;
    const answered = await readMarker(place.value, found.value.cluster, signal);
    if (!answered.ok) return answered;
    const kept = secret === null ? await secrets.remove(secretOf(id)) : await secrets.write(secretOf(id), secret);
    if (kept.ok) opened.set(id, place.value);
    return kept;
  };

  /** What is on its way there unencrypted comes to an end, or has come there before. */
  const sealPlace = async ({ place: id }: RequestOf<'sealPlace'>): ReturnType<PlaceHandlers['sealPlace']> => {
    const sealed = await known.change(id, { sealed: true });
    if (sealed.ok) cancel(id);
    return sealed;
  };

  /** The secret first: one that cannot be removed keeps its place, so that somebody can try again. */
  const forgetPlace = async ({ place: id }: RequestOf<'forgetPlace'>): ReturnType<PlaceHandlers['forgetPlace']> => {
    const removed = await secrets.remove(secretOf(id));
    if (!removed.ok) return removed;
    const forgotten = await known.forget(id);
    if (!forgotten.ok) return forgotten;
    cancel(id);
    opened.delete(id);
    return ok(null);
  };

  const probePlace = async ({ place: id, device }: RequestOf<'probePlace'>): ReturnType<PlaceHandlers['probePlace']> => {
    const signal = signalOf(id);
    const at = await open(id);
    if (!at.ok) return at;
    const probed = await at.value.place.probe(probeSlot(device), signal);
    if (!probed.ok || probed.value.createOnly === at.value.known.createOnly) return probed;
    const changed = await known.change(id, { createOnly: probed.value.createOnly });
    return changed.ok ? probed : changed;
  };

  const listPlaceBundles = async ({ place: id }: RequestOf<'listPlaceBundles'>): Promise<Result<PlaceBundles, PlaceCallError>> => {
    const signal = signalOf(id);
    const at = await open(id);
    if (!at.ok) return at;
    const whose = await readMarker(at.value.place, at.value.known.cluster, signal);
    if (!whose.ok) return whose;
    const listed = await at.value.place.list('bundles', signal);
    if (!listed.ok) return listed;
    const { entries, ignored, serverTime } = listed.value;
    const bundles = bundlesOf(entries);
    const sealed = at.value.known.sealed || isAnySealed(bundles);
    const kept = sealed === at.value.known.sealed ? ok(null) : await sealPlace({ place: id });
    if (!kept.ok) return kept;
    return ok({ bundles, ignored, serverTime, marked: whose.value === 'ours', sealed });
  };

  const isOwn = async (device: string): Promise<boolean> => (await ownDevice()) === device;

  const publishPlaceBundle = async (request: RequestOf<'publishPlaceBundle'>): ReturnType<PlaceHandlers['publishPlaceBundle']> => {
    const signal = signalOf(request.place);
    if (!(await isOwn(request.device))) return err({ type: 'notOwnDevice' });
    const at = await open(request.place);
    if (!at.ok) return at;
    if (at.value.known.sealed && !request.form.endsWith('.age')) return err({ type: 'placeSealed' });
    const claimed = await claimPlace(at.value.place, at.value.known.cluster, signal);
    return claimed.ok ? publish(at.value.place, bundleName(request), request.bundle, signal) : claimed;
  };

  const removePlaceBundles = async (request: RequestOf<'removePlaceBundles'>): ReturnType<PlaceHandlers['removePlaceBundles']> => {
    const signal = signalOf(request.place);
    if (!(await isOwn(request.device))) return err({ type: 'notOwnDevice' });
    const at = await open(request.place);
    if (!at.ok) return at;
    const whose = await readMarker(at.value.place, at.value.known.cluster, signal);
    if (!whose.ok) return whose;
    for (const bundle of request.bundles) {
      const removed = await at.value.place.remove(bundleName({ device: request.device, ...bundle }), signal);
      if (!removed.ok) return removed;
    }
    return ok(null);
  };

  return {
    listPlaces: () => known.all(),
    addPlace: (request) => inTurn(() => addPlace(request)),
    changePlaceSecret,
    sealPlace,
    forgetPlace,
    probePlace,
    listPlaceBundles,
    readPlaceBundle: async ({ place: id, ...slot }) => {
      const signal = signalOf(id);
      const at = await open(id);
      return at.ok ? readWhole(at.value.place, bundleName(slot), placeLimits.bundleBytes, signal) : at;
    },
    publishPlaceBundle,
    removePlaceBundles,
    listPlaceBlobs: async ({ place: id }) => {
      const signal = signalOf(id);
      const at = await open(id);
      if (!at.ok) return at;
      const listed = await at.value.place.list('blobs', signal);
      return listed.ok ? ok(blobsOf(listed.value.entries)) : listed;
    },
    putPlaceBlob: async ({ place: id, sha256, recipients, renew = false }) => {
      const to = recipients === undefined ? ok(null) : checkRecipients(recipients);
      if (!to.ok) return to;
      const signal = signalOf(id);
      const at = await open(id);
      if (!at.ok) return at;
      if (at.value.known.sealed && to.value === null) return err({ type: 'placeSealed' });
      return putBlob(at.value.place, attachments, sha256, { to: to.value, renew }, signal);
    },
    fetchPlaceBlob: async ({ place: id, sha256 }) => {
      const signal = signalOf(id);
      const at = await open(id);
      return at.ok ? fetchOnce(at.value, sha256, signal) : at;
    },
    purgePlaceBlobs: async ({ place: id }) => {
      const signal = signalOf(id);
      const at = await open(id);
      return at.ok ? purgeBlobs(at.value.place, attachments, signal) : at;
    },
    cancelPlaceWork: async ({ place }) => {
      cancel(place);
      return ok(null);
    },
  };
};
