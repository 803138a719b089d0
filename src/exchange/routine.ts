import { type Failure, ok, type Result } from '../base/result.ts';
import { advanceHeads } from '../crdt/claims.ts';
import type { RunRecords } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';
import type { BundleError } from './errors.ts';
import { askedIn, cancelled, foldOwn, isTooLarge, keptNames, pick, publishLacking } from './publishing.ts';
import type {
  PlacedBundle,
  PlaceMemory,
  PlaceSide,
  ReadState,
  Received,
  Round,
  RoundDone,
  RoundError,
  RoundOptions,
  RoundReport,
  StoreSide,
} from './roundSides.ts';

/**
 * One exchange with a shared place: reads what is new, writes what the place lacks, folds the own bundles when there are many.
 * What the place holds is reckoned from the files that lie there now, never from memory, so that one that lost its content is filled again.
 * A bundle that cannot be taken in for two rounds, or was encrypted for others, is asked for; its writer answers with the whole store, others
 * with what they hold of it.
 * Every step leaves place and store as they were or one bundle further; it may be stopped or killed between any two.
 */
export const exchangeOnce = async <File, E extends Failure>(
  place: PlaceSide<File, E>,
  store: StoreSide<File, E>,
  before: PlaceMemory,
  options: RoundOptions = {},
): Promise<Result<RoundDone<E>, E | RoundError>> => {
  const found = await place.list();
  if (!found.ok) return found;
  const outlived = found.value.filter(({ name }) => before.replaced.includes(name));
  const removed = outlived.length === 0 ? ok(null) : await place.remove(outlived.map(({ name }) => name));
  const listed = found.value.filter((each) => !outlived.includes(each));
  const received = await receiveNew({ place, store, options, listed }, withReturned(before, listed));
  if (!received.ok) return received;
  const { memory, ...outcome } = received.value;
  const present = presentMemory(memory, listed, store.device);
  const asks = [...memory.wanting.filter((name) => before.wanting.includes(name)), ...closedTo(present), ...store.asks()];
  const round = { place, store, options, listed, asks };
  const sent =
    options.foldNow === true ? ok({ memory: present, published: null }) : await publishLacking(round, present, askedIn(store, before));
  if (!sent.ok) return sent;
  const done = await foldOwn(round, sent.value.memory);
  if (!done.ok) return done;
  const { folded, left } = done.value;
  const isNewLeft = options.foldNow === true && left !== null && isTooLarge(left);
  const instead = isNewLeft ? await publishLacking(round, done.value.memory, askedIn(store, before)) : done;
  if (!instead.ok) return instead;
  await store.remember(instead.value.memory);
  return ok({
    ...outcome,
    published: instead.value.published ?? sent.value.published,
    folded,
    left: removed.ok ? left : removed.error,
    lost: Object.keys(memory.own).length - Object.keys(present.own).length,
    vanished: vanishedFrom(memory, present, store.runs()),
  });
};

type Outcome = Pick<RoundReport, 'applied' | 'aside' | 'refused' | 'later'> & { readonly memory: PlaceMemory };

const rememberEvery = 20;

/**
 * What keeps one file from being read and says nothing about the next: some office's files may be closed to this one, on a server or by the rights
 * of a folder. One that is too large will never be less.
 */
const unreadable = ({ type }: Failure): Received | null => {
  if (type === 'placeFileTooLarge') return { state: 'refused', error: type };
  return type === 'placeRefused' ? { state: 'later', error: type, isWanting: false } : null;
};

const closed: BundleError['type'] = 'bundleNotForUs';

/** What became of a file that was listed; null where it has gone since. */
const takeIn = async <File, E extends Failure>(
  place: PlaceSide<File, E>,
  store: StoreSide<File, E>,
  name: string,
  isOwn: boolean,
): Promise<Result<Received | null, E>> => {
  const file = await place.read(name);
  if (file.ok) return ok(file.value && (await store.receive(name, file.value, isOwn)));
  const received = unreadable(file.error);
  return received === null ? file : ok(received);
};

/** Reads what is new, over and over while something moves: a bundle that builds on another one may be listed before it. */
const receiveNew = async <File, E extends Failure>(
  { place, store, options, listed }: Omit<Round<File, E>, 'asks'>,
  before: PlaceMemory,
): Promise<Result<Outcome, E | RoundError>> => {
  const found: Record<string, Received> = {};
  const isLost = ({ device, run, n }: PlacedBundle): boolean => device === store.device && run === before.used?.run && n === before.used.n;
  let memory = before;
  let waiting = listed.filter(({ name }) => before.read[name] === undefined && before.own[name] === undefined);
  const total = waiting.length;
  for (let moved = true; moved; ) {
    moved = false;
    for (const listing of waiting) {
      const { name } = listing;
      if (options.signal?.aborted) return cancelled();
      const taken = await takeIn(place, store, name, isLost(listing));
      if (!taken.ok) return taken;
      const received = taken.value;
      if (received === null) continue;
      moved ||= received.state === 'applied';
      found[name] = received;
      if (received.state === 'applied' && isLost(listing)) memory = { ...memory, own: { ...memory.own, [name]: received.claim } };
      else if (received.state !== 'later') memory = { ...memory, read: { ...memory.read, [name]: received } };
      const done = Object.keys(found).length;
      options.onProgress?.(done, total);
      if (done % rememberEvery === 0) await store.remember(memory);
    }
    waiting = waiting.filter(({ name }) => found[name]?.state === 'later');
    moved &&= waiting.length > 0;
  }
  const named = Object.entries(found);
  const withError = (state: 'refused' | 'later') =>
    named.flatMap(([name, each]) => (each.state === state ? [{ name, error: each.error }] : []));
  const namesOf = (isMeant: (each: Received) => boolean): readonly string[] =>
    named.filter(([name, each]) => isMeant(each) && memory.own[name] === undefined).map(([name]) => name);
  const wanting = named.flatMap(([name, each]) => (each.state === 'later' && each.isWanting ? [name] : []));
  return ok({
    memory: { ...memory, wanting },
    applied: namesOf(({ state }) => state === 'applied'),
    aside: namesOf((each) => each.state === 'aside' && each.isDecided !== true),
    refused: withError('refused'),
    later: withError('later'),
  });
};

/** The memory with own bundles that the place lists again. */
const withReturned = (memory: PlaceMemory, listed: readonly PlacedBundle[]): PlaceMemory => ({
  ...memory,
  own: { ...pick(memory.missing, new Set(listed.map(({ name }) => name))), ...memory.own },
});

/** The memory less what is not in the place any more. */
const presentMemory = (memory: PlaceMemory, listed: readonly PlacedBundle[], device: string): PlaceMemory => {
  const names = new Set(listed.map(({ name }) => name));
  const own = new Set(listed.filter((each) => each.device === device).map(({ name }) => name));
  const missing = Object.entries({ ...memory.missing, ...memory.own }).filter(([name]) => !own.has(name));
  return {
    ...memory,
    read: pick(memory.read, names),
    own: pick(memory.own, own),
    missing: Object.fromEntries(missing.slice(-keptNames)),
  };
};

/**
 * Bundles that were encrypted without this machine; whoever knows both its office and their writer's can pass on what is in them. None where
 * nobody has written anything for it yet: what it says would only wait for a person everywhere.
 */
const closedTo = ({ read }: PlaceMemory): readonly string[] => {
  const found = Object.entries(read);
  if (!found.some(([, { state }]) => state === 'applied')) return [];
  return found.flatMap(([name, each]) => (each.state === 'refused' && each.error === closed ? [name] : []));
};

/** Whether a trusted office has written it: one that erases replaces its bundles by a whole one, and that waits for a person here. */
const isTrusted = (each: ReadState): each is Exclude<ReadState, { state: 'refused' }> =>
  each.state === 'applied' || (each.state === 'aside' && each.isTrusted === true);

/** Bundles of others that are gone, unless what is left covers what they led to. */
const vanishedFrom = (memory: PlaceMemory, present: PlaceMemory, runs: RunRecords): number => {
  const left = Object.values(present.read).flatMap((each) => (isTrusted(each) ? [each.claim] : []));
  const { heads } = advanceHeads({}, [...left, ...Object.values(present.own)], runs);
  return Object.entries(memory.read).filter(
    ([name, each]) => present.read[name] === undefined && each.state === 'applied' && !impliesVector(heads, each.claim.heads, runs),
  ).length;
};
