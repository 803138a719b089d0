import { err, ok, type Result } from '../base/result.ts';
import { type IdentifierCheck, type IdentifierRefusal, type IdentifierWarning, unreadable } from './identifiers/check.ts';
import { checkCivilNumber, checkCompanyNumber, checkStatisticalCode, checkTaxNumber, checkVatNumber } from './identifiers/hungarian.ts';
import { checkAssociationNumber, checkFiscalCode, checkTradeNumber } from './identifiers/romanian.ts';

export type { IdentifierCheck, IdentifierRefusal, IdentifierWarning } from './identifiers/check.ts';

/** The identifiers an organisation may carry; each lies at the path `identifier/<kind>` as it was typed. */
export const identifierKinds = [
  'huTaxNumber',
  'huVatNumber',
  'huCompanyNumber',
  'huStatisticalCode',
  'huCivilNumber',
  'roFiscalCode',
  'roTradeNumber',
  'roAssociationNumber',
  'euid',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export const isIdentifierKind = (text: string): text is IdentifierKind => (identifierKinds as readonly string[]).includes(text);

/** The kinds to offer for an organisation of a country, most used first. */
export const identifierKindsOf: Readonly<Record<'HU' | 'RO', readonly IdentifierKind[]>> = {
  HU: ['huTaxNumber', 'huVatNumber', 'huCompanyNumber', 'huCivilNumber', 'huStatisticalCode', 'euid'],
  RO: ['roFiscalCode', 'roTradeNumber', 'roAssociationNumber', 'euid'],
};

/** European Unique Identifier: register code, point, national number; its key is the national number's own. */
const checkEuid = (typed: string): IdentifierCheck => {
  const match = /^\s*(HUOCCSZ|ROONRC)\s*\.\s*(.+)$/i.exec(typed);
  const register = match?.[1]?.toUpperCase();
  const number = match?.[2];
  if (register === undefined || number === undefined) return unreadable(typed, 'format');
  const inner = register === 'HUOCCSZ' ? checkCompanyNumber(number) : checkTradeNumber(number);
  return { ...inner, formatted: `${register}.${inner.formatted.trim()}` };
};

const checks: Readonly<Record<IdentifierKind, (typed: string) => IdentifierCheck>> = {
  huTaxNumber: checkTaxNumber,
  huVatNumber: checkVatNumber,
  huCompanyNumber: checkCompanyNumber,
  huStatisticalCode: checkStatisticalCode,
  huCivilNumber: checkCivilNumber,
  roFiscalCode: checkFiscalCode,
  roTradeNumber: checkTradeNumber,
  roAssociationNumber: checkAssociationNumber,
  euid: checkEuid,
};

const tenDigitFields: ReadonlySet<IdentifierKind> = new Set(['huTaxNumber', 'huVatNumber', 'huCompanyNumber']);

/** A CNP has thirteen digits, first 1–9; an adóazonosító jel has ten and begins with 8. Both belong to natural persons. */
const personalNumber = (kind: IdentifierKind, typed: string): IdentifierRefusal | null => {
  const digits = typed.replace(/[\s.\-–]/g, '').replace(/^RO/i, '');
  if (/^[1-9]\d{12}$/.test(digits)) return { type: 'personalNumber', number: 'cnp' };
  if (tenDigitFields.has(kind) && /^8\d{9}$/.test(digits)) return { type: 'personalNumber', number: 'taxIdOfPerson' };
  return null;
};

/**
 * Reads what was typed for an identifier. Anything odd comes back as a warning, because real lists hold old, foreign and mistyped numbers
 * that must stay visible; only personal numbers are refused, which the cluster has no reason to keep (GDPR Art. 5(1)(c)).
 */
export const checkIdentifier = (kind: IdentifierKind, typed: string): Result<IdentifierCheck, IdentifierRefusal> => {
  const refusal = personalNumber(kind, typed);
  return refusal === null ? ok(checks[kind](typed)) : err(refusal);
};

const typedOf = (identifiers: Readonly<Partial<Record<IdentifierKind, string>>>, kind: IdentifierKind): IdentifierCheck | null => {
  const typed = identifiers[kind];
  return typed === undefined ? null : checks[kind](typed);
};

/**
 * What does not fit between the identifiers of one organisation. A member of a VAT group (VAT code 4) bears the group's EU VAT number,
 * so there a different one is right.
 */
export const crossCheckIdentifiers = (
  identifiers: Readonly<Partial<Record<IdentifierKind, string>>>,
): readonly { readonly kind: IdentifierKind; readonly warning: IdentifierWarning }[] => {
  const tax = typedOf(identifiers, 'huTaxNumber');
  if (tax === null || tax.key === null) return [];
  const groupMember = tax.formatted.charAt(9) === '4';
  const compared: readonly IdentifierKind[] = groupMember ? ['huStatisticalCode'] : ['huStatisticalCode', 'huVatNumber'];
  return compared
    .filter((kind) => {
      const key = typedOf(identifiers, kind)?.key ?? null;
      return key !== null && key !== tax.key;
    })
    .map((kind) => ({ kind, warning: { type: 'differsFromTaxNumber' } }));
};
