import { err, ok, type Result } from '../../src/base/result.ts';
import { beyond } from '../../src/exchange/delta.ts';
import { type Bytes, bundleLimits } from '../../src/exchange/format.ts';
import { type PlaceError, readWhole, type SharedPlace } from '../../src/exchange/place.ts';
import { bundleName, type PlaceName, parsePlaceName, toPlaceName } from '../../src/exchange/placeName.ts';
import {
  noMemory,
  type PlacedBundle,
  type PlaceMemory,
  type PlaceSide,
  type RoundOptions,
  type StoreSide,
} from '../../src/exchange/roundSides.ts';
import { exchangeOnce } from '../../src/exchange/routine.ts';
import { receive, writeOnBase } from './bundles.ts';
import type { Place } from './place.ts';
import type { Replica, World } from './world.ts';

/**
 * One exchange of a replica with a place, by the program's own routine. Answers whether it changed anything, there or here. `patience`: how
 * many files are read before somebody stops it.
 */
export const visitPlace = async (world: World, replica: Replica, place: Place, patience = Number.POSITIVE_INFINITY): Promise<boolean> => {
  const stop = new AbortController();
  const visit = () => ({ who: replica.name, moment: world.moment, isHealing: world.isHealing });
  const options: RoundOptions = {
    signal: stop.signal,
    onProgress: (done) => done >= patience && stop.abort(),
    now: world.clock + replica.skewMs,
    foldAbove: 3,
    foldNow: !world.isHealing && world.random.chance(0.05),
  };
  const before = replica.disk.places.get(place) ?? noMemory;
  const side = placeSide(place.visitedBy(visit), replica, world.weakness.baseFromMemory === true ? before : noMemory);
  const round = await exchangeOnce<Bytes, PlaceError>(side, storeSide(world, replica, place), before, options);
  if (round.ok) return round.value.applied.length > 0 || round.value.published !== null || round.value.folded > 0;
  if (round.error.type === 'nameTaken') throw new Error(`${replica.name} wants to write a name a second time`);
  return false;
};

const nameIn = (text: string): PlaceName => {
  const name = toPlaceName(text);
  if (name === null) throw new Error(`${text} is no name in a place`);
  return name;
};

const placedBundle = (name: string): readonly PlacedBundle[] => {
  const parsed = parsePlaceName(name);
  return parsed?.kind === 'bundle' ? [{ name, device: parsed.device, run: parsed.run, n: parsed.n }] : [];
};

/** `believed`: what a planted fault takes to be there still. */
const placeSide = (place: SharedPlace, { identity }: Replica, believed: PlaceMemory): PlaceSide<Bytes, PlaceError> => ({
  list: async () => {
    const listing = await place.list('bundles');
    if (!listing.ok) return listing;
    const names = [...listing.value.entries.map(({ name }) => name), ...Object.keys(believed.read), ...Object.keys(believed.own)];
    return ok([...new Set(names)].flatMap(placedBundle));
  },
  read: async (name) => {
    const file = await readWhole(place, nameIn(name), bundleLimits.packedBytes);
    return file.ok || file.error.type !== 'placeFileGone' ? file : ok(null);
  },
  publish: async (run, n, file): Promise<Result<string, PlaceError>> => {
    const name = bundleName({ device: identity.device, run, n, form: 'json' });
    const written = await place.writeNew(name, file);
    if (!written.ok) return written;
    const back = await readWhole(place, name, bundleLimits.packedBytes);
    if (!back.ok) return back;
    return Buffer.compare(back.value, file) === 0 ? ok(name) : err({ type: 'placeChanged' });
  },
  remove: async (names) => {
    for (const name of names) {
      const removed = await place.remove(nameIn(name));
      if (!removed.ok) return removed;
    }
    return ok(null);
  },
});

const storeSide = (world: World, replica: Replica, place: Place): StoreSide<Bytes, PlaceError> => ({
  device: replica.identity.device,
  run: () => replica.run.id,
  runs: () => replica.disk.facts.runs,
  heads: () => replica.disk.facts.heads,
  receive: async (_, file) => {
    const received = await receive(world, replica, file);
    if (received.outcome === 'refused') return { state: 'later', error: received.error.type, isWanting: true };
    if (received.outcome === 'aside') return { state: 'later', error: 'bundleUnknownRuns', isWanting: true };
    const { base, heads, asks = [] } = received.bundle.header;
    return { state: 'applied', claim: { base, heads }, asks };
  },
  isApplied: () => false,
  asks: () => [],
  beyond: async (covered) => {
    const { facts, records } = replica.disk;
    const { isLacking, afterGap } = beyond(covered, facts.heads, records.values(), facts.runs);
    return { isLacking, afterGap: afterGap.join() };
  },
  write: async (base, asks) => {
    const { bytes, header } = await writeOnBase(world, replica, base, asks);
    return ok({ file: bytes, heads: header.heads });
  },
  remember: async (memory) => {
    replica.disk = { ...replica.disk, places: new Map(replica.disk.places).set(place, memory) };
  },
});
