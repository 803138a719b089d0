import { clockIn, instantOf, isClock, isDay, isZone, zones } from '../../../domain/times.ts';
import { textAt, type Values } from '../../../domain/values.ts';

const rangeIn = (zone: string, from: number, until: number | null): string =>
  until === null ? clockIn(from, zone) : `${clockIn(from, zone)}–${clockIn(until, zone)}`;

/** When a visit took place, on the clocks of both countries ("09:00–11:30"); null while day, start or zone is not written. */
export const visitTimes = (visit: Values): { readonly hu: string; readonly ro: string } | null => {
  const [day, zone, from, until] = [textAt(visit, 'day'), textAt(visit, 'zone'), textAt(visit, 'from'), textAt(visit, 'until')];
  if (!isDay(day) || !isClock(from) || zone === '' || !isZone(zone)) return null;
  const start = instantOf(day, from, zone);
  const end = isClock(until) ? instantOf(day, until, zone) : null;
  return { hu: rangeIn(zones.HU, start, end), ro: rangeIn(zones.RO, start, end) };
};
