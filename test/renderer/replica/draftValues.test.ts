import { describe, expect, it } from 'vitest';
import { changesToWrite, entered, onlyChanges, typedOver, typingPath, withTyping } from '../../../src/renderer/replica/draftValues.ts';

const stored = { name: 'Példa Kft.', phone: '+3612345678', address: { town: 'Szeged', county: 'HU333' } };

describe('a form', () => {
  it('commits only what differs from the stored record', () => {
    expect(onlyChanges(stored, { name: 'Példa Kft.', phone: '+3687654321' })).toEqual({ phone: '+3687654321' });
  });

  it('sees an equal group as equal, whatever the order of its parts', () => {
    expect(onlyChanges(stored, { address: { county: 'HU333', town: 'Szeged' } })).toEqual({});
  });

  it('clears a written field and leaves one that was never written alone', () => {
    expect(onlyChanges(stored, { phone: null, email: null })).toEqual({ phone: null });
  });

  it('shows what is typed over what is stored, without the cleared fields', () => {
    expect(typedOver(stored, { phone: null, email: 'a@b.example' })).toEqual({
      name: stored.name,
      address: stored.address,
      email: 'a@b.example',
    });
  });

  it('commits what was written in the letters that are stored, and leaves what was only looked at', () => {
    const apart = { name: 'Ero\u030b Kft.', 'summary.ro': 'Timişoara', country: 'HU' };
    expect(changesToWrite(apart, { name: 'Ero\u030b Kft.', 'summary.ro': 'Timişoara' })).toEqual({});
    expect(changesToWrite(apart, { name: 'Ero\u030bs Kft.', 'summary.ro': 'Timişoara, Arad' })).toEqual({
      name: 'Erős Kft.',
      'summary.ro': 'Timișoara, Arad',
    });
    expect(changesToWrite({ name: 'Erő Kft.' }, { name: 'Ero\u030b Kft.' })).toEqual({});
  });

  it('leaves out what has not become a value yet', () => {
    expect(entered({ name: 'Minta Kft.', [typingPath('participant')]: 'Popes' })).toEqual({ name: 'Minta Kft.' });
  });

  it('keeps what is being typed until it is emptied, and stays the very same where nothing changes', () => {
    const before = { name: 'Minta Kft.' };
    const typed = withTyping(before, 'participant', 'P');
    expect(typed).toEqual({ ...before, [typingPath('participant')]: 'P' });
    expect(withTyping(typed, 'participant', ''), 'also in the same breath').toEqual(before);
    expect(withTyping(typed, 'participant', 'P')).toBe(typed);
    expect(withTyping(before, 'participant', '')).toBe(before);
  });
});
