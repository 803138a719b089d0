import { checkIdentifier, crossCheckIdentifiers, type IdentifierKind, isIdentifierKind } from './identifiers.ts';
import { parseNaceElement } from './nace.ts';
import { parsePhone } from './phones.ts';
import { countiesOfPostcode, countyOf, isCountry, isPostcodeOf } from './territory.ts';
import { elementsOf, groupAt, partOf, textAt, type Values } from './values.ts';

type Found = { readonly path: string; readonly type: string };

const typedIdentifiers = (values: Values): readonly (readonly [IdentifierKind, string])[] =>
  elementsOf(values, 'identifier')
    .filter(isIdentifierKind)
    .map((kind) => [kind, textAt(values, `identifier/${kind}`)] as const)
    .filter(([, typed]) => typed.trim() !== '');

const ofIdentifiers = (values: Values): { readonly errors: readonly Found[]; readonly warnings: readonly Found[] } => {
  const errors: Found[] = [];
  const warnings: Found[] = [];
  const typed = typedIdentifiers(values);
  for (const [kind, text] of typed) {
    const path = `identifier/${kind}`;
    const checked = checkIdentifier(kind, text);
    if (!checked.ok) errors.push({ path, type: checked.error.type });
    else warnings.push(...checked.value.warnings.map(({ type }) => ({ path, type })));
  }
  const crossed = crossCheckIdentifiers(Object.fromEntries(typed));
  warnings.push(...crossed.map(({ kind, warning }) => ({ path: `identifier/${kind}`, type: warning.type })));
  return { errors, warnings };
};

const ofAddress = (values: Values): readonly Found[] => {
  const address = groupAt(values, 'address');
  const country = textAt(values, 'country');
  const postcode = partOf(address, 'postcode').trim();
  const county = countyOf(partOf(address, 'county'));
  if (country !== 'HU' && country !== 'RO') return [];
  if (county !== null && county.country !== country) return [{ path: 'address', type: 'countyOfCountry' }];
  if (postcode === '') return [];
  if (!isPostcodeOf(country, postcode)) return [{ path: 'address', type: 'postcode' }];
  const fitting = countiesOfPostcode(country, postcode);
  return county !== null && fitting.length > 0 && !fitting.includes(county.code) ? [{ path: 'address', type: 'countyOfPostcode' }] : [];
};

const ofNace = (values: Values): readonly Found[] =>
  elementsOf(values, 'nace')
    .filter((element) => parseNaceElement(element) === null)
    .map((element) => ({ path: `nace/${element}`, type: 'nace' }));

const ofPhone = (values: Values): readonly Found[] => {
  const [phone, country] = [textAt(values, 'phone'), textAt(values, 'country')];
  return phone === '' || parsePhone(phone, isCountry(country) ? country : 'HU').ok ? [] : [{ path: 'phone', type: 'phone' }];
};

/** A number is typed, and a year is meant. */
const ofYear = ({ memberSince }: Values): readonly Found[] =>
  typeof memberSince !== 'number' || (Number.isInteger(memberSince) && memberSince >= 1800 && memberSince < 2200)
    ? []
    : [{ path: 'memberSince', type: 'year' }];

/** What is odd about an organisation's identifiers, address, activities, phone and year. Only a personal number is an error: it must not be kept. */
export const warningsOfOrganisation = (values: Values): { readonly errors: readonly Found[]; readonly warnings: readonly Found[] } => {
  const { errors, warnings } = ofIdentifiers(values);
  return { errors, warnings: [...warnings, ...ofAddress(values), ...ofNace(values), ...ofPhone(values), ...ofYear(values)] };
};
