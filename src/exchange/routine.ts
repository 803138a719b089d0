import { err, type Failure, ok, type Result } from '../base/result.ts';
import { advanceHeads } from '../crdt/claims.ts';
import { expand } from '../crdt/runs.ts';
import type { RunRecords, Vector } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';

/** A bundle as it stands in a shared place: `<run>-<n>` in its device's folder. */
export type PlacedBundle = { readonly name: string; readonly device: string; readonly run: string; readonly n: number };

/** A shared place as one exchange sees it. An absent name means nothing at all: it never deletes. */
export type PlaceSide<File, E extends Failure> = {
  readonly list: () => Promise<Result<readonly PlacedBundle[], E>>;
  /** Null where the file has gone since it was listed: its owner has folded it. */
  readonly read: (name: string) => Promise<Result<File | null, E>>;
  /** Writes once and reads back; answers the name. */
  readonly publish: (run: string, n: number, file: File) => Promise<Result<string, E>>;
  /** Own names only. */
  readonly remove: (names: readonly string[]) => Promise<Result<null, E>>;
};

/** What a bundle of the place says of itself: on top of `base` it leads to `heads`. */
export type PlacedClaim = { readonly base: Vector; readonly heads: Vector };
/** `afterGap`: which records it carries that its heads cannot speak for. */
export type OwnClaim = PlacedClaim & { readonly afterGap?: string };
/**
 * What became of a bundle that was read: its changes are here, or it waits for a person, or it was refused for good. `asks` are the bundles
 * of the place that its writer could not take in.
 */
export type ReadState =
  | { readonly state: 'applied'; readonly claim: PlacedClaim; readonly asks?: readonly string[] }
  | { readonly state: 'aside'; readonly claim: PlacedClaim; readonly asks?: readonly string[]; readonly sha256: string }
  | { readonly state: 'refused'; readonly error: string };
/**
 * `later`: it could not be applied now (what it builds on is not here yet); it is read again next time. `isWanting`: the fault lies in the
 * file or in what it builds on, so that a bundle of everything would help.
 */
export type Received = ReadState | { readonly state: 'later'; readonly error: string; readonly isWanting: boolean };

/** What a replica remembers of a place between exchanges: bundles it has read or written by name, and in which run it said what it has. */
export type PlaceMemory = {
  readonly read: Readonly<Record<string, ReadState>>;
  readonly own: Readonly<Record<string, OwnClaim>>;
  readonly saidIn: string | null;
  /** The last name given to a bundle, written or not: a name used twice would never be read by those who have read the first one. */
  readonly used: { readonly run: string; readonly n: number } | null;
  /** Bundles that were wanting the last time. */
  readonly wanting: readonly string[];
  /** Bundles that the newest own one asks for. */
  readonly asked: readonly string[];
  /** The run in which somebody who could not take in a whole bundle was given another one. */
  readonly repeatedIn: string | null;
};
export const noMemory: PlaceMemory = { read: {}, own: {}, saidIn: null, used: null, wanting: [], asked: [], repeatedIn: null };

export type WrittenFile<File> = { readonly file: File; readonly heads: Vector };

/** The local store as one exchange sees it. */
export type StoreSide<File, E extends Failure> = {
  readonly device: string;
  /** The run that writes now. */
  readonly run: () => string;
  readonly runs: () => RunRecords;
  readonly heads: () => Vector;
  /** `isOwn`: this store has sent it and never heard that it arrived, so that it counts as sent from now on. */
  readonly receive: (name: string, file: File, isOwn: boolean) => Promise<Received>;
  /** Whether a bundle that was put aside has been applied since by a person. */
  readonly isApplied: (sha256: string) => boolean;
  /**
   * What there is that somebody who holds `covered` lacks: a record or a statement about keys, and, as a hash ('' for none), all records
   * that go beyond a gap in what is held here.
   */
  readonly beyond: (covered: Vector) => Promise<{ readonly isLacking: boolean; readonly afterGap: string }>;
  /** A bundle on top of `base`, with {} the whole store. It says that `asks` could not be taken in here. */
  readonly write: (base: Vector, asks: readonly string[]) => Promise<Result<WrittenFile<File>, E>>;
  readonly remember: (memory: PlaceMemory) => Promise<void>;
};

export type RoundReport = {
  /** Names of bundles whose changes are here now. */
  readonly applied: readonly string[];
  readonly aside: readonly string[];
  readonly refused: readonly { readonly name: string; readonly error: string }[];
  readonly later: readonly { readonly name: string; readonly error: string }[];
  readonly published: string | null;
  /** Own bundles that a whole one has replaced. */
  readonly folded: number;
  /** Bundles of our own that somebody else has removed; what the place lacked has been written again. */
  readonly lost: number;
  /** Bundles of others that were here and are gone without one that replaces them. */
  readonly vanished: number;
};

export type RoundOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** How many own bundles may lie in the place before they are folded into one. */
  readonly foldAbove?: number;
  /** Write the whole and fold whatever their number: something was erased and must not go on lying there, or somebody new can read. */
  readonly foldNow?: boolean;
};

export type RoundError = { readonly type: 'cancelled' };

const defaultFoldAbove = 16;

/**
 * One exchange with a shared place: reads what is new, writes what the place lacks, folds the own bundles when there are many.
 * What the place holds is reckoned from the files that lie there now, never from memory, so that one that lost its content is filled again.
 * A bundle that cannot be taken in for two rounds is asked for; its writer answers with the whole store, others with what they hold of it.
 * Every step leaves place and store as they were or one bundle further; it may be stopped or killed between any two.
 */
export const exchangeOnce = async <File, E extends Failure>(
  place: PlaceSide<File, E>,
  store: StoreSide<File, E>,
  before: PlaceMemory,
  options: RoundOptions = {},
): Promise<Result<RoundReport, E | RoundError>> => {
  const listed = await place.list();
  if (!listed.ok) return listed;
  const received = await receiveNew({ place, store, options, listed: listed.value }, before);
  if (!received.ok) return received;
  const { memory, ...outcome } = received.value;
  const present = presentMemory(memory, listed.value, store.device);
  const asks = memory.wanting.filter((name) => before.wanting.includes(name));
  const round = { place, store, options, listed: listed.value, asks };
  const sent =
    options.foldNow === true ? ok({ memory: present, published: null }) : await publishLacking(round, present, askedIn(store, before));
  if (!sent.ok) return sent;
  const folded = await foldOwn(round, sent.value.memory);
  if (!folded.ok) return folded;
  await store.remember(folded.value.memory);
  return ok({
    ...outcome,
    published: folded.value.published ?? sent.value.published,
    folded: folded.value.folded,
    lost: Object.keys(memory.own).length - Object.keys(present.own).length,
    vanished: vanishedFrom(memory, present, store.runs()),
  });
};

type Round<File, E extends Failure> = {
  readonly place: PlaceSide<File, E>;
  readonly store: StoreSide<File, E>;
  readonly options: RoundOptions;
  readonly listed: readonly PlacedBundle[];
  /** What this replica asks for. */
  readonly asks: readonly string[];
};
type Outcome = Pick<RoundReport, 'applied' | 'aside' | 'refused' | 'later'> & { readonly memory: PlaceMemory };

const cancelled = (): Result<never, RoundError> => err({ type: 'cancelled' });

const rememberEvery = 20;

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
      const file = await place.read(name);
      if (!file.ok) return file;
      if (file.value === null) continue;
      const received = await store.receive(name, file.value, isLost(listing));
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
  const namesOf = (state: 'applied' | 'aside'): readonly string[] =>
    named.filter(([name, each]) => each.state === state && memory.own[name] === undefined).map(([name]) => name);
  const wanting = named.flatMap(([name, each]) => (each.state === 'later' && each.isWanting ? [name] : []));
  return ok({
    memory: { ...memory, wanting },
    applied: namesOf('applied'),
    aside: namesOf('aside'),
    refused: withError('refused'),
    later: withError('later'),
  });
};

/** The memory less what is not in the place any more. */
const presentMemory = (memory: PlaceMemory, listed: readonly PlacedBundle[], device: string): PlaceMemory => {
  const names = new Set(listed.map(({ name }) => name));
  const own = new Set(listed.filter((each) => each.device === device).map(({ name }) => name));
  return { ...memory, read: pick(memory.read, names), own: pick(memory.own, own) };
};

const pick = <T>(all: Readonly<Record<string, T>>, names: ReadonlySet<string>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));

/** Bundles whose changes are here, by name. */
const taken = <File, E extends Failure>(store: StoreSide<File, E>, { read }: PlaceMemory) =>
  Object.entries(read).flatMap(([name, each]) => {
    const isTaken = each.state === 'applied' || (each.state === 'aside' && store.isApplied(each.sha256));
    return isTaken ? [{ name, claim: each.claim, asks: each.asks ?? [] }] : [];
  });

/** The bundles of the place that somebody asks for. */
const askedIn = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory): ReadonlySet<string> =>
  new Set(taken(store, memory).flatMap(({ asks }) => asks));

/** What somebody holds who has read everything that lies in the place, but could not take in the bundles of others that are `asked` for. */
const covered = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory, asked: ReadonlySet<string>): Vector => {
  const claims = taken(store, memory).flatMap(({ name, claim }) => (asked.has(name) ? [] : [claim]));
  return advanceHeads({}, [...claims, ...Object.values(memory.own)], store.runs()).heads;
};

/** Bundles of others that are gone, unless what is left covers what they led to. */
const vanishedFrom = (memory: PlaceMemory, present: PlaceMemory, runs: RunRecords): number => {
  const left = Object.values(present.read).flatMap((each) => (each.state === 'applied' ? [each.claim] : []));
  const { heads } = advanceHeads({}, [...left, ...Object.values(present.own)], runs);
  return Object.entries(memory.read).filter(
    ([name, each]) => present.read[name] === undefined && each.state === 'applied' && !impliesVector(heads, each.claim.heads, runs),
  ).length;
};

type Sent = { readonly memory: PlaceMemory; readonly published: string | null };

const isSame = (a: Vector, b: Vector, runs: RunRecords): boolean => impliesVector(a, b, runs) && impliesVector(b, a, runs);

/** Whether the newest own bundle in the place already tells others what is here. */
const saysHeads = <File, E extends Failure>(store: StoreSide<File, E>, { own }: PlaceMemory): boolean =>
  Object.values(own).some(({ heads }) => isSame(heads, store.heads(), store.runs()));

const publishLacking = async <File, E extends Failure>(
  round: Round<File, E>,
  memory: PlaceMemory,
  askedBefore: ReadonlySet<string>,
): Promise<Result<Sent, E | RoundError>> => {
  const { store, options, asks } = round;
  if (options.signal?.aborted) return cancelled();
  const base = covered(store, memory, askedBefore);
  const isAsking = asks.some((name) => !memory.asked.includes(name));
  const { isLacking, afterGap } = await store.beyond(base);
  const isUnsaid = afterGap !== '' && Object.values(memory.own).every((claim) => claim.afterGap !== afterGap);
  const lacks = isLacking || isUnsaid || !impliesVector(base, store.heads(), store.runs());
  const run = store.run();
  if (!lacks && !isAsking && (memory.saidIn === run || saysHeads(store, memory))) return ok({ memory, published: null });
  const written = await publish(round, memory, base);
  if (!written.ok) return written;
  const { name, memory: after } = written.value;
  return ok({ memory: { ...after, saidIn: run }, published: name });
};

const publish = async <File, E extends Failure>(
  { place, store, listed, asks }: Round<File, E>,
  memory: PlaceMemory,
  base: Vector,
): Promise<Result<{ readonly name: string; readonly claim: OwnClaim; readonly memory: PlaceMemory }, E>> => {
  const held = expand(store.heads(), store.runs());
  const within = Object.fromEntries(
    [...expand(base, store.runs())].flatMap(([run, n]) => {
      const mine = Math.min(n, held.get(run) ?? 0);
      return mine > 0 ? [[run, mine] as const] : [];
    }),
  );
  const written = await store.write(within, asks);
  if (!written.ok) return written;
  const run = store.run();
  const last = memory.used?.run === run ? memory.used.n : 0;
  const n = Math.max(last, ...listed.filter((each) => each.run === run).map((each) => each.n)) + 1;
  const naming = { ...memory, used: { run, n } };
  await store.remember(naming);
  const name = await place.publish(run, n, written.value.file);
  if (!name.ok) return name;
  const { afterGap } = await store.beyond(within);
  const claim = { base: within, heads: written.value.heads, afterGap };
  return ok({ name: name.value, claim, memory: { ...naming, asked: asks, own: { ...naming.own, [name.value]: claim } } });
};

/** An own name that was read and not written comes from an earlier life of this disk, or from another copy of it. */
const claimRead = ({ read }: PlaceMemory, name: string): PlacedClaim | null => {
  const found = read[name];
  return found?.state === 'applied' ? found.claim : null;
};

/** Whether somebody could not take in own bundles; `whole` where it was one of everything, which is repeated once in a run. */
const isAskedFor = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory): false | 'part' | 'whole' => {
  const asked = askedIn(store, memory);
  const claims = Object.entries(memory.own).flatMap(([name, claim]) => (asked.has(name) ? [claim] : []));
  if (claims.some(({ base }) => Object.keys(base).length > 0)) return 'part';
  return claims.length > 0 && memory.repeatedIn !== store.run() && 'whole';
};

type Folded = Sent & { readonly folded: number };

/** Writes the whole store as one bundle and then removes the own ones that it covers: it needs nobody's word that they have been read. */
const foldOwn = async <File, E extends Failure>(round: Round<File, E>, memory: PlaceMemory): Promise<Result<Folded, E | RoundError>> => {
  const { place, store, options, listed } = round;
  const mine = new Set([...Object.keys(memory.own), ...listed.filter(({ device }) => device === store.device).map(({ name }) => name)]);
  const askedFor = isAskedFor(store, memory);
  const isMany = mine.size > (options.foldAbove ?? defaultFoldAbove);
  const isDue = isMany || options.foldNow === true || askedFor !== false;
  if (!isDue) return ok({ memory, published: null, folded: 0 });
  if (options.signal?.aborted) return cancelled();
  const run = store.run();
  const written = await publish(round, memory, {});
  if (!written.ok) return written;
  const { name, claim } = written.value;
  const withWhole = { ...written.value.memory, ...(askedFor === 'whole' && { repeatedIn: store.run() }) };
  await store.remember(withWhole);
  const covers = (each: string): boolean => {
    const old = withWhole.own[each] ?? claimRead(withWhole, each);
    return each !== name && old !== null && impliesVector(claim.heads, old.heads, store.runs());
  };
  const gone = [...mine].filter(covers);
  const removed = await place.remove(gone);
  if (!removed.ok) return removed;
  const left = pick(withWhole.own, new Set([...Object.keys(withWhole.own)].filter((each) => !gone.includes(each))));
  return ok({ memory: { ...withWhole, own: left, saidIn: run }, published: name, folded: gone.length });
};
