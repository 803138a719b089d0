import { advanceHeads } from '../../src/crdt/claims.ts';
import type { PackedRecord } from '../../src/crdt/types.ts';
import { impliesVector, intersectVectors } from '../../src/crdt/vector.ts';
import { recordsFor } from '../../src/exchange/delta.ts';
import { type BundleHeader, bundleLimits } from '../../src/exchange/format.ts';
import { readWhole, type SharedPlace } from '../../src/exchange/place.ts';
import { bundleName, type PlaceName, parsePlaceName } from '../../src/exchange/placeName.ts';
import { receive, type Written, writeOnBase } from './bundles.ts';
import type { Place } from './place.ts';
import type { Replica, World } from './world.ts';

/** What is remembered of a file in a place; it never changes, so reading it once is enough. */
type Remembered = { readonly header: BundleHeader; readonly states: ReadonlyMap<string, string> };
type PlaceMemory = Map<PlaceName, Remembered>;

const memories = new WeakMap<Replica, WeakMap<Place, PlaceMemory>>();

const memoryOf = (replica: Replica, place: Place): PlaceMemory => {
  const byPlace = memories.get(replica) ?? new WeakMap<Place, PlaceMemory>();
  memories.set(replica, byPlace);
  const memory = byPlace.get(place) ?? new Map();
  byPlace.set(place, memory);
  return memory;
};

/** Forgets what was remembered of every place, as a restart does. */
export const forgetPlaces = (replica: Replica): void => {
  memories.delete(replica);
};

type Here = { readonly world: World; readonly replica: Replica; readonly place: SharedPlace; readonly memory: PlaceMemory };

const rememberedOf = ({ header, records }: Pick<Written, 'header' | 'records'>): Remembered => ({
  header,
  states: new Map(records.map((record) => [record.id, seenText(record)])),
});

const seenText = ({ seen }: PackedRecord): string => JSON.stringify(seen);

/**
 * One exchange with a place: reads what is new in the listing, publishes what the place lacks, and now and then folds the own folder.
 * Answers whether it changed anything, there or here. A reader that stops halfway (after `patience` files) goes on another time.
 */
export const exchangeOnce = async (world: World, replica: Replica, place: Place, patience = Number.POSITIVE_INFINITY): Promise<boolean> => {
  const visit = () => ({ who: replica.name, moment: world.moment, isHealing: world.isHealing });
  const here: Here = { world, replica, place: place.visitedBy(visit), memory: memoryOf(replica, place) };
  const listed = await listNames(here);
  if (listed === null) return false;
  const fresh = listed.filter((name) => !here.memory.has(name));
  let isChanged = false;
  for (const name of fresh.slice(0, patience)) isChanged = (await take(here, name)) || isChanged;
  if (fresh.length > patience) return isChanged;
  const isPublished = await publish(here, listed);
  if (world.isHealing || world.random.chance(0.3)) await fold(here);
  return isChanged || isPublished;
};

const listNames = async ({ place }: Here): Promise<readonly PlaceName[] | null> => {
  const listing = await place.list('bundles');
  return listing.ok ? listing.value.entries.map(({ name }) => name) : null;
};

const take = async ({ world, replica, place, memory }: Here, name: PlaceName): Promise<boolean> => {
  const file = await readWhole(place, name, bundleLimits.packedBytes);
  if (!file.ok) return false;
  const received = await receive(world, replica, file.value);
  if (received.outcome === 'refused') return false;
  memory.set(name, rememberedOf({ header: received.bundle.header, records: received.records }));
  return true;
};

const publish = async (here: Here, listed: readonly PlaceName[]): Promise<boolean> => {
  const { world, replica, memory } = here;
  const { heads, runs } = replica.disk.facts;
  const names = world.weakness.baseFromMemory === true ? [...memory.keys()] : listed;
  const claims = names.flatMap((name) => memory.get(name)?.header ?? []);
  const content = advanceHeads({}, claims, runs).heads;
  const base = intersectVectors(content, heads, runs);
  const isThere = (record: PackedRecord): boolean => names.some((name) => memory.get(name)?.states.get(record.id) === seenText(record));
  const lacks = [...recordsFor(base, replica.disk.records.values(), runs)].some((record) => !isThere(record));
  if (!lacks && impliesVector(content, heads, runs)) return false;
  // All that is beyond the base goes along: a bundle that left out what another file holds would promise it to readers who miss that file.
  const leftOut = world.weakness.leavesOutWhatIsThere === true ? isThere : () => false;
  return write(here, await writeOnBase(world, replica, base, leftOut));
};

/** Writes a bundle under the next name of this run and reads it back; false where it is not certain to be there. */
const write = async ({ replica, place, memory }: Here, written: Written): Promise<boolean> => {
  replica.published += 1;
  const name = bundleName({ device: replica.identity.device, run: replica.run.id, n: replica.published, form: 'json' });
  const outcome = await place.writeNew(name, written.bytes);
  if (!outcome.ok && outcome.error.type === 'nameTaken') throw new Error(`${replica.name} wanted to write ${name} a second time`);
  const back = await readWhole(place, name, bundleLimits.packedBytes);
  if (!outcome.ok || !back.ok || Buffer.compare(back.value, written.bytes) !== 0) return false;
  memory.set(name, rememberedOf(written));
  return true;
};

/** One bundle with everything, read back, then away with the own bundles that it covers. */
const fold = async (here: Here): Promise<void> => {
  const { world, replica, place, memory } = here;
  const own = (await listNames(here))?.filter((name) => isOwn(replica, name)) ?? [];
  if (own.length < 3) return;
  const written = await writeOnBase(world, replica, {});
  if (!(await write(here, written))) return;
  for (const name of own) {
    const old = memory.get(name);
    if (old && impliesVector(written.header.heads, old.header.heads, replica.disk.facts.runs)) await place.remove(name);
  }
};

const isOwn = ({ identity }: Replica, name: PlaceName): boolean => {
  const parsed = parsePlaceName(name);
  return parsed?.kind === 'bundle' && parsed.device === identity.device;
};
