import { createTradeNumber, fiscalCheckDigit } from '../identifiers/romanian.ts';
import type { NewRecord, Values } from '../values.ts';
import { organisationOf, type SampleOrganisation } from './organisation.ts';

/** Codes of nine digits and serials beginning with 999: no register has issued them so far. */
const identifiersOf = (line: SampleOrganisation, index: number): Values => {
  const body = String(99_999_001 + index);
  const fiscal = body + fiscalCheckDigit(body);
  if (line.kind === 'civil') return { 'identifier/roFiscalCode': fiscal, 'identifier/roAssociationNumber': `${9999 - index}/A/2012` };
  if (line.kind === 'authority' || line.kind === 'chamber' || line.kind === 'university') return { 'identifier/roFiscalCode': fiscal };
  return { 'identifier/roFiscalCode': `RO${fiscal}`, 'identifier/roTradeNumber': createTradeNumber('J', 2025, 999_001 + index, '00') };
};

const lines: readonly SampleOrganisation[] = [
  {
    key: 'exemplu-energie',
    name: 'Exemplu Energie SRL',
    kind: 'enterprise',
    place: ['300115', 'Timișoara', 'Str. Eroilor nr. 12', 'RO424'],
    sector: 'D',
    nace: '35.12',
    tags: ['solar', 'storage'],
    since: 2010,
    phone: '+40256555101',
    summary: {
      hu: 'Napelemes rendszerek és akkumulátoros tárolók kivitelezője Temes megyében.',
      ro: 'Execută sisteme fotovoltaice și instalații de stocare cu baterii în județul Timiș.',
      en: 'Builds photovoltaic systems and battery storage in Timiș county.',
    },
  },
];

/** The Romanian half of the sample directory. */
export const romanianOrganisations = (): readonly NewRecord[] =>
  lines.map((line, index) => organisationOf(line, 'RO', identifiersOf(line, index)));
