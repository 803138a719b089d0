import { describe, expect, it } from 'vitest';
import { type ClockEvidence, findClockFault } from '../../src/domain/clockFinding.ts';

const hour = 3_600_000;
const minute = 60_000;
const now = Date.UTC(2026, 10, 26, 12);
const year = 365 * 24 * hour;

const judge = (evidence: Partial<ClockEvidence>) => findClockFault({ now, builtAt: null, serverTimes: [], witnesses: [], ...evidence });
const server = (offMs: number, place = 'Közös mappa') => ({ place, theirs: now - offMs, ours: now });
const wrote = (office: string, wroteAt: number, sawOursAt: number | null = null) => ({ office, wroteAt, sawOursAt });

describe('a clock', () => {
  it('is right where nothing is known about it', () => {
    expect(judge({})).toBeNull();
  });

  it.each([
    ['4 minutes behind a server', -4 * minute, null],
    ['4 minutes ahead of a server', 4 * minute, null],
    ['6 minutes behind a server', -6 * minute, { type: 'behindServer', name: 'Közös mappa', byMs: 6 * minute }],
    ['a year ahead of a server', year, { type: 'aheadOfServer', name: 'Közös mappa', byMs: year }],
  ])('that is %s is judged by that', (_, off, finding) => {
    expect(judge({ serverTimes: [server(off)] })).toEqual(finding);
  });

  it('is right when one of two servers says so, whatever other offices and the build date say', () => {
    const serverTimes = [server(-10 * year, 'Elromlott'), server(0)];
    expect(judge({ serverTimes, builtAt: now + year, witnesses: [wrote('Arad', now + year)] })).toBeNull();
  });

  it('is behind when it shows a day before the program was built', () => {
    expect(judge({ builtAt: now + 3 * hour })).toEqual({ type: 'beforeBuild', byMs: 3 * hour });
    expect(judge({ builtAt: now + hour })).toBeNull();
    expect(judge({ builtAt: now - year })).toBeNull();
  });

  it('is behind when most offices wrote later than now, and named is the least of it', () => {
    const witnesses = [wrote('Arad', now + 3 * hour), wrote('Oradea', now + 5 * hour), wrote('Temesvár', now - year)];
    expect(judge({ witnesses })).toEqual({ type: 'behindOthers', name: 'Arad', byMs: 3 * hour });
  });

  it('is ahead when most offices had seen changes that it made later than they wrote', () => {
    const witnesses = [wrote('Arad', now - 5 * hour, now), wrote('Oradea', now - year, now - 1)];
    expect(judge({ witnesses })).toEqual({ type: 'aheadOfOthers', name: 'Arad', byMs: 5 * hour });
  });

  it('is not doubted because one colleague of several has a wrong one', () => {
    expect(judge({ witnesses: [wrote('Arad', now + 10 * year), wrote('Oradea', now - hour)] })).toBeNull();
    expect(judge({ witnesses: [wrote('Arad', now - 10 * year, now), wrote('Oradea', now, now - hour)] })).toBeNull();
  });

  it('that was ahead is right again once it is far behind what it wrote then', () => {
    expect(judge({ witnesses: [wrote('Szeged', now - minute, now + 5 * year)] })).toBeNull();
    expect(judge({ witnesses: [wrote('Szeged', now - minute, now + 5 * year), wrote('Arad', now - hour, now + 5 * year)] })).toBeNull();
  });

  it('that has fallen back is still behind when the others wrote later, too', () => {
    const witnesses = [wrote('Szeged', now + year, now + year)];
    expect(judge({ witnesses })).toEqual({ type: 'behindOthers', name: 'Szeged', byMs: year });
  });

  it('and that of the only other office contradict one another, and nobody can tell which one is off', () => {
    expect(judge({ witnesses: [wrote('Temesvár', now + 5 * year)] })).toEqual({ type: 'behindOne', name: 'Temesvár', byMs: 5 * year });
    expect(judge({ witnesses: [wrote('Szeged', now - year, now - hour)] })).toEqual({
      type: 'aheadOfOne',
      name: 'Szeged',
      byMs: year - hour,
    });
  });

  it('is not doubted because bundles are old', () => {
    expect(judge({ witnesses: [wrote('Arad', now - year, now - 2 * year)] })).toBeNull();
  });
});
