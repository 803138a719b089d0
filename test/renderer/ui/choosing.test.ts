import { expect, it } from 'vitest';
import { foldedFilter, typedAhead } from '../../../src/renderer/ui/choosing.ts';

const choices = ['Hajdú-Bihar', 'Bihor', 'Timiș', 'Țara Oașului', 'Békés'].map((label) => ({ value: label, label }));

it('finds a choice without its accents, and first what begins with the text', () => {
  const found = (search: string) => foldedFilter({ options: choices, search, limit: 9 }).map((each) => ('label' in each ? each.label : ''));
  expect(found('bih')).toEqual(['Bihor', 'Hajdú-Bihar']);
  expect(found('timis')).toEqual(['Timiș']);
  expect(found('TIMIŞ')).toEqual(['Timiș']);
  expect(found('')).toHaveLength(5);
  expect(found('x')).toEqual([]);
});

it('chooses by the first letters, and goes on with the same letter', () => {
  const next = (value: string | null, typed: string) => typedAhead(choices, value, typed)?.label;
  expect(next(null, 't')).toBe('Timiș');
  expect(next('Timiș', 't')).toBe('Țara Oașului');
  expect(next('Țara Oașului', 't')).toBe('Timiș');
  expect(next('Timiș', 'ti')).toBe('Timiș');
  expect(next('Timiș', 'ta')).toBe('Țara Oașului');
  expect(next('Timiș', 'x')).toBeUndefined();
});
