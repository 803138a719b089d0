import { describe, expect, it } from 'vitest';
import { duplicateReason, probesOf } from '../../../../src/renderer/features/directory/duplicates.ts';

const minta = { name: 'Minta Energia Kft.', country: 'HU', 'identifier/huTaxNumber': '99990017-2-06' };

describe('possible duplicates', () => {
  it('share a registration, whatever the notation', () => {
    const other = { name: 'Egészen más', country: 'HU', 'identifier/huVatNumber': 'HU99990017' };
    expect(duplicateReason(minta, other)).toEqual({ type: 'identifier', kind: 'huTaxNumber' });
  });

  it('share a Trade Register number in its old and its new form', () => {
    const old = { name: 'A', country: 'RO', 'identifier/roTradeNumber': 'J35/1234/2009' };
    const now = { name: 'B', country: 'RO', 'identifier/roTradeNumber': 'J2009001234353' };
    expect(duplicateReason(now, old)).toEqual({ type: 'identifier', kind: 'roTradeNumber' });
    expect(probesOf(now)).toContain('J35/1234/2009');
    expect(probesOf(old)).toContain('J2009001234353');
  });

  it('bear the same name without legal form and accents in the same country', () => {
    expect(duplicateReason(minta, { name: 'minta energia Bt.', country: 'HU' })).toEqual({ type: 'name' });
    expect(duplicateReason(minta, { name: 'Minta Energia SRL', country: 'RO' })).toBeNull();
  });

  it('are named before the country is chosen', () => {
    expect(duplicateReason({ name: 'Minta Energia Kft.' }, minta)).toEqual({ type: 'name' });
  });

  it('are not seen in names of two letters or in nothing at all', () => {
    expect(duplicateReason({ name: 'Ab', country: 'HU' }, { name: 'Ab', country: 'HU' })).toBeNull();
    expect(duplicateReason({}, {})).toBeNull();
    expect(probesOf({})).toEqual([]);
  });
});
