import { expect, it } from 'vitest';
import { titlesOf } from '../../../src/domain/titles.ts';
import { formatIn } from '../../../src/renderer/i18n/format.ts';
import { shownExampleOf, shownTitleOf } from '../../../src/renderer/records/shownTitle.ts';

const values = {
  day: '2026-11-27',
  'summary.hu': 'Két városrészt fűt. Évente mér.',
  'summary.ro': 'Încălzește două cartiere. Măsoară anual.',
};

it.each([
  ['hu', '2026. nov. 27.', 'Két városrészt fűt'],
  ['ro', '27 nov. 2026', 'Încălzește două cartiere'],
  ['en', '27 Nov 2026', 'Két városrészt fűt'],
] as const)('a visit is named by its host or by what was seen, and its day stands as one writes it (%s)', (language, day, seen) => {
  const format = formatIn(language);
  expect(shownTitleOf({ type: 'visit', values }, format, 'Minta Kft.')).toBe(`Minta Kft., ${day}`);
  expect(shownTitleOf({ type: 'visit', values }, format, '')).toBe(`${seen}, ${day}`);
  expect(shownExampleOf('visit', titlesOf('visit', values), format)).toBe(`${seen}, ${day}`);
  expect(shownTitleOf({ type: 'visit', values: { day: values.day } }, format, '')).toBe(day);
});

it('a title that only looks like a day is left alone', () => {
  const name = '2026-11-27 Konferencia';
  expect(shownExampleOf('event', { hu: name, ro: name, en: name }, formatIn('hu'))).toBe(name);
  expect(shownTitleOf({ type: 'visit', values: { 'summary.hu': 'Nap nélkül.' } }, formatIn('hu'), '')).toBe('Nap nélkül.');
});
