import { describe, expect, it } from 'vitest';
import { spelled } from '../../src/domain/spelling.ts';

describe('what was typed', () => {
  it('is stored composed, whatever a Mac took apart', () => {
    expect(spelled({ name: 'Szeged Ero\u030b', address: { town: 'Mako\u0301', county: 'HU333' } }, { country: 'HU' })).toEqual({
      name: 'Szeged Erő',
      address: { town: 'Makó', county: 'HU333' },
    });
  });

  it('gets Romanian letters in Romanian texts and in records of Romania', () => {
    expect(spelled({ 'summary.ro': 'Ştiinţă' }, { country: 'HU' })).toEqual({ 'summary.ro': 'Știință' });
    expect(spelled({ name: 'Timişoara Solar SRL' }, { country: 'RO' })).toEqual({ name: 'Timișoara Solar SRL' });
    expect(spelled({ venue: { town: 'Constanţa', country: 'RO' } }, {})).toEqual({ venue: { town: 'Constanța', country: 'RO' } });
  });

  it('keeps letters that may be meant: a Turkish name elsewhere, a French one in a Hungarian text', () => {
    const typed = { name: 'Kayışdağı', 'summary.hu': 'Côte d’Azur', 'title.en': 'Şile' };
    expect(spelled(typed, {})).toEqual(typed);
    expect(spelled({ 'summary.hu': 'Şile' }, { country: 'RO' })).toEqual({ 'summary.hu': 'Şile' });
  });

  it('loses what nobody sees: marks that turn a name round, soft hyphens and zero-width spaces of a PDF, a control character, half an emoji', () => {
    expect(spelled({ name: '\u202egnitekraM\u202c Kft.', website: '\ufeffpel\u00adda\u200b.example\u0000' }, {})).toEqual({
      name: 'gnitekraM Kft.',
      website: 'pelda.example',
    });
    expect(spelled({ 'summary.hu': 'egy\n\tkettő \ud83d' }, {})).toEqual({ 'summary.hu': 'egy\n\tkettő \ufffd' });
    expect(spelled({ name: '👩\u200d🔧 Műhely' }, {})).toEqual({ name: '👩\u200d🔧 Műhely' });
  });

  it('keeps what is no text', () => {
    const typed = { memberSince: 2010, phone: null, 'tag/solar': true, participant: { transferable: false } };
    expect(spelled(typed, { country: 'RO' })).toEqual(typed);
  });
});
