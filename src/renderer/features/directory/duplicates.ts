import { searchKey } from '../../../base/fold.ts';
import { checkIdentifier, type IdentifierKind, isIdentifierKind } from '../../../domain/identifiers.ts';
import { readLegalForm } from '../../../domain/legalForms.ts';
import { isCountry } from '../../../domain/territory.ts';
import { elementsOf, textAt, type Values } from '../../../domain/values.ts';

/** Why two records may be one organisation. */
export type DuplicateReason = { readonly type: 'identifier'; readonly kind: IdentifierKind } | { readonly type: 'name' };

const keysOf = (values: Values): ReadonlyMap<string, IdentifierKind> => {
  const keys = new Map<string, IdentifierKind>();
  for (const kind of elementsOf(values, 'identifier').filter(isIdentifierKind)) {
    const check = checkIdentifier(kind, textAt(values, `identifier/${kind}`));
    if (check.ok && check.value.key !== null) keys.set(check.value.key, kind);
  }
  return keys;
};

/** A name without legal form, accents and punctuation; '' where nothing is left of it. */
const nameKeyOf = (values: Values): string => {
  const country = textAt(values, 'country');
  const name = textAt(values, 'name');
  const tried = isCountry(country) ? [country] : (['HU', 'RO'] as const);
  const stem = tried.map((each) => readLegalForm(name, each)?.stem).find((found) => found !== undefined);
  return searchKey(stem ?? name);
};

/** The same registration in any notation, else the same name and no other country; null when neither holds. */
export const duplicateReason = (one: Values, other: Values): DuplicateReason | null => {
  const known = keysOf(other);
  for (const [key, kind] of keysOf(one)) if (known.has(key)) return { type: 'identifier', kind };
  const name = nameKeyOf(one);
  const countries = new Set([textAt(one, 'country'), textAt(other, 'country')].filter((country) => country !== ''));
  return name.length > 2 && name === nameKeyOf(other) && countries.size <= 1 ? { type: 'name' } : null;
};

/** The Trade Register's older notation of a number in the new one (J2009001234353 is J35/1234/2009), or null. */
const olderNotation = (shown: string): string | null => {
  const [, letter, year, serial, county] = /^([JFC])(\d{4})(\d{6})(\d{2})\d$/.exec(shown) ?? [];
  return letter === undefined ? null : `${letter}${county}/${Number(serial)}/${year}`;
};

/** What to search for to find possible duplicates: the name and every identifier, in each of its notations. */
export const probesOf = (values: Values): readonly string[] => {
  const identifiers = elementsOf(values, 'identifier')
    .filter(isIdentifierKind)
    .flatMap((kind) => {
      const typed = textAt(values, `identifier/${kind}`);
      const check = checkIdentifier(kind, typed);
      if (!check.ok || check.value.key === null) return [];
      const key = check.value.key.replace(/^[^:]*:/, '');
      return [typed, key, olderNotation(key)].filter((text) => text !== null);
    });
  const name = nameKeyOf(values);
  return [...new Set([...(name.length > 2 ? [name] : []), ...identifiers])];
};
