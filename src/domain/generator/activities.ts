import type { RandomBytes } from '../../base/clock.ts';
import type { RecordId } from '../../base/ids.ts';
import { createBadgeCode } from '../badges.ts';
import { type EventKind, type Language, languages } from '../recordTypes.ts';
import { createSeededId, numberBelow, pick, type Random } from '../seeded.ts';
import { dayIn, zones } from '../times.ts';
import type { Values } from '../values.ts';
import { descriptions } from './descriptions.ts';
import { generateName } from './people.ts';
import { hungarianTowns, romanianTowns } from './towns.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const firstDay = Date.UTC(2012, 1, 1);

const eventKinds: readonly [EventKind, ...EventKind[]] = ['conference', 'workshop', 'workshop', 'exhibition', 'meeting'];
type Subject = Readonly<Record<Language, string>>;
const subjects: readonly [Subject, ...Subject[]] = [
  { hu: 'Távfűtés', ro: 'Termoficare', en: 'District heating' },
  { hu: 'Napenergia', ro: 'Energie solară', en: 'Solar energy' },
  { hu: 'Energiahatékonyság', ro: 'Eficiență energetică', en: 'Energy efficiency' },
  { hu: 'Biomassza', ro: 'Biomasă', en: 'Biomass' },
  { hu: 'Hulladékhő', ro: 'Căldură reziduală', en: 'Waste heat' },
];

const countryOf = (random: Random): 'HU' | 'RO' => (random() < 0.5 ? 'HU' : 'RO');
const townIn = (random: Random, country: 'HU' | 'RO') => pick(random, country === 'HU' ? hungarianTowns : romanianTowns);

/** The values of the made-up event number `index`, some weeks after the one before. */
export const generateEvent = (random: Random, index: number): Values => {
  const country = countryOf(random);
  const town = townIn(random, country);
  const subject = pick(random, subjects);
  const start = firstDay + index * 23 * dayMs + 8 * hourMs;
  return {
    kind: pick(random, eventKinds),
    ...Object.fromEntries(languages.map((language) => [`title.${language}`, `${subject[language]} ${index + 1}.`])),
    status: 'held',
    start,
    end: start + 6 * hourMs,
    zone: zones[country],
    venue: { name: `${town.name} Centrum`, town: town.name, county: town.county, country },
    'language/hu': true,
    'language/ro': true,
    public: random() < 0.8,
    capacity: 20 + numberBelow(random, 200),
  };
};

const bytesOf =
  (random: Random): RandomBytes =>
  (length) =>
    Uint8Array.from({ length }, () => numberBelow(random, 256));

/** The values of a made-up registration for `event`, by somebody from `organisation`. */
export const generateRegistration = (random: Random, event: RecordId, organisation: RecordId | null, index: number): Values => {
  const country = countryOf(random);
  return {
    event,
    name: generateName(random, country),
    ...(organisation === null
      ? { organisationName: country === 'HU' ? 'Helyszíni Minta Kft.' : 'Exemplu Vizitator SRL' }
      : { organisation }),
    country,
    role: random() < 0.9 ? 'participant' : 'exhibitor',
    status: random() < 0.9 ? 'confirmed' : 'cancelled',
    badge: createBadgeCode(bytesOf(random)),
    photo: { portrait: random() < 0.8 ? 'yes' : 'no', publication: random() < 0.7 ? 'yes' : 'no' },
    at: firstDay + index * 60_000,
  };
};

/** The values of a made-up finalised visit at `host`, written in the host's language: one finding, one follow-up. */
export const generateVisit = (random: Random, host: RecordId | null, index: number): Values => {
  const country = countryOf(random);
  const language = country === 'HU' ? 'hu' : 'ro';
  const [seen, how] = descriptions;
  const subject = pick(random, subjects)[language];
  const day = dayIn(firstDay + (index % 4_000) * dayMs, zones[country]);
  const key = createSeededId(index, 1, firstDay + index);
  return {
    ...(host === null ? {} : { host }),
    day,
    from: '10:00',
    until: '13:00',
    zone: zones[country],
    status: 'final',
    finalisedOn: day,
    [`summary.${language}`]: `${pick(random, seen)[language]} ${pick(random, how)[language]}`,
    [`participant/${key}`]: { name: Object.values(generateName(random, country)).slice(0, 2).join(' '), country },
    [`finding/${key}`]: {
      title: subject,
      text: pick(random, how)[language],
      measure: `${5 + numberBelow(random, 40)} %`,
      transferable: true,
    },
    [`followUp/${key}`]: { what: subject, who: generateName(random, country).family, done: random() < 0.5 },
  };
};
