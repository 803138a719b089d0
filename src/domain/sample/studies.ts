import type { NewRecord } from '../values.ts';
import { made, type Texts, translated } from './made.ts';

const study = (key: string, kind: string, day: string, title: Texts, summary: Texts): NewRecord =>
  made('study', key, { ...translated('title', title), kind, day, ...translated('summary', summary) });

const studies: readonly NewRecord[] = [
  study(
    'operation',
    'operation',
    '2012-10-31',
    { hu: 'Üzemeltetési tapasztalatok', ro: 'Experiența de exploatare', en: 'Operation experience' },
    {
      hu: 'Mit tanultak egymástól a két hálózat tagjai az első évben.',
      ro: 'Ce au învățat unii de la alții membrii celor două rețele în primul an.',
      en: 'What the members of the two networks learned from each other in the first year.',
    },
  ),
  study(
    'numerical',
    'numerical',
    '2012-12-15',
    {
      hu: 'A nemzeti kapcsolatok számszerű eredményei',
      ro: 'Rezultatele numerice ale relațiilor naționale',
      en: 'Numerical results of the national relations',
    },
    {
      hu: 'Rendezvények, látogatások és együttműködések számokban.',
      ro: 'Evenimente, vizite și cooperări în cifre.',
      en: 'Events, visits and co-operations in figures.',
    },
  ),
  study(
    'closing',
    'closing',
    '2013-01-24',
    {
      hu: 'Zárótanulmány és további együttműködési tervek',
      ro: 'Studiu de închidere și planuri de cooperare',
      en: 'Closing study and further co-operation plans',
    },
    {
      hu: 'Hogyan marad együtt a két hálózat a projekt után.',
      ro: 'Cum rămân împreună cele două rețele după proiect.',
      en: 'How the two networks stay together after the project.',
    },
  ),
];

const indicator = (code: string, title: Texts, unit: string, target: number, achieved: number): NewRecord =>
  made('indicator', code, { code, ...translated('title', title), unit, baseline: 0, target, achieved });

const indicators: readonly NewRecord[] = [
  indicator(
    'P1',
    { hu: 'Szervezetek a közös adatbázisban', ro: 'Organizații în baza de date comună', en: 'Organisations in the joint database' },
    '1',
    60,
    60,
  ),
  indicator('P2', { hu: 'Konferenciák', ro: 'Conferințe', en: 'Conferences' }, '1', 2, 2),
  indicator('P3', { hu: 'Műhelymunkák', ro: 'Ateliere de lucru', en: 'Workshops' }, '1', 3, 2),
  indicator('P4', { hu: 'Kiállítások', ro: 'Expoziții', en: 'Exhibitions' }, '1', 1, 0),
  indicator('P5', { hu: 'Benchmarkinglátogatások', ro: 'Vizite de benchmarking', en: 'Benchmarking visits' }, '1', 8, 7),
  indicator('P6', { hu: 'Együttműködési megállapodások', ro: 'Acorduri de cooperare', en: 'Co-operation agreements' }, '1', 3, 1),
];

/** The three kinds of studies and the project's own counters. */
export const studyRecords = (): readonly NewRecord[] => [...studies, ...indicators];
