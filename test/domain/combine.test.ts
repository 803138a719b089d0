import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { combinedTexts, textShapesOf, textsIn, withTexts } from '../../src/domain/combine.ts';
import type { RecordType } from '../../src/domain/recordTypes.ts';

const combinedText = (type: RecordType, path: string, values: readonly Json[]) => combinedTexts(type, path, values)?.[''] ?? null;

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
  expect(combinedTexts(type, path, values)).toBeNull();
});

describe('two versions of an entry', () => {
  const path = 'finding/01935a10-0000-7000-8000-000000000001';
  const one = { title: 'Napelem', text: 'Tetőn.', measure: '12 kW', transferable: true };
  const other = { title: 'Napelem', text: 'A csarnokon.', measure: '15 kW', transferable: true };

  it('are combined text by text, and equal texts stay as they are', () => {
    const texts = combinedTexts('visit', path, [one, other]);
    expect(texts).toEqual({ title: 'Napelem', text: 'Tetőn.\n\nA csarnokon.', measure: '12 kW / 15 kW' });
    expect(withTexts(one, texts ?? {})).toEqual({ ...one, text: 'Tetőn.\n\nA csarnokon.', measure: '12 kW / 15 kW' });
  });
  it('are only chosen where they differ in something else, or one of them was taken out', () => {
    expect(combinedTexts('visit', path, [one, { ...one, transferable: false }])).toBeNull();
    expect(combinedTexts('visit', path, [one, { ...other, transferable: false }])).toBeNull();
    expect(combinedTexts('visit', path, [one, null])).toBeNull();
    expect(combinedTexts('visit', path.replace('finding', 'participant'), [{ name: 'Minta Anna' }, { name: 'Ion Exemplu' }])).toBeNull();
  });
});

it('a value that is written anew keeps what is no text, and one that says nothing is none', () => {
  const entry = { what: 'Hívás', who: 'Minta Anna', due: '2026-12-01' };
  expect(textsIn('visit', 'followUp/1', entry)).toEqual({ what: 'Hívás', who: 'Minta Anna' });
  expect(withTexts(entry, { what: ' Levél ', who: '' })).toEqual({ what: 'Levél', who: '', due: '2026-12-01' });
  expect(withTexts(entry, { what: ' ', who: '' })).toBeNull();
  expect(withTexts({ what: 'Hívás' }, { what: 'Levél', who: '' })).toEqual({ what: 'Levél' });
  expect(withTexts('Arad', { '': ' Makó\n' })).toBe('Makó');
  expect(withTexts('Arad', { '': '  ' })).toBeNull();
});

it('a text is typed in as many lines as it is read in, and what is no text not as one', () => {
  expect(textShapesOf('organisation', 'summary.ro')).toEqual({ '': 'lines' });
  expect(textShapesOf('event', 'title.ro')).toEqual({ '': 'line' });
  expect(textShapesOf('organisation', 'phone')).toEqual({ '': 'line' });
  expect(textShapesOf('organisation', 'summary.ro~from')).toEqual({});
  expect(textShapesOf('organisation', 'memberSince')).toEqual({});
  expect(textShapesOf('organisation', 'tag/solar')).toEqual({});
});
