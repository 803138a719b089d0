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
  const own = rotations.filter((each) => each.office === office);
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

/** Every key of an office that hangs together with the given ones by its rotations, whichever of two answers is the right one. */
export const lineOf = (roots: readonly PublicKey[], office: string, rotations: readonly RotateStatement[]): ReadonlySet<PublicKey> => {
  const own = rotations.filter((each) => each.office === office);
  const line = new Set(roots);
  for (const key of line)
    for (const { from, to } of own) {
      if (from === key) line.add(to); // A set hands out what is added while it is gone through.
      if (to === key) line.add(from);
    }
  return line;
};

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
