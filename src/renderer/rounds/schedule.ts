/** What is known of one place since the window was opened; times in UTC milliseconds. */
export type PlaceTimes = {
  /** When the last round began and ended; null before the first. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Rounds in a row that came to nothing. */
  readonly failures: number;
  /** 0 to 1, drawn for each round, so that laptops that lost the same server do not come back to it together. */
  readonly spread: number;
};
export const untried: PlaceTimes = { startedAt: null, endedAt: null, failures: 0, spread: 0 };

export const scheduleMs = { every: 5 * 60_000, rest: 10_000, firstRetry: 30_000, longestRetry: 30 * 60_000 } as const;

const retryAfter = ({ failures, spread }: PlaceTimes): number => {
  const doubled = scheduleMs.firstRetry * 2 ** Math.min(failures - 1, 10);
  return Math.min(scheduleMs.longestRetry, doubled) * (1 - spread / 4);
};

/** When a place is to be tried again: at once at the start, after own changes have rested, every few minutes, ever later while it fails. */
export const dueAt = (times: PlaceTimes, changedAt: number | null): number => {
  const { startedAt, endedAt, failures } = times;
  if (startedAt === null || endedAt === null) return 0;
  if (failures > 0) return endedAt + retryAfter(times);
  const regular = endedAt + scheduleMs.every;
  return changedAt !== null && changedAt > startedAt ? Math.min(regular, changedAt + scheduleMs.rest) : regular;
};

/** A round that ended later than now was timed by a clock that has been set back since, and says nothing about when the next is due. */
const notAhead = (times: PlaceTimes, now: number): PlaceTimes => (times.endedAt !== null && times.endedAt > now ? untried : times);

export type Pending = {
  /** In the order in which they are listed. */
  readonly places: readonly string[];
  readonly times: Readonly<Record<string, PlaceTimes>>;
  /** Asked for, first asked first: by persons, then by rounds that brought something. */
  readonly wanted: readonly string[];
  /** The last durable change of this store. */
  readonly changedAt: number | null;
  readonly now: number;
};

/** The place whose turn it is; null while all may rest. What a person asked for goes first, then what has waited longest. */
export const nextPlace = ({ places, times, wanted, changedAt, now }: Pending): string | null => {
  const asked = wanted.find((id) => places.includes(id));
  if (asked !== undefined) return asked;
  const timesOf = (id: string): PlaceTimes => notAhead(times[id] ?? untried, now);
  const due = places.map((id) => ({ id, at: dueAt(timesOf(id), changedAt) })).filter(({ at }) => at <= now);
  return due.toSorted((a, b) => a.at - b.at)[0]?.id ?? null;
};
