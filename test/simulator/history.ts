import { receiptOf, receive, writeFor } from './bundles.ts';
import { letSomethingHappen } from './happenings.ts';
import { judgeClaims, judgeConverged } from './judge.ts';
import { createPlace, type Place, placeKinds } from './place.ts';
import { createRandom } from './random.ts';
import { visitPlace } from './routine.ts';
import { addReplica, createWorld, type Replica, type Weakness, type World } from './world.ts';

/** Plays the history of a seed, judging every step, and heals it at the end. Throws at the first difference, naming seed and step. */
export const playHistory = async (seed: number, weakness: Weakness = {}): Promise<World> => {
  const random = createRandom(seed);
  const places = random.shuffled(placeKinds).slice(0, 1 + random.below(2));
  const world = createWorld(
    random,
    places.map((kind) => createPlace(kind, random)),
    weakness,
  );
  const replicas = 3 + random.below(4);
  while (world.replicas.length < replicas) addReplica(world);
  const length = 40 + random.below(60);
  try {
    while (world.moment < length) await letSomethingHappen(world);
    for (const replica of world.replicas) judgeClaims(world, replica);
    await heal(world);
    judgeConverged(world);
  } catch (cause) {
    const when = world.isHealing ? 'while everybody meets everybody' : `at step ${world.moment} of ${length}`;
    throw new Error(`History ${seed} fails ${when}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return world;
};

/** Everything that was withheld is delivered, and then everybody meets everybody: over a place, or by hand. */
const heal = async (world: World): Promise<void> => {
  world.isHealing = true;
  for (const { to, bytes } of world.random.shuffled(world.letters)) await receive(world, to ?? world.random.pick(world.replicas), bytes);
  if (world.random.chance(0.5)) await meetAtPlace(world, world.random.pick(world.places));
  else await meetAtOne(world);
};

const mostRounds = 6;

/**
 * By file, on receipts: what one has learned from the last, and what it said it holds, shows in the next round. An old file that was kept
 * aside until now may bring an old receipt with it, which costs one round more.
 */
const meetAtOne = async (world: World): Promise<void> => {
  const [middle, ...others] = world.random.shuffled(world.replicas);
  if (middle === undefined) return;
  for (let round = 0; round < 2 || (round < mostRounds && !isSettled(world)); round += 1) {
    for (const other of others) await handOver(world, other, middle);
    for (const other of others) {
      await handOver(world, other, middle);
      await handOver(world, middle, other);
    }
  }
};

const isSettled = ({ replicas }: World): boolean => new Set(replicas.map(({ disk }) => JSON.stringify(disk.facts.heads))).size === 1;

/** A file on the newest receipt; where nobody there knows the runs that it builds on, everything is asked for. */
const handOver = async (world: World, from: Replica, to: Replica): Promise<void> => {
  const { bytes } = await writeFor(world, from, receiptOf(from, to.identity.office.id));
  const { outcome } = await receive(world, to, bytes);
  if (outcome === 'aside') await receive(world, to, (await writeFor(world, from, null)).bytes);
};

/** A bundle that is damaged in the place is asked for after two rounds, and what comes in answer is read one or two rounds later. */
const roundsOfHealing = 5;

/** Until a whole round has brought nobody anything: a place must come to rest by itself. */
const meetAtPlace = async (world: World, place: Place): Promise<void> => {
  for (let round = 0; round < mostRounds + roundsOfHealing; round += 1) {
    world.moment += 1;
    let isChanged = false;
    for (const replica of world.random.shuffled(world.replicas)) isChanged = (await visitPlace(world, replica, place)) || isChanged;
    if (!isChanged && round >= roundsOfHealing) return;
  }
  throw new Error(`a ${place.kind} place does not come to rest`);
};
