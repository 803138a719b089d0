import { taxCheckDigit } from '../identifiers/hungarian.ts';
import type { NewRecord, Values } from '../values.ts';
import { organisationOf, type SampleOrganisation } from './organisation.ts';

const offices: Readonly<Record<string, string>> = { HU333: '06', HU332: '04', HU321: '09', HU323: '15' };

/** Numbers beginning with 9999 and serials beginning with 999: no register is known to have issued them. */
const identifiersOf = (line: SampleOrganisation, index: number): Values => {
  const body = String(9_999_001 + index);
  const core = body + taxCheckDigit(body);
  const office = offices[line.place[3]] ?? '02';
  if (line.kind === 'civil') {
    return { 'identifier/huTaxNumber': `${core}-1-${office}`, 'identifier/huCivilNumber': `${office}-02-${9_990_001 + index}` };
  }
  const tax = { 'identifier/huTaxNumber': `${core}-2-${office}`, 'identifier/huVatNumber': `HU${core}` };
  if (line.kind === 'authority' || line.kind === 'chamber' || line.kind === 'university') return tax;
  const form = line.name.endsWith('Bt.') ? '06' : line.name.endsWith('Zrt.') ? '10' : '09';
  return { ...tax, 'identifier/huCompanyNumber': `${office}-${form}-${999_001 + index}` };
};

const lines: readonly SampleOrganisation[] = [
  {
    key: 'minta-energia',
    name: 'Minta Energia Kft.',
    kind: 'enterprise',
    place: ['6720', 'Szeged', 'Minta utca 11.', 'HU333'],
    sector: 'D',
    nace: '35.12',
    tags: ['solar', 'efficiency'],
    since: 2010,
    phone: '+3662555101',
    summary: {
      hu: 'Napelemes kiserőműveket tervez és üzemeltet a szegedi ipari parkokban.',
      ro: 'Proiectează și exploatează mici centrale fotovoltaice în parcurile industriale din Szeged.',
      en: 'Designs and runs small photovoltaic plants in the industrial parks of Szeged.',
    },
  },
];

/** The Hungarian half of the sample directory. */
export const hungarianOrganisations = (): readonly NewRecord[] =>
  lines.map((line, index) => organisationOf(line, 'HU', identifiersOf(line, index)));
