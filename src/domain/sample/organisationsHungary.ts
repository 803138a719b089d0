import { taxCheckDigit } from '../identifiers/hungarian.ts';
import type { NewRecord, Values } from '../values.ts';
import { organisationOf, type SampleOrganisation } from './organisation.ts';
import { tiszaMaros } from './organisationsTiszaMaros.ts';
import { tiszantul } from './organisationsTiszantul.ts';

const offices: Readonly<Record<string, string>> = { HU333: '06', HU332: '04', HU321: '09', HU323: '15' };

/** Numbers beginning with 9999 and serials beginning with 999: no register is known to have issued them. */
const identifiersOf = (line: SampleOrganisation): Values => {
  const body = String(9_999_000 + line.serial);
  const core = body + taxCheckDigit(body);
  const office = offices[line.place[3]] ?? '02';
  if (line.kind === 'civil') {
    return { 'identifier/huTaxNumber': `${core}-1-${office}`, 'identifier/huCivilNumber': `${office}-02-${9_990_000 + line.serial}` };
  }
  const tax = { 'identifier/huTaxNumber': `${core}-2-${office}`, 'identifier/huVatNumber': `HU${core}` };
  if (line.kind === 'authority' || line.kind === 'chamber' || line.kind === 'university') return tax;
  const form = line.name.endsWith('Bt.') ? '06' : line.name.endsWith('Zrt.') ? '10' : '09';
  return { ...tax, 'identifier/huCompanyNumber': `${office}-${form}-${999_000 + line.serial}` };
};

/** The Hungarian half of the sample directory. */
export const hungarianOrganisations = (): readonly NewRecord[] =>
  [...tiszaMaros, ...tiszantul].map((line) => organisationOf(line, 'HU', identifiersOf(line)));
