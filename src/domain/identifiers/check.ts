/** Something odd about an identifier. It is shown beside the value and never keeps anybody from saving. `type` is the label `domain:identifierWarning.<type>`. */
export type IdentifierWarning = {
  readonly type:
    | 'format'
    | 'length'
    | 'leadingZero'
    | 'checkDigit'
    | 'unknownVatCode'
    | 'unknownTaxOffice'
    | 'unknownCourt'
    | 'unknownCounty'
    | 'unknownLetter'
    | 'serialZero'
    | 'year'
    | 'countyAfter2024'
    | 'oldFormAfter2024'
    | 'differsFromTaxNumber';
};

/** Personal numbers of natural persons that must not be kept, whatever field they were typed into. */
export type IdentifierRefusal = { readonly type: 'personalNumber'; readonly number: 'cnp' | 'taxIdOfPerson' };

/**
 * `formatted`: the usual notation, or the text as typed where it cannot be read. `key`: equal for two notations of one registration,
 * null where the text cannot be read. `warnings`: empty when everything fits, which is still no proof that the number was ever issued.
 */
export type IdentifierCheck = { readonly formatted: string; readonly key: string | null; readonly warnings: readonly IdentifierWarning[] };

type WarningType = IdentifierWarning['type'];

/** The check of a text that could not be read. */
export const unreadable = (typed: string, type: WarningType): IdentifierCheck => ({ formatted: typed, key: null, warnings: [{ type }] });

/** The check of a text that could be read, with the warnings whose condition holds. */
export const readable = (formatted: string, key: string, found: Readonly<Partial<Record<WarningType, boolean>>>): IdentifierCheck => ({
  formatted,
  key,
  warnings: (Object.keys(found) as WarningType[]).filter((type) => found[type]).map((type) => ({ type })),
});

/** Sum of the digits of `text`, each times its weight; both texts hold decimal digits only. */
export const weightedSum = (text: string, weights: string): number => {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += (text.charCodeAt(at) - 48) * (weights.charCodeAt(at) - 48);
  return sum;
};
