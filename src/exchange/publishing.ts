import { err, type Failure, ok, type Result } from '../base/result.ts';
import { advanceHeads } from '../crdt/claims.ts';
import { expand } from '../crdt/runs.ts';
import type { RunRecords, Vector } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';
import { bundleLimits } from './format.ts';
import type { HeaderError } from './headerCheck.ts';
import { maxBundleNumber } from './placeName.ts';
import type { OwnClaim, PlacedClaim, PlaceMemory, Round, RoundError, StoreSide } from './roundSides.ts';

const defaultFoldAbove = 16;

/** How many names of own bundles that are gone are remembered: those of several folds. */
export const keptNames = 100;

/** Somebody stopped the round. */
export const cancelled = (): Result<never, RoundError> => err({ type: 'cancelled' });

/** The entries whose names are among these. */
export const pick = <T>(all: Readonly<Record<string, T>>, names: ReadonlySet<string>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));

/** Bundles whose changes are here, by name. */
const taken = <File, E extends Failure>(store: StoreSide<File, E>, { read }: PlaceMemory) =>
  Object.entries(read).flatMap(([name, each]) => {
    const isTaken = each.state === 'applied' || (each.state === 'aside' && store.isApplied(each.sha256));
    return isTaken ? [{ name, claim: each.claim, asks: each.asks ?? [] }] : [];
  });

/** The bundles of the place that somebody asks for. */
export const askedIn = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory): ReadonlySet<string> =>
  new Set(taken(store, memory).flatMap(({ asks }) => asks));

/** What somebody holds who has read everything that lies in the place, but could not take in the bundles of others that are `asked` for. */
const covered = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory, asked: ReadonlySet<string>): Vector => {
  const claims = taken(store, memory).flatMap(({ name, claim }) => (asked.has(name) ? [] : [claim]));
  return advanceHeads({}, [...claims, ...Object.values(memory.own)], store.runs()).heads;
};

type Sent = { readonly memory: PlaceMemory; readonly published: string | null };

const isSame = (a: Vector, b: Vector, runs: RunRecords): boolean => impliesVector(a, b, runs) && impliesVector(b, a, runs);

/** Whether the newest own bundle in the place already tells others what is here. */
const saysHeads = <File, E extends Failure>(store: StoreSide<File, E>, { own }: PlaceMemory): boolean =>
  Object.values(own).some(({ heads }) => isSame(heads, store.heads(), store.runs()));

/** A bundle that only says what is held here is as much of a file as any other, so not every one that comes is answered at once. */
const sayAgainMs = 600_000;

/** Whether it was said in this run, and not so long ago that it is worth saying anew. A clock that was set counts as long ago. */
const hasSaid = ({ saidIn, saidAt }: PlaceMemory, run: string, now: number | undefined): boolean =>
  saidIn === run && (now === undefined || saidAt === null || Math.abs(now - saidAt) < sayAgainMs);

/** Writes what the place lacks, or now and then what is held here. */
export const publishLacking = async <File, E extends Failure>(
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
  const isKnown = saysHeads(store, memory) || hasSaid(memory, run, options.now);
  if (!lacks && !isAsking && isKnown) return ok({ memory, published: null });
  const written = await publish(round, memory, base);
  if (!written.ok) return written;
  const { name, memory: after } = written.value;
  return ok({ memory: { ...after, saidIn: run, saidAt: options.now ?? null }, published: name });
};

/**
 * What the next bundle asks for, and what has been asked for with it. Where a header has no room for all, what none has named yet comes
 * first, then what was named longest ago: what stays unanswered must not keep the others from being heard.
 */
const askInTurn = (asks: readonly string[], before: readonly string[]) => {
  const [wanted, known] = [new Set(asks), new Set(before)];
  const still = before.filter((name) => wanted.has(name));
  const named = [...asks.filter((name) => !known.has(name)), ...still].slice(0, bundleLimits.asks);
  const isNamed = new Set(named);
  return { named, asked: [...still.filter((name) => !isNamed.has(name)), ...named] };
};

/**
 * The number behind the highest, as a reader may still remember a lower one that has been removed. Where somebody has put a file under the last
 * number, the first that is free behind those that are known to be used.
 */
const nextNumber = (used: number, listed: readonly number[]): number => {
  const highest = Math.max(used, ...listed);
  if (highest < maxBundleNumber) return highest + 1;
  const taken = new Set(listed);
  let n = used + 1;
  while (taken.has(n)) n += 1;
  return n;
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
  const { afterGap } = await store.beyond(within); // Before writing: what comes from here on may not be in the file.
  const { named, asked } = askInTurn(asks, memory.asked);
  const written = await store.write(within, named);
  if (!written.ok) return written;
  const run = store.run();
  const last = memory.used?.run === run ? memory.used.n : 0;
  const own = listed.filter(({ device, run: of }) => device === store.device && of === run);
  const n = nextNumber(
    last,
    own.map((each) => each.n),
  );
  const naming = { ...memory, used: { run, n } };
  await store.remember(naming);
  const name = await place.publish(run, n, written.value.file);
  if (!name.ok) return name;
  const claim = { base: within, heads: written.value.heads, afterGap };
  return ok({ name: name.value, claim, memory: { ...naming, asked, own: { ...naming.own, [name.value]: claim } } });
};

/** What own bundles claim whose changes are here; one that was read and not written comes from an earlier life of this disk, or from another copy of it. */
const ownClaims = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory): ReadonlyMap<string, PlacedClaim> =>
  new Map([...taken(store, memory).map(({ name, claim }) => [name, claim] as const), ...Object.entries(memory.own)]);

/** Whether somebody could not take in own bundles; `whole` where it was one of everything, which is repeated once in a run. */
const isAskedFor = <File, E extends Failure>(store: StoreSide<File, E>, memory: PlaceMemory): false | 'part' | 'whole' => {
  const asked = askedIn(store, memory);
  const claims = Object.entries(memory.own).flatMap(([name, claim]) => (asked.has(name) ? [claim] : []));
  if (claims.some(({ base }) => Object.keys(base).length > 0)) return 'part';
  return claims.length > 0 && memory.repeatedIn !== store.run() && 'whole';
};

/** The memory after a whole bundle has replaced those that are `gone`, and those that it covers and that the place did not list just now. */
const withReplaced = (memory: PlaceMemory, whole: PlacedClaim, gone: readonly string[], runs: RunRecords): PlaceMemory => {
  const unlisted = Object.entries(memory.missing).flatMap(([name, { heads }]) => (impliesVector(whole.heads, heads, runs) ? [name] : []));
  const replaced = new Set([...gone, ...unlisted]);
  const rest = <T>(all: Readonly<Record<string, T>>) => pick(all, new Set(Object.keys(all).filter((name) => !replaced.has(name))));
  return {
    ...memory,
    own: rest(memory.own),
    missing: rest(memory.missing),
    replaced: [...memory.replaced, ...replaced].slice(-keptNames),
  };
};

/** All there is no longer fits into one bundle; what is new fits all the same, and own bundles stay until it does. */
export const isTooLarge = ({ type }: Failure): boolean => type === tooLarge;
const tooLarge: HeaderError['type'] = 'headerTooLarge';

type Folded<E extends Failure> = Sent & { readonly folded: number; readonly left: E | null };

/**
 * Writes the whole store as one bundle and then removes the own ones that it covers: it needs nobody's word that they have been read. What cannot
 * be removed is remembered, so that it is tried again without another whole one.
 */
export const foldOwn = async <File, E extends Failure>(
  round: Round<File, E>,
  memory: PlaceMemory,
): Promise<Result<Folded<E>, E | RoundError>> => {
  const { place, store, options, listed } = round;
  const mine = new Set([...Object.keys(memory.own), ...listed.filter(({ device }) => device === store.device).map(({ name }) => name)]);
  const claims = ownClaims(store, memory);
  const coveredBy = (heads: Vector): readonly string[] =>
    [...mine].filter((name) => {
      const old = claims.get(name);
      return old !== undefined && impliesVector(heads, old.heads, store.runs());
    });
  const most = options.foldAbove ?? defaultFoldAbove;
  const askedFor = isAskedFor(store, memory);
  const isMany = mine.size > most && coveredBy(store.heads()).length > most; // What is not covered stays, however often one folds.
  const isDue = isMany || options.foldNow === true || askedFor !== false;
  if (!isDue) return ok({ memory, published: null, folded: 0, left: null });
  if (options.signal?.aborted) return cancelled();
  const run = store.run();
  const written = await publish(round, memory, {});
  if (!written.ok) return isTooLarge(written.error) ? ok({ memory, published: null, folded: 0, left: written.error }) : written;
  const { name, claim } = written.value;
  const withWhole = { ...written.value.memory, ...(askedFor === 'whole' && { repeatedIn: store.run() }) };
  const gone = coveredBy(claim.heads);
  const after = { ...withReplaced(withWhole, claim, gone, store.runs()), saidIn: run, saidAt: options.now ?? null };
  await store.remember(after);
  const removed = await place.remove(gone);
  return ok({ memory: after, published: name, folded: removed.ok ? gone.length : 0, left: removed.ok ? null : removed.error });
};
