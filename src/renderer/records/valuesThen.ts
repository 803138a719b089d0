import type { Values } from '../../domain/values.ts';
import type { HistoryEntry } from '../../replica/api.ts';

const isAfter = ({ by }: HistoryEntry, other: HistoryEntry): boolean => by.at > other.by.at || (by.at === other.by.at && by.n > other.by.n);

/**
 * A record's values as they were when `entry` was written: the time of a visit was one of the zone of then. `history`: newest first; what it
 * does not tell is as it is `now`.
 */
export const valuesThen = (entry: HistoryEntry, history: readonly HistoryEntry[], now: Values): Values => {
  const then = history.filter((each) => each.state !== 'rival' && !isAfter(each, entry));
  return { ...now, ...Object.fromEntries(then.toReversed().map(({ path, value }) => [path, value])) };
};
