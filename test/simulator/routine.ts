import { advanceHeads } from '../../src/crdt/claims.ts';
import type { PackedRecord, Vector } from '../../src/crdt/types.ts';
import { impliesVector, intersectVectors } from '../../src/crdt/vector.ts';
import { recordsFor } from '../../src/exchange/delta.ts';
import type { BundleHeader } from '../../src/exchange/format.ts';
import { receive, type Written, writeOnBase } from './bundles.ts';
import type { Place, Visit } from './place.ts';
import type { Replica, World } from './world.ts';

/** What is remembered of a file in a place; it never changes, so reading it once is enough. */
type Remembered = { readonly header: BundleHeader; readonly states: ReadonlyMap<string, string> };
export type PlaceMemory = Map<string, Remembered>;

const memories = new WeakMap<Replica, WeakMap<Place, PlaceMemory>>();

const memoryOf = (replica: Replica, place: Place): PlaceMemory => {
  const byPlace = memories.get(replica) ?? new WeakMap<Place, PlaceMemory>();
  memories.set(replica, byPlace);
  const memory = byPlace.get(place) ?? new Map();
  byPlace.set(place, memory);
  return memory;
};

const rememberedOf = ({ header, records }: Pick<Written, 'header' | 'records'>): Remembered => ({
  header,
  states: new Map(records.map((record) => [record.id, seenText(record)])),
});

const seenText = ({ seen }: PackedRecord): string => JSON.stringify(seen);

const namePattern = /^replicas\/([a-z0-9-]+)\/([a-z2-7]{20})-(\d{6})\.json$/;

const visitOf = (world: World, replica: Replica): Visit => ({ who: replica.name, moment: world.moment, isHealing: world.isHealing });

/**
 * One exchange with a place: reads what is new in the listing, publishes what the place lacks, and now and then folds the own folder.
 * Answers whether it changed anything, there or here. A reader that stops halfway (`patience` files) goes on another time.
 */
export const exchangeOnce = async (world: World, replica: Replica, place: Place, patience = Number.POSITIVE_INFINITY): Promise<boolean> => {
  const visit = visitOf(world, replica);
  const listed = place.list(visit)?.filter((name) => namePattern.test(name));
  if (listed === undefined) return false;
  const memory = memoryOf(replica, place);
  const fresh = listed.filter((name) => !memory.has(name));
  let isChanged = false;
  for (const name of fresh.slice(0, patience)) {
    const file = place.read({ ...visit, moment: world.moment }, name);
    if (file === null) continue;
    const received = await receive(world, replica, file.bytes, file.isWhole);
    if (received.outcome === 'refused') continue;
    memory.set(name, rememberedOf({ header: received.bundle.header, records: received.records }));
    isChanged = true;
  }
  if (fresh.length > patience) return isChanged;
  const isPublished = await publish(world, replica, place, listed, memory);
  if (world.isHealing || world.random.chance(0.3)) await fold(world, replica, place, memory);
  return isChanged || isPublished;
};

/** What the files that are in the place now add up to. */
const contentOf = (names: readonly string[], memory: PlaceMemory, { disk }: Replica): Vector => {
  const claims = names.flatMap((name) => memory.get(name)?.header ?? []);
  return advanceHeads({}, claims, disk.facts.runs).heads;
};

const publish = async (world: World, replica: Replica, place: Place, listed: readonly string[], memory: PlaceMemory): Promise<boolean> => {
  const { heads, runs } = replica.disk.facts;
  const names = world.weakness.baseFromMemory === true ? [...memory.keys()] : listed;
  const content = contentOf(names, memory, replica);
  const base = intersectVectors(content, heads, runs);
  const isThere = (record: PackedRecord): boolean => names.some((name) => memory.get(name)?.states.get(record.id) === seenText(record));
  const lacks = [...recordsFor(base, replica.disk.records.values(), runs)].some((record) => !isThere(record));
  if (!lacks && impliesVector(content, heads, runs)) return false;
  // All that is beyond the base goes along: a bundle that left out what another file holds would promise it to readers who miss that file.
  return (await write(world, replica, place, await writeOnBase(world, replica, base), memory)) !== null;
};

/** Writes a bundle under the next name of this run; null where it is not certain to be there. */
const write = async (world: World, replica: Replica, place: Place, written: Written, memory: PlaceMemory): Promise<string | null> => {
  const visit = visitOf(world, replica);
  replica.published += 1;
  const name = `replicas/${replica.identity.device}/${replica.run.id}-${String(replica.published).padStart(6, '0')}.json`;
  const outcome = place.writeNew(visit, name, written.bytes);
  if (outcome === 'taken') throw new Error(`${replica.name} wanted to write ${name} a second time`);
  const back = place.read(visit, name);
  if (outcome === 'failed' || back === null || !sameBytes(back.bytes, written.bytes)) return null;
  memory.set(name, rememberedOf(written));
  return name;
};

/** One bundle with everything, read back, then away with the own bundles that it covers. */
const fold = async (world: World, replica: Replica, place: Place, memory: PlaceMemory): Promise<void> => {
  const visit = visitOf(world, replica);
  const isOwn = (name: string): boolean => namePattern.exec(name)?.[1] === replica.identity.device;
  const own = place.list(visit)?.filter(isOwn) ?? [];
  if (own.length < 3) return;
  const written = await writeOnBase(world, replica, {});
  const snapshot = await write(world, replica, place, written, memory);
  if (snapshot === null) return;
  for (const name of own) {
    const old = memory.get(name);
    if (old && impliesVector(written.header.heads, old.header.heads, replica.disk.facts.runs)) place.remove(visit, name);
  }
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.byteLength === b.byteLength && a.every((byte, at) => byte === b[at]);

/** Forgets what was remembered of every place, as a restart does. */
export const forgetPlaces = (replica: Replica): void => {
  memories.delete(replica);
};
