import { expect, it } from 'vitest';
import { beginningFirst, foldedFilter, typedAhead } from '../../../src/renderer/ui/choosing.ts';

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

it('puts first what is called as somebody has begun to type, and keeps the order of the rest', () => {
  const found = ['Battonyai Teszt Szélpark Kft.', 'Hajdú Teszt Kft.', 'Teszt Egyesület', 'Tészt Hőszivattyú Kft.', 'Testvér Bt.'];
  const order = (typed: string, most = 9) =>
    beginningFirst(
      found.map((label) => ({ value: label, label })),
      typed,
      most,
    ).map(({ label }) => label);
  expect(order('teszt')).toEqual([found[2], found[3], found[0], found[1], found[4]]);
  expect(order('TESZT hő', 2)).toEqual([found[3], found[0]]);
  expect(order(' ')).toEqual(found);
});
