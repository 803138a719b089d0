import { type IdentifierCheck, readable, unreadable, weightedSum } from './check.ts';

/** Check digit over the first seven digits of a Hungarian tax number (weights 9 7 3 1 9 7 3). */
export const taxCheckDigit = (sevenDigits: string): string => String((10 - (weightedSum(sevenDigits, '9731973') % 10)) % 10);

const hasCheckDigit = (core: string): boolean => taxCheckDigit(core.slice(0, 7)) === core.slice(7);

/** Tax offices: counties 02–20 for companies, the same plus 20 for sole traders, 41–43 Budapest, 44 large taxpayers, 51 special cases. */
const isTaxOffice = (code: number): boolean =>
  (code >= 2 && code <= 20) || (code >= 22 && code <= 40) || (code >= 41 && code <= 44) || code === 51;

/** Courts of registration: 01 Budapest, 02–20 the counties. */
const isCourt = (code: string): boolean => Number(code) >= 1 && Number(code) <= 20;

const withoutSeparators = (typed: string): string => typed.replace(/[\s.\-–/]/g, '');

/** Adószám: eight digits, VAT code, tax office; `12345676-2-06`, hyphens optional. */
export const checkTaxNumber = (typed: string): IdentifierCheck => {
  const digits = withoutSeparators(typed);
  if (!/^\d+$/.test(digits)) return unreadable(typed, 'format');
  if (digits.length !== 11) return unreadable(typed, 'length');
  const core = digits.slice(0, 8);
  const vatCode = digits.slice(8, 9);
  const office = digits.slice(9);
  return readable(`${core}-${vatCode}-${office}`, `hu:${core}`, {
    checkDigit: !hasCheckDigit(core),
    unknownVatCode: vatCode < '1' || vatCode > '5',
    unknownTaxOffice: !isTaxOffice(Number(office)),
  });
};

/** Közösségi adószám: `HU` and the eight digits of the tax number; the letters may be missing. */
export const checkVatNumber = (typed: string): IdentifierCheck => {
  const core = withoutSeparators(typed).replace(/^hu/i, '');
  if (!/^\d+$/.test(core)) return unreadable(typed, 'format');
  if (core.length !== 8) return unreadable(typed, 'length');
  return readable(`HU${core}`, `hu:${core}`, { checkDigit: !hasCheckDigit(core) });
};

/** The parts of a number written in groups, either with exactly these group lengths or without any separator. */
const groups = (typed: string, pattern: RegExp): readonly string[] | null => pattern.exec(typed.trim())?.slice(1) ?? null;

/** Cégjegyzékszám: court, company form, serial; `06-09-025397`. It has no check digit, and unknown forms are taken as they are. */
export const checkCompanyNumber = (typed: string): IdentifierCheck => {
  const parts = groups(typed, /^(\d{2})[\s\-–]*(\d{2})[\s\-–]*(\d{6})$/);
  if (parts === null) return unreadable(typed, /[^\d\s\-–]/.test(typed) ? 'format' : 'length');
  const formatted = parts.join('-');
  return readable(formatted, `huCompany:${formatted}`, { unknownCourt: !isCourt(parts[0] ?? '') });
};

/** Register number of a civil organisation at the court: court, type, serial of seven; older ones are file numbers such as `Pk.60123/1991/2`. */
export const checkCivilNumber = (typed: string): IdentifierCheck => {
  const parts = groups(typed, /^(\d{2})[\s\-–]*(\d{2})[\s\-–]*(\d{7})$/);
  if (parts !== null) {
    const formatted = parts.join('-');
    return readable(formatted, `huCivil:${formatted}`, { unknownCourt: !isCourt(parts[0] ?? '') });
  }
  if (/^\p{L}/u.test(typed.trim())) return readable(typed.trim(), `huCivil:${withoutSeparators(typed).toLowerCase()}`, {});
  return unreadable(typed, /[^\d\s\-–]/.test(typed) ? 'format' : 'length');
};

/** Statisztikai számjel: tax core, TEÁOR class, legal form, county (01 Budapest, 02–20, 21 abroad, 22 not divisible). */
export const checkStatisticalCode = (typed: string): IdentifierCheck => {
  const digits = withoutSeparators(typed);
  if (!/^\d+$/.test(digits)) return unreadable(typed, 'format');
  if (digits.length !== 17) return unreadable(typed, 'length');
  const core = digits.slice(0, 8);
  const county = Number(digits.slice(15));
  return readable(`${core}-${digits.slice(8, 12)}-${digits.slice(12, 15)}-${digits.slice(15)}`, `hu:${core}`, {
    checkDigit: !hasCheckDigit(core),
    unknownCounty: county < 1 || county > 22,
  });
};
