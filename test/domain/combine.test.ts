import { describe, expect, it } from 'vitest';
import { combinedText, textShapeOf } from '../../src/domain/combine.ts';

describe('two texts of one field', () => {
  it('stand one after the other with a blank line where they are read in paragraphs', () => {
    expect(combinedText('organisation', 'summary.hu', ['Napelemek.', 'Hőszivattyúk.\n'])).toBe('Napelemek.\n\nHőszivattyúk.');
    expect(combinedText('event', 'description.ro', ['Prima.', 'A doua.', 'A treia.'])).toBe('Prima.\n\nA doua.\n\nA treia.');
  });
  it('stand beside one another where they are short', () => {
    expect(combinedText('person', 'role', ['igazgató', 'ügyvezető'])).toBe('igazgató / ügyvezető');
    expect(combinedText('visit', 'title.en', ['A', 'B'])).toBeNull();
    expect(combinedText('study', 'title.en', ['Solar roofs', 'Roofs with panels'])).toBe('Solar roofs / Roofs with panels');
  });
  it('say nothing twice when one of them had been combined before', () => {
    expect(combinedText('person', 'role', ['igazgató / tanár', 'tanár / mérnök'])).toBe('igazgató / tanár / mérnök');
    expect(combinedText('practice', 'description.hu', ['Egy.\n\nKettő.', 'Kettő.\n \nHárom.'])).toBe('Egy.\n\nKettő.\n\nHárom.');
  });
  it('are not combined where the outcome would be one of them, whichever stands first', () => {
    expect(combinedText('person', 'role', ['igazgató', 'igazgató / tanár'])).toBeNull();
    expect(combinedText('organisation', 'summary.en', ['One.\n\nTwo.', 'Two.'])).toBeNull();
    expect(combinedText('person', 'role', ['igazgató', null])).toBeNull();
    expect(combinedText('person', 'role', ['', ' '])).toBeNull();
    expect(combinedText('person', 'role', ['igazgató', 'igazgató '])).toBeNull();
  });
});

it.each([
  ['organisation', 'phone', ['+36 62 1', '+36 62 2']],
  ['organisation', 'email', ['a@example.org', 'b@example.org']],
  ['organisation', 'network', ['SHENA', 'AAUR']],
  ['organisation', 'kind', ['enterprise', 'civil']],
  ['organisation', 'memberSince', [2010, 2012]],
  ['organisation', 'tag/solar', [true, null]],
  ['organisation', 'identifier/huTax', ['12345676-2-06', '99990017-2-06']],
  ['organisation', 'address', [{ town: 'Makó' }, { town: 'Arad' }]],
  ['visit', 'day', ['2010-05-25', '2010-05-26']],
  ['visit', 'host', ['a', 'b']],
  ['registration', 'badge', ['AAAA', 'BBBB']],
  ['person', 'laterField', ['one', 'two']],
] as const)('%s %s is chosen, never combined', (type, path, values) => {
  expect(combinedText(type, path, values)).toBeNull();
});

it('a text is typed in as many lines as it is read in, and what is no text not as one', () => {
  expect(textShapeOf('organisation', 'summary.ro')).toBe('lines');
  expect(textShapeOf('event', 'title.ro')).toBe('line');
  expect(textShapeOf('organisation', 'phone')).toBe('line');
  expect(textShapeOf('organisation', 'summary.ro~from')).toBeNull();
  expect(textShapeOf('organisation', 'memberSince')).toBeNull();
  expect(textShapeOf('organisation', 'tag/solar')).toBeNull();
});
