/** A kept snapshot as the rule sees it: `seq` orders, `at` (UTC milliseconds of this machine's clock) only tells days apart. */
export type Kept = { readonly seq: number; readonly at: number };

const kept = { days: 7, weeks: 4, months: 12 } as const;

/** Local calendar day, `2026-11-26`. */
export const dayOf = (at: number): string => {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The Monday that the day's week begins with, in the same form. */
const weekOf = (at: number): string => {
  const date = new Date(at);
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - ((date.getDay() + 6) % 7), 12).getTime());
};

const monthOf = (at: number): string => dayOf(at).slice(0, 7);

/** The earliest snapshot of each of the latest `count` periods that have any. */
const firstOfEach = <T extends Kept>(snapshots: readonly T[], periodOf: (at: number) => string, count: number): readonly T[] => {
  const firsts = new Map<string, T>();
  for (const snapshot of snapshots) {
    const period = periodOf(snapshot.at);
    if (!firsts.has(period)) firsts.set(period, snapshot);
  }
  return [...firsts.values()].slice(-count);
};

/**
 * Which snapshots stay: the first of each of the latest seven days, four weeks and twelve months that have one. "Latest" goes by `seq`, never
 * by the clock, so that a clock that was years off for a day does not make all others look old.
 */
export const snapshotsToKeep = <T extends Kept>(snapshots: readonly T[]): ReadonlySet<T> => {
  const sorted = [...snapshots].sort((a, b) => a.seq - b.seq || a.at - b.at);
  return new Set([
    ...firstOfEach(sorted, dayOf, kept.days),
    ...firstOfEach(sorted, weekOf, kept.weeks),
    ...firstOfEach(sorted, monthOf, kept.months),
  ]);
};

/** Whether the state of `seq` at `now` is worth a snapshot: none of this day is there yet, and something has changed since the last one. */
export const isSnapshotDue = (snapshots: readonly Kept[], seq: number, now: number): boolean => {
  const last = [...snapshots].sort((a, b) => a.seq - b.seq || a.at - b.at).at(-1);
  return seq > 0 && (last === undefined || (dayOf(last.at) !== dayOf(now) && last.seq < seq));
};
