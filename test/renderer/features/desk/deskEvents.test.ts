import { describe, expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { deskQueries, isToday, sortOutEvents } from '../../../../src/renderer/features/desk/deskEvents.ts';
import type { Row, Values } from '../../../../src/replica/api.ts';

const now = Date.UTC(2027, 2, 15, 9, 0);
const dayMs = 86_400_000;
const event = (days: number, values: Values = {}): Row => ({
  type: 'event',
  id: createRecordId(
    () => 4_000_000_000_000 + days,
    (length) => new Uint8Array(length),
  ),
  values: { start: now + days * dayMs, zone: 'Europe/Bucharest', ...values },
  rivals: [],
  waits: null,
  seen: {},
});

describe('the events a desk may open for', () => {
  it('stand once, those to come from the next on, those behind from the last on, and cancelled ones not at all', () => {
    const [yesterday, today, next, old] = [event(-2), event(0), event(7), event(-400)];
    const rows = [next, today, event(1, { status: 'cancelled' }), old, yesterday, next];
    expect(sortOutEvents(rows, now)).toEqual({ coming: [today, next], past: [yesterday, old] });
  });

  it('are of today on each of their days', () => {
    const exhibition = event(-2, { end: now + dayMs });
    expect(sortOutEvents([exhibition], now).coming).toEqual([exhibition]);
    expect([now - 2 * dayMs, now, now + dayMs, now + 2 * dayMs].map((at) => isToday(exhibition, at))).toEqual([true, true, true, false]);
  });

  it('are asked for from yesterday on and from the last one back, so that many old ones hide none, and not anew every moment', () => {
    const [coming, latest] = deskQueries(now, 'ro');
    expect(coming.where).toEqual([{ path: 'start', from: Date.UTC(2027, 2, 14) }]);
    expect([coming.sort?.direction, latest.sort?.direction]).toEqual(['up', 'down']);
    expect(deskQueries(now + 60_000, 'ro')).toEqual([coming, latest]);
  });
});
