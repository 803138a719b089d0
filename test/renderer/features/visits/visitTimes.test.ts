import { describe, expect, it } from 'vitest';
import { visitTimes } from '../../../../src/renderer/features/visits/visitTimes.ts';

const visit = { day: '2026-11-20', from: '10:00', until: '12:30', zone: 'Europe/Bucharest' };

describe('the times of a visit', () => {
  it('stand on both countries’ clocks, first on the one that was written', () => {
    expect(visitTimes(visit)).toMatchObject([
      { country: 'RO', range: '10:00–12:30' },
      { country: 'HU', range: '09:00–11:30' },
    ]);
    expect(visitTimes({ ...visit, zone: 'Europe/Budapest' })).toMatchObject([
      { country: 'HU', range: '10:00–12:30' },
      { country: 'RO', range: '11:00–13:30' },
    ]);
  });

  it('have no end until one is written', () => {
    expect(visitTimes({ ...visit, until: null })).toMatchObject([{ range: '10:00' }, { range: '09:00' }]);
  });

  it.each([{ day: '2026-11' }, { from: '' }, { zone: 'Nowhere/Town' }])('are unknown with %j', (part) => {
    expect(visitTimes({ ...visit, ...part })).toBeNull();
  });
});
