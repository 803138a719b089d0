import { describe, expect, it } from 'vitest';
import { checkForm } from '../../../../src/renderer/features/directory/form/checks.ts';
import { toStoredPhone } from '../../../../src/renderer/records/fields/toStoredPhone.ts';

const whole = { name: 'Példa Napelem Bt.', country: 'HU', kind: 'enterprise' };

describe('the form of an organisation', () => {
  it('needs name, country and kind', () => {
    expect(checkForm({}).blocking.map((finding) => finding.path)).toEqual(['name', 'country', 'kind']);
    expect(checkForm(whole)).toEqual({ blocking: [], odd: [] });
  });

  it('warns of a wrong check digit or e-mail address and lets it be saved', () => {
    const checks = checkForm({ ...whole, 'identifier/huTaxNumber': '12345678-2-06', email: 'iroda' });
    expect(checks.blocking).toEqual([]);
    expect(checks.odd).toContainEqual({ path: 'identifier/huTaxNumber', type: 'checkDigit' });
    expect(checks.odd).toContainEqual({ path: 'email', type: 'email' });
  });

  it('refuses the personal number of a natural person', () => {
    const checks = checkForm({ ...whole, country: 'RO', 'identifier/roFiscalCode': '1630615123457' });
    expect(checks.blocking).toEqual([{ path: 'identifier/roFiscalCode', type: 'personalNumber' }]);
  });

  it('stores a phone number in one notation and leaves what it cannot read', () => {
    expect(toStoredPhone('06 62 555 101', 'HU')).toBe('+3662555101');
    expect(toStoredPhone('0256 123 456', 'RO')).toBe('+40256123456');
    expect(toStoredPhone('?', 'HU')).toBeNull();
    expect(toStoredPhone('', 'HU')).toBeNull();
  });
});
