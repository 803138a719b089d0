import type { IdentifierWarning } from '../../../domain/identifiers.ts';
import {
  checkIdentifier,
  crossCheckIdentifiers,
  type IdentifierKind,
  identifierKinds,
  isIdentifierKind,
} from '../../../domain/identifiers.ts';
import { readLegalForm } from '../../../domain/legalForms.ts';
import { formatName, toPersonName } from '../../../domain/names.ts';
import { otherNamesOf } from '../../../domain/places.ts';
import type { Language } from '../../../domain/recordTypes.ts';
import { isCountry } from '../../../domain/territory.ts';
import { elementsOf, groupAt, partOf, textAt, type Values } from '../../../domain/values.ts';

export const townOf = (values: Values): string => partOf(groupAt(values, 'address'), 'town').trim();
export const countyCodeOf = (values: Values): string => partOf(groupAt(values, 'address'), 'county');

/** The town with its name across the border, the reader's own first: "Oradea (Nagyvárad)", for a Hungarian reader "Nagyvárad (Oradea)". */
export const bilingualTown = (values: Values, reader: Language): string => {
  const town = townOf(values);
  const [other] = otherNamesOf(town, countyCodeOf(values));
  if (town === '' || other === undefined) return town;
  const country = textAt(values, 'country');
  const othersLanguage: Language = country === 'HU' ? 'ro' : 'hu';
  return reader === othersLanguage ? `${other} (${town})` : `${town} (${other})`;
};

/** The legal form as it stands in the name, or ''. */
export const legalFormOf = (values: Values): string => {
  const country = textAt(values, 'country');
  return isCountry(country) ? (readLegalForm(textAt(values, 'name'), country)?.form ?? '') : '';
};

export type IdentifierLine = {
  readonly kind: IdentifierKind;
  readonly typed: string;
  /** In the usual notation; as typed where it cannot be read. */
  readonly shown: string;
  readonly valid: boolean;
  readonly warnings: readonly IdentifierWarning['type'][];
};

const typedIdentifiers = (values: Values): readonly (readonly [IdentifierKind, string])[] =>
  elementsOf(values, 'identifier')
    .filter(isIdentifierKind)
    .map((kind) => [kind, textAt(values, `identifier/${kind}`)] as const)
    .filter(([, typed]) => typed.trim() !== '')
    .sort(([a], [b]) => identifierKinds.indexOf(a) - identifierKinds.indexOf(b));

/** The identifiers of an organisation, most used first, each with what is odd about it. */
export const identifierLines = (values: Values): readonly IdentifierLine[] => {
  const typed = typedIdentifiers(values);
  const crossed = crossCheckIdentifiers(Object.fromEntries(typed));
  return typed.map(([kind, text]) => {
    const check = checkIdentifier(kind, text);
    if (!check.ok) return { kind, typed: text, shown: text, valid: false, warnings: [] };
    const between = crossed.filter((found) => found.kind === kind).map((found) => found.warning.type);
    const warnings = [...check.value.warnings.map((warning) => warning.type), ...between];
    return { kind, typed: text, shown: check.value.formatted, valid: warnings.length === 0 && check.value.key !== null, warnings };
  });
};

/** Kinds whose notation holds a check digit; of the others a fitting pattern proves nothing. */
const checkedKinds: ReadonlySet<IdentifierKind> = new Set([
  'huTaxNumber',
  'huVatNumber',
  'huStatisticalCode',
  'roFiscalCode',
  'roTradeNumber',
]);

export const provesItself = (line: IdentifierLine): boolean => {
  const oldTradeNumber = line.kind === 'roTradeNumber' && line.shown.includes('/');
  return line.valid && checkedKinds.has(line.kind) && !oldTradeNumber;
};

export type TranslatedTexts = Readonly<Partial<Record<Language, string>>>;

export const textsOf = (values: Values, name: string): TranslatedTexts => {
  const entries = (['hu', 'ro', 'en'] as const).map((language) => [language, textAt(values, `${name}.${language}`)] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
};

/** A person's name in the order of their own culture. */
export const personNameOf = (values: Values): string => formatName(toPersonName(groupAt(values, 'name'), textAt(values, 'country')));
