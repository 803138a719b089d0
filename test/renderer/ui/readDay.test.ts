import { describe, expect, it } from 'vitest';
import { readDay } from '../../../src/renderer/ui/readDay.ts';

describe('readDay', () => {
  it.each(['hu-HU', 'ro-RO', 'en-GB'])('reads every day of a year as it is written in %s, in full and short', (locale) => {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
      for (let index = 0; index < 12; index += 1) {
        const day = `2026-${String(index + 1).padStart(2, '0')}-07`;
        expect(readDay(format.format(new Date(`${day}T00:00:00Z`))), format.format(new Date(`${day}T00:00:00Z`))).toBe(day);
      }
    }
  });

  it('reads months without their accents, in capitals and with a suffix', () => {
    expect(readDay('2026. majus 7-en')).toBe('2026-05-07');
    expect(readDay('2026. MÁRCIUS 7.')).toBe('2026-03-07');
    expect(readDay('7 IANUARIE 2026')).toBe('2026-01-07');
    expect(readDay('7th May 2026')).toBe('2026-05-07');
  });

  it.each(['2026-05-07', '2026.05.07.', '2026. 5. 7.', '07.05.2026', '7/5/2026'])('reads %s', (text) =>
    expect(readDay(text)).toBe('2026-05-07'),
  );

  it.each(['', 'tomorrow', 'ma 7 2026', '7 ju 2026', '31.02.2026', '7.5.26', '2026. május', '7 5 2026 8', 'május 7'])(
    'takes %j for no day',
    (text) => expect(readDay(text)).toBeNull(),
  );
});
