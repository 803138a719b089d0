/** The zones in which the cluster meets. Romania is one hour ahead all year: both change on the same instant. */
export const zones = { HU: 'Europe/Budapest', RO: 'Europe/Bucharest' } as const;

/** One instant on the clock of one country: `day` YYYY-MM-DD, `clock` HH:MM. */
export type LocalTime = { readonly country: 'HU' | 'RO'; readonly zone: string; readonly day: string; readonly clock: string };

const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
};

const wallClock = (at: number, zone: string): { readonly day: string; readonly clock: string } => {
  const part = Object.fromEntries(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return { day: `${String(part.year).padStart(4, '0')}-${part.month}-${part.day}`, clock: `${part.hour}:${part.minute}` };
};

/** Day (YYYY-MM-DD) of an instant (UTC milliseconds) in an IANA zone. */
export const dayIn = (at: number, zone: string): string => wallClock(at, zone).day;

/** Clock (HH:MM) of an instant (UTC milliseconds) in an IANA zone. */
export const clockIn = (at: number, zone: string): string => wallClock(at, zone).clock;

/** One instant on both sides of the border, the side where the event takes place first. */
export const bothTimes = (at: number, eventZone: string): readonly [LocalTime, LocalTime] => {
  const hungary: LocalTime = { country: 'HU', zone: zones.HU, ...wallClock(at, zones.HU) };
  const romania: LocalTime = { country: 'RO', zone: zones.RO, ...wallClock(at, zones.RO) };
  return eventZone === zones.RO ? [romania, hungary] : [hungary, romania];
};

/** "10:00–17:00" on the clock of one country, and whether it is another day there when it begins. */
export type ZonedRange = { readonly country: 'HU' | 'RO'; readonly range: string; readonly begins: 'sameDay' | 'dayBefore' | 'dayAfter' };

/** From when until when (UTC milliseconds; null: open) on both sides of the border, the side of `eventZone` first. */
export const bothRanges = (start: number, end: number | null, eventZone: string): readonly ZonedRange[] => {
  const ends = end === null ? [] : bothTimes(end, eventZone);
  const starts = bothTimes(start, eventZone);
  const [{ day: here }] = starts;
  return starts.map(({ country, clock, day }, side) => {
    const until = ends[side];
    const range = until === undefined ? clock : `${clock}–${until.clock}`;
    return { country, range, begins: day === here ? 'sameDay' : day < here ? 'dayBefore' : 'dayAfter' };
  });
};

/**
 * UTC milliseconds at which clocks of `zone` show `day` and `clock`. In the hour that a summer begins with and that no clock shows,
 * the instant one hour later; in the hour that comes twice, the first one.
 */
export const instantOf = (day: string, clock: string, zone: string): number => {
  const wanted = Date.parse(`${day}T${clock}:00Z`);
  const shown = (at: number): number => {
    const local = wallClock(at, zone);
    return Date.parse(`${local.day}T${local.clock}:00Z`);
  };
  const earlier = wanted - (shown(wanted - 86_400_000) - (wanted - 86_400_000));
  const later = wanted - (shown(wanted + 86_400_000) - (wanted + 86_400_000));
  return [Math.min(earlier, later), Math.max(earlier, later)].find((at) => shown(at) === wanted) ?? Math.max(earlier, later);
};

/** True for a name that this machine knows as a time zone. */
export const isZone = (zone: string): boolean => {
  try {
    formatIn(zone);
    return true;
  } catch {
    return false;
  }
};

/** True for an existing day written YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** True for a time of day written HH:MM. */
export const isClock = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
