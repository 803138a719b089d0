import { createBadgeCode } from '../badges.ts';
import { createRandom, numberBelow } from '../seeded.ts';
import { instantOf, zones } from '../times.ts';
import type { NewRecord } from '../values.ts';
import type { SampleEvent } from './events.ts';
import { made, sampleId } from './made.ts';
import { nameGroup, type SamplePerson, samplePeople } from './people.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Which people of the sample set come to an event: every one of `step`, beginning with the one at `first`. */
const guests: Readonly<Record<string, readonly [first: number, step: number]>> = {
  opening: [0, 2],
  'workshop-heat': [1, 3],
  'workshop-solar': [0, 4],
  closing: [1, 2],
  exhibition: [0, 1],
  'workshop-audit': [2, 5],
};

const organisers = new Set(['kovacsne-proba-agnes', 'ana-turcan-model']);

const registrationOf = (event: SampleEvent, person: SamplePerson, at: number, held: boolean): NewRecord => {
  const random = createRandom(at + 1, event.key.length * 1_009 + event.capacity);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => numberBelow(random, 256));
  const opens = instantOf(event.day, event.from, zones[event.country]);
  return made('registration', `${event.key}/${person.key}`, {
    event: sampleId('event', event.key),
    name: nameGroup(person),
    person: sampleId('person', person.key),
    organisation: sampleId('organisation', person.at),
    country: person.country,
    role: organisers.has(person.key) ? 'organiser' : event.kind === 'exhibition' && at % 3 === 0 ? 'exhibitor' : 'participant',
    status: !held && at % 7 === 5 ? 'cancelled' : held || at % 2 === 0 ? 'confirmed' : 'registered',
    badge: createBadgeCode(bytes),
    photo: { portrait: at % 4 === 3 ? 'no' : 'yes', publication: at % 3 === 2 ? 'no' : 'yes' },
    at: opens - (12 + (at % 9)) * dayMs + at * 17 * minuteMs,
  });
};

const scanOf = (event: SampleEvent, registration: NewRecord, person: SamplePerson, at: number): NewRecord =>
  made('scan', `${event.key}/${person.key}`, {
    event: sampleId('event', event.key),
    registration: registration.id,
    kind: 'in',
    at: instantOf(event.day, event.from, zones[event.country]) - (35 - at * 3) * minuteMs,
    station: at % 2 === 0 ? '1' : '2',
  });

const ofEvent = (event: SampleEvent, now: number): readonly NewRecord[] => {
  const [first, step] = guests[event.key] ?? [0, samplePeople.length];
  const held = instantOf(event.day, event.until, zones[event.country]) < now;
  return samplePeople
    .filter((_person, index) => index >= first && (index - first) % step === 0)
    .flatMap((person, at) => {
      const registration = registrationOf(event, person, at, held);
      const came = held && at % 6 !== 4;
      return came ? [registration, scanOf(event, registration, person, at)] : [registration];
    });
};

/** Registrations with badge codes for every event, and the check-ins of those that are over (some did not appear). */
export const registrationRecords = (events: readonly SampleEvent[], now: number): readonly NewRecord[] =>
  events.flatMap((event) => ofEvent(event, now));
