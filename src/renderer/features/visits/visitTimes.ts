import { bothRanges, instantOf, isClock, isDay, isZone, type ZonedRange } from '../../../domain/times.ts';
import { textAt, type Values } from '../../../domain/values.ts';

/** When a visit took place, on the clocks of both countries, its own first; null while day, start or zone is not written. */
export const visitTimes = (visit: Values): readonly ZonedRange[] | null => {
  const [day, zone, from, until] = [textAt(visit, 'day'), textAt(visit, 'zone'), textAt(visit, 'from'), textAt(visit, 'until')];
  if (!isDay(day) || !isClock(from) || zone === '' || !isZone(zone)) return null;
  return bothRanges(instantOf(day, from, zone), isClock(until) ? instantOf(day, until, zone) : null, zone);
};
