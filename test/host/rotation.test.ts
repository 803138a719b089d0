import { describe, expect, it } from 'vitest';
import { dayOf, isSnapshotDue, type Kept, snapshotsToKeep } from '../../src/host/rotation.ts';

const noon = (year: number, month: number, day: number): number => new Date(year, month - 1, day, 12).getTime();
const daysBefore = (at: number, days: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days, 12).getTime();
};

/** What is left after a snapshot a day, the last one on `last`. */
const afterDaily = (count: number, last: number): readonly Kept[] => {
  let left: readonly Kept[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const all = [...left, { seq, at: daysBefore(last, count - seq) }];
    const keep = snapshotsToKeep(all);
    left = all.filter((snapshot) => keep.has(snapshot));
  }
  return left;
};

const daysOf = (snapshots: readonly Kept[]): readonly string[] => snapshots.map(({ at }) => dayOf(at));

describe('rotated snapshots', () => {
  it('are seven days, four weeks and twelve months after two years of daily work', () => {
    const kept = daysOf(afterDaily(730, noon(2026, 11, 26))); // A Thursday.
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    const mondays = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'];
    const months = Array.from({ length: 12 }, (_, at) => `${at === 0 ? 2025 : 2026}-${String(at === 0 ? 12 : at).padStart(2, '0')}-01`);
    expect(kept).toEqual([...new Set([...months, ...mondays, ...days])].sort());
  });

  it('are all kept while they are few', () => {
    expect(afterDaily(7, noon(2026, 3, 1))).toHaveLength(7);
  });

  it('survive a day on which the clock was ten years ahead', () => {
    const before = afterDaily(400, noon(2026, 11, 26));
    const all = [...before, { seq: 401, at: noon(2036, 5, 5) }, { seq: 402, at: noon(2026, 11, 27) }];
    const left = all.filter((snapshot) => snapshotsToKeep(all).has(snapshot));
    expect(left.length).toBeGreaterThanOrEqual(before.length - 3);
    expect(left.at(-1)?.seq).toBe(402);
    expect(daysOf(left)).toContain('2026-11-26');
  });

  it('keep the first of a day, so that a mistake of the same day can be taken back', () => {
    const at = noon(2026, 11, 26);
    const all = [
      { seq: 5, at },
      { seq: 9, at: at + 60_000 },
    ];
    expect([...snapshotsToKeep(all)]).toEqual([{ seq: 5, at }]);
  });

  it.each([
    ['nothing is kept yet', [], 1, noon(2026, 11, 26), true],
    ['nothing has been written yet', [], 0, noon(2026, 11, 26), false],
    ['one of this day is kept', [{ seq: 3, at: noon(2026, 11, 26) }], 9, noon(2026, 11, 26) + 3_600_000, false],
    ['the last one is of yesterday', [{ seq: 3, at: noon(2026, 11, 25) }], 9, noon(2026, 11, 26), true],
    ['nothing has changed since yesterday', [{ seq: 9, at: noon(2026, 11, 25) }], 9, noon(2026, 11, 26), false],
    ['the clock has gone back a year', [{ seq: 3, at: noon(2026, 11, 26) }], 9, noon(2025, 11, 26), true],
  ])('are due or not: %s', (_, kept, seq, now, due) => {
    expect(isSnapshotDue(kept, seq, now)).toBe(due);
  });
});
