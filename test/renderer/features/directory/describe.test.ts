import { describe, expect, it } from 'vitest';
import {
  bilingualTown,
  identifierLines,
  legalFormOf,
  personNameOf,
  provesItself,
  textsOf,
} from '../../../../src/renderer/features/directory/describe.ts';

const oradea = { country: 'RO', address: { town: 'Oradea', county: 'RO111' } };

describe('an organisation in words', () => {
  it('names its town in the reader’s language first', () => {
    expect(bilingualTown(oradea, 'hu')).toBe('Nagyvárad (Oradea)');
    expect(bilingualTown(oradea, 'ro')).toBe('Oradea (Nagyvárad)');
    expect(bilingualTown(oradea, 'en')).toBe('Oradea (Nagyvárad)');
    expect(bilingualTown({ country: 'HU', address: { town: 'Békéscsaba', county: 'HU332' } }, 'ro')).toBe('Bichișciaba (Békéscsaba)');
  });

  it('names a town without a second name once', () => {
    expect(bilingualTown({ country: 'HU', address: { town: 'Szentes', county: 'HU333' } }, 'ro')).toBe('Szentes');
  });

  it('marks a number whose check digit fits and says what is odd about others', () => {
    const [tax, company] = identifierLines({
      country: 'HU',
      'identifier/huCompanyNumber': '06-09-999001',
      'identifier/huTaxNumber': '99990017206',
    });
    expect(tax).toMatchObject({ kind: 'huTaxNumber', shown: '99990017-2-06', valid: true });
    expect(tax && provesItself(tax)).toBe(true);
    expect(company && provesItself(company)).toBe(false);
    expect(identifierLines({ 'identifier/huTaxNumber': '12345678-2-06' })[0]).toMatchObject({ valid: false, warnings: ['checkDigit'] });
  });

  it('warns where two identifiers disagree', () => {
    const lines = identifierLines({ 'identifier/huTaxNumber': '99990017-2-06', 'identifier/huVatNumber': 'HU99990024' });
    expect(lines.find((line) => line.kind === 'huVatNumber')?.warnings).toEqual(['differsFromTaxNumber']);
  });

  it('reads the legal form from the name in its country', () => {
    expect(legalFormOf({ name: 'Példa Napelem Bt.', country: 'HU' })).toBe('Bt.');
    expect(legalFormOf({ name: 'Példa Napelem Bt.' })).toBe('');
  });

  it('writes people in the order of their own culture', () => {
    expect(personNameOf({ name: { family: 'Minta', given: 'Anna' }, country: 'HU' })).toBe('Minta Anna');
    expect(personNameOf({ name: { family: 'Exemplu', given: 'Ion' }, country: 'RO' })).toBe('Ion Exemplu');
  });

  it('leaves out languages without a text', () => {
    expect(textsOf({ 'summary.hu': 'Napelem', 'summary.ro': '' }, 'summary')).toEqual({ hu: 'Napelem' });
  });
});
