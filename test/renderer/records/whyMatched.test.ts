import { describe, expect, it } from 'vitest';
import { whyMatched } from '../../../src/renderer/records/whyMatched.ts';

const long = 'A cég napelemes rendszereket tervez és szerel ipari épületekre, és segít a pályázatok megírásában is a határ két oldalán.';
const values = {
  name: 'Példa Bt.',
  address: { town: 'Szeged', street: 'Kárász utca 5.' },
  email: 'iroda@pelda.example',
  'summary.hu': long,
};

describe('why a record matched', () => {
  it('needs no word where name or place show it', () => {
    expect(whyMatched({ values }, 'pelda szeg', ['Példa Bt.', 'Szeged'])).toBeNull();
  });

  it('is told by the field that holds what was typed, in any spelling', () => {
    expect(whyMatched({ values }, 'karasz', ['Példa Bt.', 'Szeged'])).toEqual({ path: 'address', text: 'Kárász utca 5.' });
  });

  it('shows of a long text the place that matched', () => {
    const match = whyMatched({ values }, 'pelda palyazat', ['Példa Bt.', 'Szeged']);
    expect(match?.path).toBe('summary.hu');
    expect(match?.text).toMatch(/^….*pályázatok/);
    expect(match?.text.length).toBeLessThan(long.length);
  });

  it('is told by the name of a record that is joined to it', () => {
    const joinedNames = ['Egy Bt.', 'Mintanap Kft.'];
    expect(whyMatched({ values, joinedNames }, 'mintan', ['Példa Bt.', 'Szeged'])).toEqual({ path: null, text: 'Mintanap Kft.' });
    expect(whyMatched({ values, joinedNames }, 'pelda', ['Példa Bt.', 'Szeged'])).toBeNull();
  });

  it('is told by a tag, in the language in which it was typed', () => {
    const tagged = { ...values, 'tag/heat-pump': true, 'tag/wind': null, 'tag/kazán': true };
    const why = (typed: string) => whyMatched({ values: tagged }, typed, ['Példa Bt.', 'Szeged']);
    expect(why('hosziv')).toEqual({ path: 'tag', text: 'Hőszivattyú' });
    expect(why('pompa cal')).toEqual({ path: 'tag', text: 'Pompă de căldură' });
    expect(why('kazan')).toEqual({ path: 'tag', text: 'kazán' });
    expect(why('szelen'), 'of a tag that was taken off nothing is told').toBeNull();
  });

  it('stays untold where no text holds it', () => {
    expect(whyMatched({ values }, 'xyz', ['Példa Bt.'])).toBeNull();
  });
});
