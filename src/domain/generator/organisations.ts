import type { JsonObject } from '../../base/json.ts';
import { taxCheckDigit } from '../identifiers/hungarian.ts';
import { createTradeNumber, fiscalCheckDigit } from '../identifiers/romanian.ts';
import type { OrganisationKind } from '../recordTypes.ts';
import { numberBelow, pick, type Random } from '../seeded.ts';
import type { Values } from '../values.ts';
import { descriptions } from './descriptions.ts';
import { hungarianTowns, romanianTowns, type Town } from './towns.ts';
import { hungarian, romanian, type Vocabulary } from './vocabulary.ts';

const kinds: readonly [OrganisationKind, ...OrganisationKind[]] = [
  'enterprise',
  'enterprise',
  'enterprise',
  'enterprise',
  'energySupplier',
  'civil',
];
const tags: readonly [string, ...string[]] = [
  'solar',
  'biomass',
  'heat-pump',
  'geothermal',
  'efficiency',
  'audit',
  'district-heating',
  'biogas',
  'insulation',
  'storage',
  'e-mobility',
  'training',
];
const classes: readonly [readonly [sector: string, code: string], ...(readonly [string, string])[]] = [
  ['D', '35.12'],
  ['D', '35.14'],
  ['D', '35.30'],
  ['F', '43.21'],
  ['F', '43.22'],
  ['C', '27.11'],
  ['C', '27.12'],
  ['N', '71.12'],
  ['N', '70.20'],
  ['T', '94.99'],
];
const taxOffices: Readonly<Record<string, string>> = {
  HU333: '06',
  HU332: '04',
  HU321: '09',
  HU323: '15',
  HU331: '03',
  HU322: '16',
  HU110: '41',
};

const padded = (number: number, length: number): string => String(number).padStart(length, '0');

/** `10` to the missing digits of a postcode, never ending in blanks: '672' of 4 → '6724'. */
const postcodeIn = (random: Random, town: Town, length: number): string => {
  const missing = length - town.postcode.length;
  return missing === 0 ? town.postcode : town.postcode + padded(numberBelow(random, 10 ** missing), missing);
};

const coinedWord = (random: Random, words: Vocabulary): string => words.syllables.map((choices) => pick(random, choices)).join('');

const nameOf = (random: Random, words: Vocabulary, country: 'HU' | 'RO', kind: OrganisationKind): string => {
  const coined = coinedWord(random, words);
  const subject = pick(random, words.subjects);
  if (kind !== 'civil') return `${coined} ${subject} ${pick(random, words.forms)}`;
  const form = pick(random, words.civilForms);
  return country === 'HU' ? `${coined} ${subject} ${form}` : `${form} ${coined} ${subject}`;
};

const addressOf = (random: Random, words: Vocabulary, country: 'HU' | 'RO', town: Town): JsonObject => {
  const number = 1 + numberBelow(random, 140);
  const street = pick(random, words.streets);
  return {
    postcode: postcodeIn(random, town, country === 'HU' ? 4 : 6),
    town: town.name,
    street: country === 'HU' ? `${street} ${number}.` : `${street} nr. ${number}`,
    county: town.county,
  };
};

/** Core numbers beginning with 9 are not known to be issued; the seven digits before the check digit count upwards from there. */
const hungarianIdentifiers = (index: number, town: Town, civil: boolean): Values => {
  const body = padded(9_000_000 + (index % 1_000_000), 7);
  const core = body + taxCheckDigit(body);
  const office = taxOffices[town.county] ?? '02';
  const court = office === '41' ? '01' : office;
  const serial = index % 100_000;
  return {
    'identifier/huTaxNumber': `${core}-${civil ? '1' : '2'}-${office}`,
    ...(civil
      ? { 'identifier/huCivilNumber': `${court}-02-${padded(9_900_000 + serial, 7)}` }
      : { 'identifier/huCompanyNumber': `${court}-09-${900_000 + serial}`, 'identifier/huVatNumber': `HU${core}` }),
  };
};

/** Issued CUIs have at most eight digits so far, these have nine; serials of a year are far from reaching 900,000. */
const romanianIdentifiers = (index: number, civil: boolean): Values => {
  const body = padded(90_000_000 + index, 8);
  const fiscal = body + fiscalCheckDigit(body);
  if (civil) return { 'identifier/roFiscalCode': fiscal, 'identifier/roAssociationNumber': `${1 + (index % 999_999)}/A/2012` };
  const trade = createTradeNumber('J', 2025 + Math.floor(index / 100_000), 900_000 + (index % 100_000), '00');
  return { 'identifier/roFiscalCode': `RO${fiscal}`, 'identifier/roTradeNumber': trade, 'identifier/euid': `ROONRC.${trade}` };
};

const contactOf = (random: Random, country: 'HU' | 'RO', index: number): Values => {
  const local = padded(numberBelow(random, 1_000_000), 6);
  return {
    phone: country === 'HU' ? `+3662${local}` : `+40256${local}`,
    email: `iroda${index}@org${index % 977}.example`,
    website: `https://org${index}.example`,
  };
};

/** A description in the organisation's own language, every other time in English too. */
const summaryOf = (random: Random, country: 'HU' | 'RO'): Values => {
  const own = country === 'HU' ? 'hu' : 'ro';
  const sentences = descriptions.map((choices) => pick(random, choices));
  const inLanguage = (language: 'hu' | 'ro' | 'en'): string => sentences.map((sentence) => sentence[language]).join(' ');
  return random() < 0.5 ? { [`summary.${own}`]: inLanguage(own) } : { [`summary.${own}`]: inLanguage(own), 'summary.en': inLanguage('en') };
};

/** The values of the made-up organisation number `index`: 17 to 20 fields, about 1 kB of JSON, identifiers that no register has issued. */
export const generateOrganisation = (random: Random, index: number): Values => {
  const country = random() < 0.5 ? 'HU' : 'RO';
  const words = country === 'HU' ? hungarian : romanian;
  const town = pick(random, country === 'HU' ? hungarianTowns : romanianTowns);
  const kind = pick(random, kinds);
  const [sector, code] = pick(random, classes);
  const civil = kind === 'civil';
  return {
    name: nameOf(random, words, country, kind),
    country,
    kind,
    network: country === 'HU' ? 'SHENA' : 'AAUR',
    address: addressOf(random, words, country, town),
    ...(country === 'HU' ? hungarianIdentifiers(index, town, civil) : romanianIdentifiers(index, civil)),
    sector,
    [`nace/2.1:${code}`]: true,
    ...contactOf(random, country, index),
    memberSince: 2008 + numberBelow(random, 18),
    ...summaryOf(random, country),
    [`tag/${pick(random, tags)}`]: true,
    [`tag/${pick(random, tags)}`]: true,
    [`tag/${pick(random, tags)}`]: true,
  };
};
