import { parentOf, parentsFirst } from './lineage.ts';
import { expand } from './runs.ts';
import type { RunRecords, Vector } from './types.ts';
import { collapse } from './vector.ts';

/** What a bundle said of itself: whoever holds `base` holds `heads` after it. */
export type Claim = { readonly base: Vector; readonly heads: Vector };
/** Commits of a run that are known to exist and have not arrived: `from` to `to`, both included. */
export type MissingRange = { readonly run: string; readonly from: number; readonly to: number };

/**
 * Applies remembered claims to what a replica holds completely, until nothing moves; each run moves by itself.
 * `open` are the claims that are not reached yet and must be remembered, because a later bundle may close their gap.
 */
export const advanceHeads = (
  mine: Vector,
  claims: readonly Claim[],
  runs: RunRecords,
): { readonly heads: Vector; readonly open: readonly Claim[] } => {
  const held = expand(mine, runs);
  const expanded = claims.map((claim) => ({ claim, ...expandClaim(claim, runs) }));
  let moved = true;
  while (moved) {
    moved = false;
    for (const { base, heads } of expanded) {
      for (const [run, n] of heads) if (advanceRun(held, run, base.get(run) ?? 0, n, runs)) moved = true;
    }
  }
  const open = expanded.filter(({ heads }) => [...heads].some(([run, n]) => n > (held.get(run) ?? 0)));
  return { heads: collapse(held, runs), open: open.map(({ claim }) => claim) };
};

/** What lies between the heads and the bases of claims, less what other claims have brought; sorted by run and number. */
export const gaps = (mine: Vector, claims: readonly Claim[], runs: RunRecords): readonly MissingRange[] => {
  const held = expand(advanceHeads(mine, claims, runs).heads, runs);
  const expanded = claims.map((claim) => expandClaim(claim, runs));
  const all = new Set(expanded.flatMap(({ base }) => [...base.keys()]));
  return [...all].sort().flatMap((run) => {
    const brought = expanded.map(({ base, heads }) => ({ after: base.get(run) ?? 0, upTo: heads.get(run) ?? 0 }));
    return missingRanges(held.get(run) ?? 0, brought).map((range) => ({ run, ...range }));
  });
};

type Expanded = { readonly base: ReadonlyMap<string, number>; readonly heads: ReadonlyMap<string, number> };

/** Heads in an order in which one look at each moves a whole row of openings. */
const expandClaim = ({ base, heads }: Claim, runs: RunRecords): Expanded => {
  const order = parentsFirst(runs);
  return { base: expand(base, runs), heads: new Map([...expand(heads, runs)].sort(([a], [b]) => order(a, b))) };
};

const advanceRun = (held: Map<string, number>, run: string, base: number, n: number, runs: RunRecords): boolean => {
  const now = held.get(run) ?? 0;
  if (n <= now || base > now || (now === 0 && !isParentHeld(held, run, runs))) return false;
  held.set(run, n);
  return true;
};

/** A run whose record is unknown is not begun: nobody can say what it went on from. */
const isParentHeld = (held: ReadonlyMap<string, number>, run: string, runs: RunRecords): boolean => {
  if (!runs.has(run)) return false;
  const parent = parentOf(runs, run);
  return parent === null || (held.get(parent.run) ?? 0) >= parent.n;
};

const missingRanges = (
  held: number,
  brought: readonly { readonly after: number; readonly upTo: number }[],
): readonly { readonly from: number; readonly to: number }[] => {
  const ranges: { from: number; to: number }[] = [];
  let reached = held;
  for (const { after, upTo } of [...brought].sort((a, b) => a.after - b.after)) {
    if (after > reached) ranges.push({ from: reached + 1, to: after });
    reached = Math.max(reached, after, upTo);
  }
  return ranges;
};
