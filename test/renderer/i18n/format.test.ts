import { describe, expect, it } from 'vitest';
import { zones } from '../../../src/domain/times.ts';
import { countFormatter } from '../../../src/renderer/i18n/counts.ts';
import { dayOf, formatIn, otherYear, toLanguage, venueClock } from '../../../src/renderer/i18n/format.ts';
import { wordsOf } from '../../words.ts';

const noon = Date.UTC(2026, 10, 26, 9, 0);

describe('dates and times', () => {
  it('show an instant in Hungary and in Romania, one hour apart', () => {
    for (const language of ['hu', 'ro', 'en'] as const) expect(formatIn(language).bothTimes(noon)).toEqual({ hu: '10:00', ro: '11:00' });
  });

  it('name both clocks where an instant stands in a history, and both days around midnight', () => {
    const lateEvening = Date.UTC(2026, 10, 26, 22, 30);
    expect(formatIn('en').onBothClocks(noon, zones.HU)).toBe('26 Nov 2026 10:00 HU, 11:00 RO');
    expect(formatIn('en').onBothClocks(lateEvening, zones.HU)).toBe('26 Nov 2026 23:30 HU, 27 Nov 2026 00:30 RO');
  });

  it('name the clock of the venue first', () => {
    const lateEvening = Date.UTC(2026, 10, 26, 22, 30);
    expect(formatIn('en').onBothClocks(noon, zones.RO)).toBe('26 Nov 2026 11:00 RO, 10:00 HU');
    expect(formatIn('en').onBothClocks(lateEvening, zones.RO)).toBe('27 Nov 2026 00:30 RO, 26 Nov 2026 23:30 HU');
  });

  it('take the day from the zone and not from the machine', () => {
    const lateEvening = Date.UTC(2026, 10, 26, 22, 30);
    expect(dayOf(lateEvening, 'Europe/Budapest')).toBe('2026-11-26');
    expect(dayOf(lateEvening, 'Europe/Bucharest')).toBe('2026-11-27');
  });

  it('are those of the venue, which is named where the machine shows another time', () => {
    expect(venueClock(noon, 'Europe/Budapest', 'Europe/Budapest')).toBe('10:00');
    expect(venueClock(noon, 'Europe/Bucharest', 'Europe/Budapest')).toBe('11:00 RO');
    expect(venueClock(noon, 'Europe/Budapest', 'Europe/Bucharest')).toBe('10:00 HU');
    expect(venueClock(noon, 'Europe/Budapest', 'Europe/Vienna'), 'another name of the same clock').toBe('10:00');
    expect(venueClock(noon, 'Asia/Tokyo', 'Europe/Vienna')).toBe('18:00 Asia/Tokyo');
  });

  it('write a stored day as each language does', () => {
    expect(formatIn('hu').day('2026-11-26')).toBe('2026. november 26.');
    expect(formatIn('ro').day('2026-11-26')).toBe('26 noiembrie 2026');
    expect(formatIn('en').day('2026-11-26')).toBe('26 November 2026');
  });

  it('begin the day of Home with a capital weekday', () => {
    expect(formatIn('hu').today(noon)).toBe('Csütörtök, november 26.');
    expect(formatIn('ro').today(noon)).toBe('Joi, 26 noiembrie');
  });

  it('name a year that is not the current one, as the calendar of the venue has it', () => {
    const newYear = Date.UTC(2026, 11, 31, 22, 30);
    expect(otherYear(Date.UTC(2028, 0, 10), 'Europe/Budapest', noon)).toBe('2028');
    expect(otherYear(newYear, 'Europe/Bucharest', noon)).toBe('2027');
    expect(otherYear(newYear, 'Europe/Budapest', noon)).toBe('');
    expect((['hu', 'ro', 'en'] as const).map((language) => formatIn(language).shortDate(Date.UTC(2028, 0, 10, 12), noon))).toEqual([
      '2028. jan. 10.',
      '10 ian. 2028',
      '10 Jan 2028',
    ]);
    expect(formatIn('en').shortDate(noon, noon)).toBe('26 Nov');
  });

  it('say ages in words', () => {
    expect(formatIn('en').ago(noon - 2 * 60_000, noon)).toBe('2 minutes ago');
    expect(formatIn('hu').ago(noon - 9 * 86_400_000, noon)).toBe('9 napja');
    expect(formatIn('ro').ago(noon - 10_000, noon)).toBe('chiar acum');
  });
});

describe('numbers', () => {
  it('stand in records as they are typed, a year without groups', () => {
    expect((['hu', 'ro', 'en'] as const).map((language) => formatIn(language).plainNumber(49_562.63))).toEqual([
      '49562,63',
      '49562,63',
      '49562.63',
    ]);
    expect(formatIn('ro').plainNumber(2012)).toBe('2012');
  });
});

describe('names', () => {
  it('sort by the alphabet of the language', () => {
    const words = ['ș', 't', 's'];
    expect(words.toSorted(formatIn('ro').compare)).toEqual(['s', 'ș', 't']);
    expect(['cs', 'cu', 'd'].toSorted(formatIn('hu').compare)).toEqual(['cu', 'cs', 'd']);
  });
});

describe('the language of the screen', () => {
  it('follows the computer and is English where the computer speaks another one', () => {
    expect(toLanguage('ro-MD')).toBe('ro');
    expect(toLanguage('de-AT')).toBe('en');
    expect(toLanguage(undefined)).toBe('en');
  });
});

it('writes the number that a sentence counts as the language writes numbers, and nothing else', async () => {
  const counted = await Promise.all(
    (['hu', 'ro', 'en'] as const).map(async (language) => (await wordsOf(language))('exchange:records', { count: 30_556 })),
  );
  expect(counted.map((text) => text.replace('\u00a0', ' '))).toEqual(['30 556 adatlap', '30.556 de fișe', '30,556 records']);
  expect(countFormatter.format(2026, undefined, 'en', { interpolationkey: 'year' })).toBe(2026);
});
