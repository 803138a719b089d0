import { createTradeNumber, fiscalCheckDigit } from '../identifiers/romanian.ts';
import type { NewRecord, Values } from '../values.ts';
import { organisationOf, type SampleOrganisation } from './organisation.ts';
import { banat } from './organisationsBanat.ts';
import { crisana } from './organisationsCrisana.ts';

/** Codes of nine digits and serials beginning with 999: no register has issued them so far. One firm stands twice, once under each form of its number. */
const identifiersOf = (line: SampleOrganisation): Values => {
  const body = String(99_999_000 + line.serial);
  const fiscal = body + fiscalCheckDigit(body);
  if (line.kind === 'civil')
    return { 'identifier/roFiscalCode': fiscal, 'identifier/roAssociationNumber': `${10_001 - line.serial}/A/2012` };
  if (line.kind === 'authority' || line.kind === 'chamber' || line.kind === 'university') return { 'identifier/roFiscalCode': fiscal };
  if (line.key === 'model-solar') return { 'identifier/roFiscalCode': `RO${fiscal}`, 'identifier/roTradeNumber': 'J35/1234/2009' };
  if (line.key === 'model-solar-sc') return { 'identifier/roTradeNumber': 'J2009001234353' };
  return {
    'identifier/roFiscalCode': `RO${fiscal}`,
    'identifier/roTradeNumber': createTradeNumber('J', 2025, 999_000 + line.serial, '00'),
  };
};

/** The Romanian half of the sample directory. */
export const romanianOrganisations = (): readonly NewRecord[] =>
  [...banat, ...crisana].map((line) => organisationOf(line, 'RO', identifiersOf(line)));
