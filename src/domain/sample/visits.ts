import { dayIn, zones } from '../times.ts';
import type { NewRecord } from '../values.ts';
import { entries, made, sampleId, type Texts, translated } from './made.ts';
import { type SampleVisit, sampleVisits } from './visitReports.ts';

const dayMs = 86_400_000;

const visitOf = (visit: SampleVisit): NewRecord =>
  made('visit', visit.key, {
    host: sampleId('organisation', visit.host),
    day: visit.day,
    from: visit.from,
    until: visit.until,
    zone: zones[visit.country],
    office: sampleId('office', visit.office),
    status: 'final',
    finalisedOn: visit.day,
    ...translated('summary', visit.summary),
    ...entries(
      'participant',
      visit.key,
      visit.participants.map(([name, organisation, country]) => ({ name, organisation, country })),
    ),
    ...entries(
      'finding',
      visit.key,
      visit.findings.map(([title, text, measure, transferable]) => ({ title, text, measure, transferable })),
    ),
    ...entries(
      'followUp',
      visit.key,
      visit.followUps.map(([what, who, due, done]) => ({ what, who, due, done })),
    ),
  });

const draftSummary: Texts = { hu: 'Bejártuk a szentesi üvegházak gépházát, és megnéztük az új hőszivattyúk szabályozását.' };

/** A visit of the day before yesterday that somebody has begun to write down: one finding still has no measure. */
const draft = (now: number): NewRecord =>
  made('visit', 'szentes-draft', {
    host: sampleId('organisation', 'teszt-hoszivattyu'),
    day: dayIn(now - 2 * dayMs, zones.HU),
    from: '09:00',
    until: '11:30',
    zone: zones.HU,
    office: sampleId('office', 'szeged'),
    status: 'draft',
    ...translated('summary', draftSummary),
    ...entries('participant', 'szentes-draft', [
      { name: 'Próba Zsófia', organisation: 'Próba Távhő Nonprofit Kft.', country: 'HU' },
      { name: 'Ciprian Model', organisation: 'Oradea Geotermal Exemplu SA', country: 'RO' },
    ]),
    ...entries('finding', 'szentes-draft', [
      {
        title: 'Éjszakai hőtárolás',
        text: 'A hőszivattyúk éjjel olcsó árammal töltik a puffertartályokat.',
        measure: '60 m³ tartály, 8 óra tárolás',
        transferable: true,
      },
      { title: 'Közös szerviz', text: 'Három kertészet egy szerelőt alkalmaz közösen.', transferable: true },
    ]),
  });

/** The visit that the project began with, further finalised ones, and a draft. */
export const visitRecords = (now: number): readonly NewRecord[] => [...sampleVisits.map(visitOf), draft(now)];
