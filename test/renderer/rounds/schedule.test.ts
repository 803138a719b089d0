import { describe, expect, test } from 'vitest';
import { dueAt, nextPlace, type PlaceTimes, scheduleMs, untried } from '../../../src/renderer/rounds/schedule.ts';

const done: PlaceTimes = { startedAt: 1_000_000, endedAt: 1_002_000, failures: 0, spread: 0 };
const failed = (failures: number, spread = 0): PlaceTimes => ({ ...done, failures, spread });

describe('when a shared place is tried', () => {
  test('a place that was not tried since the start is due at once', () => {
    expect(dueAt(untried, null)).toBe(0);
  });

  test('a place that answered is due five minutes after the round ended', () => {
    expect(dueAt(done, null)).toBe(1_002_000 + scheduleMs.every);
    expect(dueAt(done, 999_999)).toBe(1_002_000 + scheduleMs.every);
  });

  test('own changes make it due ten seconds after the last of them, and never later than the regular round', () => {
    expect(dueAt(done, 1_050_000)).toBe(1_060_000);
    expect(dueAt(done, 1_001_000)).toBe(1_011_000);
    expect(dueAt(done, 1_002_000 + scheduleMs.every)).toBe(1_002_000 + scheduleMs.every);
  });

  test('failures double the pause up to half an hour, and changes do not shorten it', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 40].map((count) => dueAt(failed(count), 1_050_000) - 1_002_000);
    expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1800, 1800, 1800].map((seconds) => seconds * 1000));
  });

  test('the pause after a failure is shortened by a quarter at most, differently on each laptop', () => {
    expect(dueAt(failed(3, 1), null) - 1_002_000).toBe(90_000);
    expect(dueAt(failed(3, 0.5), null) - 1_002_000).toBe(105_000);
  });
});

describe('whose turn it is', () => {
  const places = ['a', 'b', 'c'];

  test('nobody’s while all rest', () => {
    expect(nextPlace({ places, times: { a: done, b: done, c: done }, wanted: [], changedAt: null, now: 1_003_000 })).toBeNull();
    expect(nextPlace({ places: [], times: {}, wanted: ['a'], changedAt: null, now: 1_003_000 })).toBeNull();
  });

  test('the one that has waited longest', () => {
    const times = { a: done, b: { ...done, endedAt: 1_001_000 }, c: failed(9) };
    expect(nextPlace({ places, times, wanted: [], changedAt: null, now: 2_000_000 })).toBe('b');
    expect(nextPlace({ places, times: { a: done }, wanted: [], changedAt: null, now: 1_003_000 })).toBe('b');
  });

  test('at once after the clock has been set back behind the last round', () => {
    const earlier = 500_000;
    const pending = { places: ['a'], wanted: [], changedAt: null, now: earlier };
    expect(nextPlace({ ...pending, times: { a: done } })).toBe('a');
    expect(nextPlace({ ...pending, times: { a: failed(3) } })).toBe('a');
    expect(nextPlace({ ...pending, times: { a: { ...done, startedAt: earlier - 2000, endedAt: earlier - 1000 } } })).toBeNull();
  });

  test('what a person asked for goes first, also a place that fails, and a forgotten one is passed over', () => {
    const times = { a: done, b: done, c: failed(9) };
    expect(nextPlace({ places, times, wanted: ['gone', 'c'], changedAt: null, now: 1_003_000 })).toBe('c');
  });
});
