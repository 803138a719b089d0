import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { err, ok, type Result } from '../base/result.ts';

/**
 * E.164 of a number typed in any usual way; `country` (ISO 3166 of the organisation) decides for numbers without a country code. A text that
 * says more than one number, such as an extension or whose it is, is none: E.164 has no room for it.
 */
export const parsePhone = (typed: string, country: 'HU' | 'RO'): Result<string, { readonly type: 'phone' }> => {
  const number = parsePhoneNumberFromString(typed, { defaultCountry: country satisfies CountryCode, extract: false });
  return number?.isPossible() && number.ext === undefined ? ok(number.number) : err({ type: 'phone' });
};

/** True for a number that the numbering plan of its country knows. */
export const isKnownPhone = (e164: string): boolean => parsePhoneNumberFromString(e164)?.isValid() ?? false;

/** International notation with blanks, `+36 62 555 101`; texts that are no number stay as they are. */
export const formatPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
