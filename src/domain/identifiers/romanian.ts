import { type IdentifierCheck, readable, unreadable, weightedSum } from './check.ts';

/** Check digit of a CUI over the digits before it (control key 753217532, from the right). */
export const fiscalCheckDigit = (body: string): string => String(((weightedSum(body.padStart(9, '0'), '753217532') * 10) % 11) % 10);

/** What a CUI/CIF says: its digits, and by the prefix RO that the holder is registered for VAT. */
export type FiscalCode = { readonly digits: string; readonly vatRegistered: boolean };

/** Digits and VAT mark of a CUI/CIF; null where the text holds anything but an optional RO and digits. */
export const parseFiscalCode = (typed: string): FiscalCode | null => {
  const match = /^(RO)?(\d+)$/.exec(typed.replace(/[\s.\-–]/g, '').toUpperCase());
  return match?.[2] === undefined ? null : { digits: match[2], vatRegistered: match[1] !== undefined };
};

/** CUI/CIF: two to ten digits, the last one checks the others; the prefix RO only tells about VAT and may be missing. */
export const checkFiscalCode = (typed: string): IdentifierCheck => {
  const code = parseFiscalCode(typed);
  if (code === null) return unreadable(typed, 'format');
  const { digits, vatRegistered } = code;
  if (digits.length < 2 || digits.length > 10) return unreadable(typed, 'length');
  const key = digits.replace(/^0+/, '');
  return readable(`${vatRegistered ? 'RO' : ''}${digits}`, `ro:${key}`, {
    leadingZero: digits.startsWith('0'),
    checkDigit: !digits.startsWith('0') && fiscalCheckDigit(digits.slice(0, -1)) !== digits.slice(-1),
  });
};

/** Check digit of a Trade Register number since 2024: the letter's ASCII code and the twelve digits, modulo ten. */
export const tradeCheckDigit = (letter: string, twelveDigits: string): string =>
  String((letter.charCodeAt(0) + weightedSum(twelveDigits, '111111111111')) % 10);

const lastYearOfOldForm = 2024;
const isTradeCounty = (code: number): boolean => (code >= 1 && code <= 40) || code === 51 || code === 52;

const newForm = (letter: string, year: string, serial: string, county: string): string => {
  const body = `${year}${serial.padStart(6, '0')}${county.padStart(2, '0')}`;
  return `${letter}${body}${tradeCheckDigit(letter, body)}`;
};

/** `J35/750/2012`, also with a full date at the end. Its key is the new form, under which the same firm may have been entered too. */
const checkOldTradeNumber = (letter: string, county: string, serial: string, year: string): IdentifierCheck =>
  readable(
    `${letter}${county.padStart(2, '0')}/${Number(serial)}/${year}`,
    `roTrade:${newForm(letter, year, String(Number(serial)), county)}`,
    {
      unknownCounty: !isTradeCounty(Number(county)),
      serialZero: Number(serial) === 0,
      year: Number(year) < 1990,
      oldFormAfter2024: Number(year) > lastYearOfOldForm,
    },
  );

/** `J2012000750528`: letter, year, serial of six, county, check digit. The county is 00 from 2025 on, and may be in 2024. */
const checkNewTradeNumber = (number: string): IdentifierCheck => {
  const year = Number(number.slice(1, 5));
  const county = Number(number.slice(11, 13));
  return readable(number, `roTrade:${number}`, {
    checkDigit: tradeCheckDigit(number.slice(0, 1), number.slice(1, 13)) !== number.slice(13),
    year: year < 1990,
    serialZero: Number(number.slice(5, 11)) === 0,
    countyAfter2024: year > lastYearOfOldForm && county !== 0,
    unknownCounty: year <= lastYearOfOldForm && !isTradeCounty(county) && !(year === lastYearOfOldForm && county === 0),
  });
};

/** Trade Register number in its old form (with slashes) or the one of 26 July 2024: J company, F sole trader, C co-operative. */
export const checkTradeNumber = (typed: string): IdentifierCheck => {
  const text = typed.replace(/\s/g, '').toUpperCase();
  const old = /^([A-Z])(\d{1,2})\/(\d{1,6})\/(?:\d{1,2}\.\d{1,2}\.)?(\d{4})$/.exec(text);
  const modern = /^([A-Z])(\d+)$/.exec(text);
  const letter = old?.[1] ?? modern?.[1];
  if (letter === undefined) return unreadable(typed, 'format');
  if (!'JFC'.includes(letter)) return unreadable(typed, 'unknownLetter');
  if (old !== null) return checkOldTradeNumber(letter, old[2] ?? '', old[3] ?? '', old[4] ?? '');
  return text.length === 14 ? checkNewTradeNumber(text) : unreadable(typed, 'length');
};

/** Number in the national register of associations and foundations, usually `1234/A/2012`; other notations are only remarked upon. */
export const checkAssociationNumber = (typed: string): IdentifierCheck => {
  const text = typed.replace(/\s/g, '').toUpperCase();
  return /^\d{1,6}\/[A-F]\/\d{4}$/.test(text) ? readable(text, `roAssociation:${text}`, {}) : unreadable(typed, 'format');
};

/** A Trade Register number of the new form with its right check digit; `county` is '00' from 2025 on. For made-up data. */
export const createTradeNumber = (letter: 'J' | 'F' | 'C', year: number, serial: number, county: string): string =>
  newForm(letter, String(year), String(serial), county);
