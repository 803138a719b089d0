import type { RunRecords } from '../crdt/types.ts';
import { laptopToleranceMs } from '../domain/clockFinding.ts';

/** A commit by its number in its run and the time that it bears. */
export type Commit = { readonly n: number; readonly at: number };

/** The runs, each behind the one that it goes on from. */
const parentsFirst = (runs: Iterable<string>, records: RunRecords): readonly string[] => {
  const ordered = new Set<string>();
  for (const run of runs) {
    const path = new Set<string>();
    for (let next: string | undefined = run; next !== undefined && !ordered.has(next) && !path.has(next); ) {
      path.add(next);
      next = records.get(next)?.parent?.[0];
    }
    for (const each of [...path].reverse()) ordered.add(each);
  }
  return [...ordered];
};

/**
 * Of the commits of one machine, by run and number, those that none bears a much earlier time behind: where one does, the clock had been set
 * back by then, and what it had shown before is no word about it any more. The answer has each run's commits in order.
 */
export const notSetBack = (
  times: ReadonlyMap<string, ReadonlyMap<number, number>>,
  records: RunRecords,
): ReadonlyMap<string, readonly Commit[]> => {
  const left = new Map<string, readonly Commit[]>();
  const behind = new Map<string, readonly Commit[]>(); // By run, where others go on from it, with the earliest time of what follows there.
  for (const run of [...parentsFirst(times.keys(), records)].reverse()) {
    const own = [...(times.get(run) ?? [])].map(([n, at]) => ({ n, at, isOwn: true }));
    const following = (behind.get(run) ?? []).map((each) => ({ ...each, isOwn: false }));
    let earliest = Number.POSITIVE_INFINITY;
    const kept: Commit[] = [];
    for (const { n, at, isOwn } of [...own, ...following].sort((a, b) => b.n - a.n || Number(a.isOwn) - Number(b.isOwn))) {
      earliest = Math.min(earliest, at);
      if (isOwn && at - earliest <= laptopToleranceMs) kept.push({ n, at });
    }
    left.set(run, kept.reverse());
    const parent = records.get(run)?.parent;
    if (parent) behind.set(parent[0], [...(behind.get(parent[0]) ?? []), { n: parent[1], at: earliest }]);
  }
  return left;
};
