import { expect, it } from 'vitest';
import { zones } from '../../../src/domain/times.ts';
import { labelsIn } from '../../../src/renderer/i18n/labels.ts';

const noon = Date.UTC(2026, 10, 26, 9, 0);

it('an instant of a record that names its zone stands on the clock of that zone first', () => {
  const start = (zone: string): string => labelsIn('en').value('event', 'start', noon, { zone });
  expect(start(zones.RO)).toBe('26 Nov 2026 11:00 RO, 10:00 HU');
  expect(start(zones.HU)).toBe('26 Nov 2026 10:00 HU, 11:00 RO');
  expect(labelsIn('en').value('meeting', 'start', noon, {})).toBe('26 Nov 2026 10:00 HU, 11:00 RO');
});

it('a time of a visit stands on the clocks of both countries, that of the visit first, and as it is while its day or zone is not written', () => {
  const visit = { day: '2026-11-20', zone: zones.RO };
  expect(labelsIn('ro').value('visit', 'from', '10:00', visit)).toBe('10:00 RO, 09:00 HU');
  expect(labelsIn('ro').value('visit', 'from', '10:00', { ...visit, zone: zones.HU })).toBe('10:00 HU, 11:00 RO');
  for (const gap of [{ zone: 'Nowhere/Town' }, { zone: '' }, { day: '2026-11' }])
    expect(labelsIn('ro').value('visit', 'from', '10:00', { ...visit, ...gap })).toBe('10:00');
  expect(labelsIn('ro').value('visit', 'until', 'noon', visit)).toBe('noon');
});
