import type { NewRecord } from '../values.ts';
import { made, sampleId, translated } from './made.ts';

const source = 'https://keep.eu';

/**
 * The two networks that began the project, as the public project record names them. Their identifiers and addresses are not in that record
 * and therefore not here. The record's licence asks for the credit, the link and the remark on changes.
 */
export const founders = (): readonly NewRecord[] => [
  made('organisation', 'shena', {
    name: 'SHENA Dél-Alföldi Regionális Energia Ügynökség Nonprofit Kft.',
    country: 'HU',
    kind: 'civil',
    network: 'SHENA',
    address: { town: 'Szeged', county: 'HU333' },
    ...translated('summary', {
      hu: `Az InterregCluster projekt magyarországi kedvezményezettje: határon átnyúló klaszterkapcsolatok a gazdasági együttműködésért, Magyarország–Románia Határon Átnyúló Együttműködési Program 2007–2013. Forrás: keep.eu (${source}), rövidítve és lefordítva.`,
      ro: `Beneficiarul din Ungaria al proiectului InterregCluster: relații transfrontaliere între clustere pentru dezvoltarea cooperării economice, Programul de Cooperare Transfrontalieră Ungaria–România 2007–2013. Sursa: keep.eu (${source}), prescurtat și tradus.`,
      en: `Hungarian beneficiary of the project InterregCluster: cross-border cluster relations for the development of economic cooperation, Hungary–Romania Cross-border Co-operation Programme 2007–2013. Source: keep.eu (${source}), shortened.`,
    }),
    'tag/network': true,
  }),
  made('organisation', 'aaur', {
    name: 'Asociația de Afaceri Ungare în România',
    country: 'RO',
    kind: 'civil',
    network: 'AAUR',
    address: { town: 'Timișoara', county: 'RO424' },
    ...translated('summary', {
      hu: `Az InterregCluster projekt romániai kedvezményezettje, a közös adatbázis, a konferenciák és a tapasztalatcserék partnere. Forrás: keep.eu (${source}), rövidítve és lefordítva.`,
      ro: `Beneficiarul din România al proiectului InterregCluster, partener la baza de date comună, la conferințe și la vizitele de benchmarking. Sursa: keep.eu (${source}), prescurtat și tradus.`,
      en: `Romanian beneficiary of the project InterregCluster, partner in the joint database, the conferences and the benchmarking visits. Source: keep.eu (${source}), shortened.`,
    }),
    'tag/network': true,
  }),
];

/** The two partner offices. */
export const offices = (): readonly NewRecord[] => [
  made('office', 'szeged', { name: 'Szeged', country: 'HU', organisation: sampleId('organisation', 'shena') }),
  made('office', 'timisoara', { name: 'Timișoara', country: 'RO', organisation: sampleId('organisation', 'aaur') }),
];
