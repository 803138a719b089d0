import { own } from '../../../base/json.ts';
import { bothRanges, dayIn, isZone, type ZonedRange, zones } from '../../../domain/times.ts';
import { textAt, type Values } from '../../../domain/values.ts';

/** The instant at `path`, or null. */
export const instantAt = (values: Values, path: string): number | null => {
  const value = own(values, path);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** The zone of the venue; Hungarian time where none is written or this machine does not know it. */
export const zoneOf = (event: Values): string => {
  const zone = textAt(event, 'zone');
  return zone !== '' && isZone(zone) ? zone : zones.HU;
};

/** From when until when on the clocks of both countries, that of the venue first; null without a start. */
export const rangesOf = (values: Values, zone: string): readonly ZonedRange[] | null => {
  const start = instantAt(values, 'start');
  return start === null ? null : bothRanges(start, instantAt(values, 'end'), zone);
};

/** True when start and end lie on different days of the venue. */
export const isOverDays = (values: Values, zone: string): boolean => {
  const [start, end] = [instantAt(values, 'start'), instantAt(values, 'end')];
  return start !== null && end !== null && dayIn(start, zone) !== dayIn(end, zone);
};
