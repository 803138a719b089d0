import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taxCheckDigit } from '../../src/domain/identifiers/hungarian.ts';
import { createTradeNumber, fiscalCheckDigit, parseFiscalCode } from '../../src/domain/identifiers/romanian.ts';
import { checkIdentifier, crossCheckIdentifiers, type IdentifierKind } from '../../src/domain/identifiers.ts';

const warningsOf = (kind: IdentifierKind, typed: string): readonly string[] => {
  const checked = checkIdentifier(kind, typed);
  return checked.ok ? checked.value.warnings.map(({ type }) => type) : [checked.error.number];
};
const keyOf = (kind: IdentifierKind, typed: string): string | null => {
  const checked = checkIdentifier(kind, typed);
  return checked.ok ? checked.value.key : null;
};

const table: readonly (readonly [kind: IdentifierKind, typed: string, ...warnings: string[]])[] = [
  ['huTaxNumber', '12345676-2-06'],
  ['huTaxNumber', '99990017-2-06'],
  ['huTaxNumber', '99990024-1-04'],
  ['huTaxNumber', '99990031-2-09'],
  ['huTaxNumber', '12892312-2-41'],
  ['huTaxNumber', '26787015-2-06'],
  ['huTaxNumber', '10537914-4-44'],
  ['huTaxNumber', '18114380-1-41'],
  ['huTaxNumber', '12345676206'],
  ['huTaxNumber', '12345678-2-06', 'checkDigit'],
  ['huTaxNumber', '12345676-2-01', 'unknownTaxOffice'],
  ['huTaxNumber', '12345676-2-21', 'unknownTaxOffice'],
  ['huTaxNumber', '12345676-6-06', 'unknownVatCode'],
  ['huTaxNumber', '12345676-0-06', 'unknownVatCode'],
  ['huTaxNumber', '1234567-2-06', 'length'],
  ['huTaxNumber', '8123456789', 'taxIdOfPerson'],
  ['huVatNumber', 'HU12345676'],
  ['huVatNumber', 'hu 12345676'],
  ['huVatNumber', 'HU12345678', 'checkDigit'],
  ['huVatNumber', 'HU00000017'],
  ['huVatNumber', 'HU11111111'],
  ['huCompanyNumber', '06-09-025397'],
  ['huCompanyNumber', '01-10-041585'],
  ['huCompanyNumber', '06 09 025397'],
  ['huCompanyNumber', '0609025397'],
  ['huCompanyNumber', '21-09-025397', 'unknownCourt'],
  ['huCompanyNumber', '6-09-025397', 'length'],
  ['huCompanyNumber', '06-09-25397', 'length'],
  ['huStatisticalCode', '99990017-3511-572-06'],
  ['huStatisticalCode', '99990018-3511-572-06', 'checkDigit'],
  ['huStatisticalCode', '99990017-3511-572-23', 'unknownCounty'],
  ['huCivilNumber', '01-02-0010417'],
  ['huCivilNumber', '01-02-0017728'],
  ['huCivilNumber', 'Pk.60123/1991/2'],
  ['euid', 'HUOCCSZ.06-09-025397'],
  ['euid', 'ROONRC.J40/1278/2011'],
  ['euid', 'ROONRC.J2007000919293'],
  ...['18547290', '14399840', 'RO14399840', 'ro 14399840', '4221306', '16281620', '12345674', '19', '27', '999990011', 'RO999990020'].map(
    (typed) => ['roFiscalCode', typed] as const,
  ),
  ...['18547291', '12345678', '12', '10'].map((typed) => ['roFiscalCode', typed, 'checkDigit'] as const),
  ['roFiscalCode', '0123456', 'leadingZero'],
  ['roFiscalCode', '014399840', 'leadingZero'],
  ['roFiscalCode', '6', 'length'],
  ['roFiscalCode', '123456789012', 'length'],
  ['roFiscalCode', '1630615123457', 'cnp'],
  ...['J2012000750528', 'J2007007766403', 'J1992002621040', 'J2017016329409', 'J2024020698007', 'J2025083844000', 'J2026033223007'].map(
    (typed) => ['roTradeNumber', typed] as const,
  ),
  ...['J2025999001001', 'F2019000123356', 'C2015000007024'].map((typed) => ['roTradeNumber', typed] as const),
  ['roTradeNumber', 'J2012000750529', 'checkDigit'],
  ['roTradeNumber', 'J2025012984401', 'countyAfter2024'],
  ['roTradeNumber', 'X2024020698007', 'unknownLetter'],
  ['roTradeNumber', 'J201601298440', 'length'],
  ...['J40/9159/1999', 'J52/750/2012', 'F5/123/2005', 'J 40 / 12 / 2008', 'j40/12/2008', 'J35/750/22.11.2012'].map(
    (typed) => ['roTradeNumber', typed] as const,
  ),
  ['roTradeNumber', 'J41/1/2000', 'unknownCounty'],
  ['roTradeNumber', 'J40/0/2000', 'serialZero'],
  ['roTradeNumber', 'J40/1/2025', 'oldFormAfter2024'],
  ['roAssociationNumber', '9999/A/2012'],
  ['roAssociationNumber', 'nr. 12', 'format'],
];

describe('checkIdentifier', () => {
  for (const [kind, typed, ...warnings] of table) {
    it(`reads ${kind} ${typed}: ${warnings.join(', ') || 'nothing odd'}`, () => {
      expect(warningsOf(kind, typed)).toEqual(warnings);
    });
  }

  it('gives the old and the new form of a Trade Register number one key', () => {
    expect(keyOf('roTradeNumber', 'J52/750/2012')).toBe(keyOf('roTradeNumber', 'J2012000750528'));
    expect(keyOf('roTradeNumber', 'J35/1234/2009')).toBe('roTrade:J2009001234353');
    expect(keyOf('roTradeNumber', 'J40/9159/1999')).toBe('roTrade:J1999009159400');
    expect(keyOf('euid', 'ROONRC.J5/123/2005')).toBe(keyOf('roTradeNumber', 'J05/123/2005'));
  });

  it('gives a tax number and its EU VAT number one key, with and without RO', () => {
    expect(keyOf('huVatNumber', 'HU12345676')).toBe(keyOf('huTaxNumber', '12345676-2-06'));
    expect(keyOf('roFiscalCode', 'RO14399840')).toBe(keyOf('roFiscalCode', '14399840'));
    expect(parseFiscalCode('RO14399840')).toEqual({ digits: '14399840', vatRegistered: true });
  });

  it('refuses personal numbers in any field, whatever stands between the digits', () => {
    expect(checkIdentifier('roTradeNumber', '1 630615 123457')).toEqual({ ok: false, error: { type: 'personalNumber', number: 'cnp' } });
    expect(checkIdentifier('huVatNumber', '8123-456-789').ok).toBe(false);
  });

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<IdentifierKind>('huTaxNumber', 'roFiscalCode', 'roTradeNumber', 'euid', 'huCivilNumber'),
        fc.string(),
        (kind, typed) => {
          expect(typeof checkIdentifier(kind, typed).ok).toBe('boolean');
        },
      ),
    );
  });
});

/** Every text with one digit of `digits` replaced by another one. */
const oneDigitWrong = (digits: string): readonly string[] =>
  Array.from(digits).flatMap((digit, at) =>
    Array.from('0123456789')
      .filter((other) => other !== digit)
      .map((other) => digits.slice(0, at) + other + digits.slice(at + 1)),
  );

describe('check digits', () => {
  it('notice every wrong digit of a Hungarian core number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (number) => {
        const body = String(number).padStart(7, '0');
        for (const wrong of oneDigitWrong(body + taxCheckDigit(body))) expect(taxCheckDigit(wrong.slice(0, 7))).not.toBe(wrong.slice(7));
      }),
      { numRuns: 30 },
    );
  });

  it('notice every wrong digit of a new Trade Register number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (serial) => {
        const number = createTradeNumber('J', 2025, serial, '00');
        const wrong = oneDigitWrong(number.slice(5, 11)).filter((digits) => Number(digits) > 0);
        for (const digits of wrong) expect(warningsOf('roTradeNumber', `J2025${digits}00${number.slice(13)}`)).toContain('checkDigit');
      }),
      { numRuns: 30 },
    );
  });

  it('miss a wrong digit of a CUI only where remainders 0 and 10 share the digit 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        const body = String(number).padStart(9, '0');
        for (const wrong of oneDigitWrong(body)) {
          if (fiscalCheckDigit(wrong) === fiscalCheckDigit(body)) expect(fiscalCheckDigit(body)).toBe('0');
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('crossCheckIdentifiers', () => {
  it('tells when statistical code or VAT number do not belong to the tax number', () => {
    const found = crossCheckIdentifiers({
      huTaxNumber: '99990017-2-06',
      huVatNumber: 'HU12345676',
      huStatisticalCode: '99990024-3511-572-06',
    });
    expect(found.map(({ kind }) => kind)).toEqual(['huStatisticalCode', 'huVatNumber']);
  });

  it('accepts the VAT number of the group for a member of a VAT group', () => {
    expect(crossCheckIdentifiers({ huTaxNumber: '10537914-4-44', huVatNumber: 'HU12345676' })).toEqual([]);
  });
});
