import { dayIn, instantOf, zones } from '../times.ts';
import type { NewRecord } from '../values.ts';
import { made, sampleId, setOf, type Texts, translated } from './made.ts';

type Venue = readonly [name: string, postcode: string, town: string, street: string, county: string];

type SampleSession = {
  readonly from: string;
  readonly until: string;
  readonly title: Texts;
  readonly speaker?: string;
  readonly room?: string;
};

/** One event of the sample set; clocks are those of its venue. */
export type SampleEvent = {
  readonly key: string;
  readonly kind: 'conference' | 'workshop' | 'exhibition';
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly country: 'HU' | 'RO';
  readonly venue: Venue;
  readonly capacity: number;
  readonly title: Texts;
  readonly description: Texts;
  readonly sessions: readonly SampleSession[];
};

const dayMs = 86_400_000;

/** The working day that is at least `days` after `now` in Romania, YYYY-MM-DD. */
export const workingDayAfter = (now: number, days: number): string => {
  const at = now + days * dayMs;
  const day = dayIn(at, zones.RO);
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 6 ? dayIn(at + 2 * dayMs, zones.RO) : weekday === 0 ? dayIn(at + dayMs, zones.RO) : day;
};

/** The record of an event; it is planned as long as it lies ahead of `now`. */
const eventOf = (event: SampleEvent, now: number): NewRecord => {
  const zone = zones[event.country];
  const end = instantOf(event.day, event.until, zone);
  const [name, postcode, town, street, county] = event.venue;
  return made('event', event.key, {
    kind: event.kind,
    ...translated('title', event.title),
    status: end < now ? 'held' : 'planned',
    start: instantOf(event.day, event.from, zone),
    end,
    zone,
    venue: { name, postcode, town, street, county, country: event.country },
    ...setOf('organiser', [sampleId('organisation', 'shena'), sampleId('organisation', 'aaur')]),
    ...setOf('language', ['hu', 'ro']),
    public: true,
    capacity: event.capacity,
    ...translated('description', event.description),
  });
};

const sessionsOf = (event: SampleEvent): readonly NewRecord[] =>
  event.sessions.map(({ from, until, title, speaker, room }, at) =>
    made('session', `${event.key}/${at}`, {
      event: sampleId('event', event.key),
      ...translated('title', title),
      start: instantOf(event.day, from, zones[event.country]),
      end: instantOf(event.day, until, zones[event.country]),
      ...(room === undefined ? {} : { room }),
      ...(speaker === undefined ? {} : { speaker }),
    }),
  );

/** Events and their sessions as records. */
export const eventRecords = (events: readonly SampleEvent[], now: number): readonly NewRecord[] =>
  events.flatMap((event) => [eventOf(event, now), ...sessionsOf(event)]);
