import type { PublicKey } from './keys.ts';
import type { RotateStatement } from './statements.ts';

/** An office's keys from the oldest to the newest that follows without doubt. */
export type KeyChain = {
  readonly keys: readonly PublicKey[];
  /** The newest key was followed by two different ones: its holder or a thief. Nobody can tell, so neither is followed. */
  readonly forked: boolean;
};

/**
 * The keys before and after `root` by the office's own rotations. Each rotation is signed by both keys, so what came before a key is
 * certain; what comes after is followed only while there is one answer. A fork is settled by admitting one of its keys by name.
 */
export const chainOf = (root: PublicKey, office: string, rotations: readonly RotateStatement[]): KeyChain => {
  const own = ofOffice(office, rotations);
  const before = earlierKeys(root, own);
  const keys = [...before, root];
  for (;;) {
    const last = keys[keys.length - 1];
    const next = [...new Set(own.filter(({ from }) => from === last).map(({ to }) => to))];
    const [only] = next;
    if (only === undefined || next.length > 1) return { keys, forked: next.length > 1 };
    if (keys.includes(only)) return { keys, forked: false };
    keys.push(only);
  }
};

/** Which keys of an office claim to follow which, whichever of two answers is the right one. */
export type Claims = {
  readonly after: ReadonlyMap<PublicKey, readonly PublicKey[]>;
  readonly before: ReadonlyMap<PublicKey, readonly PublicKey[]>;
};

const neighbours = (pairs: readonly (readonly [PublicKey, PublicKey])[]): ReadonlyMap<PublicKey, readonly PublicKey[]> =>
  new Map([...Map.groupBy(pairs, ([one]) => one)].map(([one, all]) => [one, all.map(([, other]) => other)]));

export const claimsOf = (office: string, rotations: readonly RotateStatement[]): Claims => {
  const own = ofOffice(office, rotations);
  return { after: neighbours(own.map(({ from, to }) => [from, to])), before: neighbours(own.map(({ from, to }) => [to, from])) };
};

/** The given keys and all that can be come to from them. */
export const reachedFrom = (keys: Iterable<PublicKey>, ...ways: readonly Claims['after'][]): ReadonlySet<PublicKey> => {
  const reached = new Set(keys);
  for (const key of reached) for (const way of ways) for (const next of way.get(key) ?? []) reached.add(next); // Goes on with what is added.
  return reached;
};

/** A key that follows itself would look like a second follower. */
const ofOffice = (office: string, rotations: readonly RotateStatement[]): readonly RotateStatement[] =>
  rotations.filter((each) => each.office === office && each.from !== each.to);

/** Every key that leads to `root`, those furthest away first. */
const earlierKeys = (root: PublicKey, rotations: readonly RotateStatement[]): readonly PublicKey[] => {
  const found: PublicKey[] = [];
  let edge: readonly PublicKey[] = [root];
  while (edge.length > 0) {
    const reached = rotations.filter(({ to }) => edge.includes(to)).map(({ from }) => from);
    edge = [...new Set(reached)].filter((key) => key !== root && !found.includes(key)).sort();
    found.unshift(...edge);
  }
  return found;
};
