import { describe, expect, it } from 'vitest';
import { instantOf, toClock, toDay } from '../../../../src/renderer/features/visits/times.ts';

describe('a day typed by hand', () => {
  it.each(['2026-11-20', '2026. 11. 20.', '2026.11.20', '20.11.2026', '20/11/2026'])('%s is 20 November 2026', (typed) => {
    expect(toDay(typed)).toBe('2026-11-20');
  });
  it.each(['2026-02-30', '2026-11', 'tomorrow', '', '20.11.26'])('"%s" is no day', (typed) => {
    expect(toDay(typed)).toBeNull();
  });
});

describe('a time typed by hand', () => {
  it.each(['9:05', '09:05', '9.05', '0905', '9h05'])('%s is five past nine', (typed) => {
    expect(toClock(typed)).toBe('09:05');
  });
  it('may be a bare hour', () => {
    expect(toClock('9')).toBe('09:00');
  });
  it.each(['25:00', '9:75', 'noon', ''])('"%s" is no time', (typed) => {
    expect(toClock(typed)).toBeNull();
  });
});

describe('the instant of a visit', () => {
  it('is the same for 10:00 in Romania and 9:00 in Hungary, in winter and in summer', () => {
    for (const day of ['2026-11-20', '2026-07-01'])
      expect(instantOf(day, '10:00', 'Europe/Bucharest')).toBe(instantOf(day, '09:00', 'Europe/Budapest'));
  });
  it('follows the clocks on the day they change', () => {
    expect(instantOf('2026-03-29', '09:00', 'Europe/Budapest')).toBe(Date.UTC(2026, 2, 29, 7));
    expect(instantOf('2026-03-28', '09:00', 'Europe/Budapest')).toBe(Date.UTC(2026, 2, 28, 8));
  });
  it('is unknown while the day or time is half written', () => {
    expect(instantOf('2026-1', '10:00', 'Europe/Bucharest')).toBeNull();
    expect(instantOf('2026-11-20', '', 'Europe/Bucharest')).toBeNull();
  });
});
