import { expand } from '../crdt/runs.ts';
import type { Vector } from '../crdt/types.ts';
import { covers } from '../crdt/vector.ts';
import type { Facts } from './facts.ts';

type KnownRuns = Pick<Facts, 'heads' | 'runs' | 'lastRun'>;

/**
 * Runs of this very device in which the store at hand has no part: another copy of its disk has written them. One store's runs are one
 * chain, each going on from the one before; where a run of the same device branches off, two stores have gone on from one state. Named
 * are the first runs of each branch only, so that a copy somebody goes on using is not news every day. Nothing has to be mended: copies
 * write under names of their own.
 */
export const branchesOfCopies = ({ heads, runs, lastRun }: KnownRuns, device: string): readonly string[] => {
  const held = expand(heads, runs);
  const own: Vector = lastRun === null ? {} : { [lastRun]: held.get(lastRun) ?? 1 };
  const foreign = new Set<string>();
  for (const { id, device: writer } of runs.values()) {
    if (writer === device && !covers(own, id, held.get(id) ?? 1, runs)) foreign.add(id);
  }
  return [...foreign].filter((id) => {
    const parent = runs.get(id)?.parent ?? null;
    return parent === null || !foreign.has(parent[0]);
  });
};
