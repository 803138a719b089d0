import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { bothTimes, clockIn, instantOf, isClock, isDay, isZone, zones } from '../../domain/times.ts';
import type { Language } from './languages.ts';
import { languages } from './languages.ts';

export type Instant = number;

const tags: Readonly<Record<Language, string>> = { hu: 'hu-HU', ro: 'ro-RO', en: 'en-GB' };
export const budapest = 'Europe/Budapest';
export const bucharest = 'Europe/Bucharest';

export const toLanguage = (text: string | undefined): Language => languages.find((language) => text?.startsWith(language)) ?? 'en';

/** The zone of this machine. */
export const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const dayToDate = (day: string): Date => new Date(`${day}T12:00:00Z`);
const dayMs = 86_400_000;

/** Made once for each zone: making one takes longer than everything else about a row of a list. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** YYYY-MM-DD of an instant in an IANA zone. */
export const dayOf = (at: Instant, zone: string): string => {
  const format = dayFormats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  dayFormats.set(zone, format);
  return format.format(at);
};

/** The year of an instant in a zone, for a day that stands without it; '' in the current one. */
export const otherYear = (at: Instant, zone: string, now: Instant): string => {
  const [year, current] = [at, now].map((each) => dayOf(each, zone).split('-')[0] ?? '');
  return year === undefined || year === current ? '' : year;
};

/** The time on the clock of a venue; where the clock of `here` shows another, with the country or the zone behind it: "14:05", "15:05 RO". */
export const venueClock = (at: Instant, zone: string, here: string): string => {
  const clock = clockIn(at, zone);
  if (clock === clockIn(at, here)) return clock;
  return `${clock} ${zone === zones.RO ? 'RO' : zone === zones.HU ? 'HU' : zone}`;
};

const spans = [
  ['year', 365 * dayMs],
  ['day', dayMs],
  ['hour', 3_600_000],
] as const;

/** Intl says "this minute" in all three languages, which nobody says. */
const justNow: Readonly<Record<Language, string>> = { hu: 'az imént', ro: 'chiar acum', en: 'just now' };

/** "2 perce" is what people say; Intl's "2 perccel ezelőtt" is half as long again as its place in the strip. */
const shortAges: readonly (readonly [long: RegExp, short: string])[] = [
  [/ perccel ezelőtt$/, ' perce'],
  [/ órával ezelőtt$/, ' órája'],
  [/ nappal ezelőtt$/, ' napja'],
];
const shorten = (age: string): string => shortAges.reduce((text, [long, short]) => text.replace(long, short), age);

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

const createFormat = (language: Language) => {
  const tag = tags[language];
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options);
  const timeIn = (zone: string) => make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  const clock = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const exactClock = make({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const short = make({ day: 'numeric', month: 'short' });
  const withYear = make({ day: 'numeric', month: 'short', year: 'numeric' });
  const whole = make({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const weekday = make({ weekday: 'long' });
  const month = make({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  const dayAndMonth = make({ day: 'numeric', month: 'long' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const number = new Intl.NumberFormat(tag);
  const plainNumber = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 20 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const collator = new Intl.Collator(tag, { numeric: true });

  const daysAgo = (at: Instant, now: Instant): number =>
    Math.round((Date.parse(dayOf(now, localZone)) - Date.parse(dayOf(at, localZone))) / dayMs);

  const amount = (value: number, unit: string, digits = 0): string =>
    new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: digits > 0 ? 'short' : 'long', maximumFractionDigits: digits }).format(
      value,
    );

  return {
    language,
    /** A size on disk: "12 kB", "3.4 MB". */
    size: (bytes: number): string =>
      bytes < 1_000_000 ? amount(Math.ceil(bytes / 1000), 'kilobyte', 1) : amount(bytes / 1_000_000, 'megabyte', 1),
    /** A length of time in its largest fitting unit: "7 minutes", "3 hours", "2 days", "10 years". */
    span: (ms: number): string => {
      const [unit, length] = spans.find(([, each]) => ms >= 2 * each) ?? (['minute', 60_000] as const);
      return amount(Math.round(ms / length), unit);
    },
    number: (value: number): string => number.format(value),
    /** A number as it is typed, without groups, so that a year can be one too: 49562,63. */
    plainNumber: (value: number): string => plainNumber.format(value),
    percent: (share: number): string => percent.format(share),
    list: (words: readonly string[]): string => list.format(words),
    compare: (a: string, b: string): number => collator.compare(a, b),
    /** 14:05 on this machine's clock. */
    clock: (at: Instant): string => clock.format(at),
    /** 14:05 on the clock of the venue, said to be that where this machine shows another. */
    clockAt: (at: Instant, zone: string): string => venueClock(at, zone, localZone),
    /** 14:05:32 on this machine's clock. */
    exactClock: (at: Instant): string => exactClock.format(at),
    /** A stored day, written out: 26 November 2026. */
    day: (day: string): string => whole.format(dayToDate(day)),
    /** A stored day in numbers and a short month: 26 Nov 2026. */
    shortDay: (day: string): string => withYear.format(dayToDate(day)),
    /** The weekday and day of an instant on this machine: Monday, 23 November. */
    today: (at: Instant): string => capital(`${weekday.format(at)}, ${dayAndMonth.format(at)}`),
    /** The month of a stored day, as over a calendar: May 2026. */
    monthOf: (day: string): string => month.format(dayToDate(day)),
    /** Day of month and short month apart, for the date blocks of lists. */
    dayParts: (at: Instant, zone: string): { readonly day: string; readonly month: string } => ({
      day: make({ day: 'numeric', timeZone: zone }).format(at).replace('.', ''),
      month: make({ month: 'short', timeZone: zone }).format(at),
    }),
    /** "today 08:41", "yesterday 17:20", "21 Nov 2026 14:05". */
    when: (at: Instant, now: Instant): string => {
      const days = daysAgo(at, now);
      const day = days === 0 || days === 1 ? relative.format(-days, 'day') : withYear.format(at);
      return `${day} ${clock.format(at)}`;
    },
    /** What was entered as a day and a time, on the clocks of both countries, that of `zone` first: "30 Nov 2026 10:00 RO, 09:00 HU". */
    onBothClocks: (at: Instant, zone: string): string => {
      const [own, other] = bothTimes(at, zone);
      const [day, otherDay] = [own.day, other.day].map((each) => withYear.format(dayToDate(each)));
      return `${day} ${own.clock} ${own.country}, ${own.day === other.day ? '' : `${otherDay} `}${other.clock} ${other.country}`;
    },
    /** A time of day of `zone`, on the clocks of both countries: "10:00 RO, 09:00 HU"; as it is where it, its day or its zone is none. */
    clockOnBothSides: (clock: string, day: string, zone: string): string => {
      if (!isClock(clock) || !isDay(day) || zone === '' || !isZone(zone)) return clock;
      return bothTimes(instantOf(day, clock, zone), zone)
        .map((side) => `${side.clock} ${side.country}`)
        .join(', ');
    },
    /** "2 minutes ago", "9 days ago"; for ages, where the exact time does not matter. */
    ago: (at: Instant, now: Instant): string => {
      const minutes = Math.round((at - now) / 60_000);
      if (minutes === 0) return justNow[language];
      if (Math.abs(minutes) < 60) return shorten(relative.format(minutes, 'minute'));
      const hours = Math.round(minutes / 60);
      return shorten(Math.abs(hours) < 24 ? relative.format(hours, 'hour') : relative.format(-daysAgo(at, now), 'day'));
    },
    /** Day of an instant in the zone of what happens there: Thursday, 26 November 2026. */
    dateIn: (at: Instant, zone: string): string =>
      make({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(at),
    /** Day and month of an instant on this machine, with the year where it is not the current one: 30 Dec, 2 Jan 2027. */
    shortDate: (at: Instant, now: Instant): string => (otherYear(at, localZone, now) === '' ? short : withYear).format(at),
    /** Time of an instant in Hungary and in Romania; show both, the zone of the event first. */
    bothTimes: (at: Instant): { readonly hu: string; readonly ro: string } => ({
      hu: timeIn(budapest).format(at),
      ro: timeIn(bucharest).format(at),
    }),
  };
};

export type Format = ReturnType<typeof createFormat>;
const formats = new Map<Language, Format>();

export const formatIn = (language: Language): Format => {
  const known = formats.get(language) ?? createFormat(language);
  formats.set(language, known);
  return known;
};

/** Dates, numbers, lists and collation in the language of the screen. */
export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  return useMemo(() => formatIn(toLanguage(i18n.language)), [i18n.language]);
};
