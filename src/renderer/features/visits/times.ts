import { bucharest, budapest } from '../../i18n/format.ts';

export const zones = { HU: budapest, RO: bucharest } as const;
export type ZoneCountry = keyof typeof zones;

export const countryOfZone = (zone: string): ZoneCountry => (zone === bucharest ? 'RO' : 'HU');

/** "9:5", "0905", "9.05" or "9" as "09:05"; null where it is no time of day. */
export const toClock = (typed: string): string | null => {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{1,2}))?$/.exec(typed.trim());
  const hours = Number(match?.[1] ?? Number.NaN);
  const minutes = Number(match?.[2] ?? 0);
  return hours <= 23 && minutes <= 59 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : null;
};

/** "2026. 11. 20.", "20.11.2026" or "2026-11-20" as "2026-11-20"; null where it is no day of the calendar. */
export const toDay = (typed: string): string | null => {
  const parts = typed.trim().match(/\d+/g) ?? [];
  const [a = '', b = '', c = ''] = parts;
  if (parts.length !== 3) return null;
  const [year, day] = a.length === 4 ? [a, c] : [c, a];
  const text = `${year}-${b.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
};

const wallOf = (at: number, zone: string): number => {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return Date.parse(`${text.replace(' ', 'T')}Z`);
};

/** The instant at which the clocks of `zone` show `clock` on `day`; null while one of them is not written properly. */
export const instantOf = (day: string, clock: string, zone: string): number | null => {
  const wall = Date.parse(`${day}T${clock}:00Z`);
  if (Number.isNaN(wall)) return null;
  const guess = wall - (wallOf(wall, zone) - wall);
  return guess - (wallOf(guess, zone) - wall);
};
