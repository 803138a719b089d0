import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleFileName } from '../../../src/replica/exporting.ts';

describe('a bundle’s file name', () => {
  it('says from whom, to whom and when by the clock on the wall, in letters every file system takes', () => {
    expect(bundleFileName('Timișoara', 'Hódmezővásárhely', Date.UTC(2010, 4, 24, 22, 5), 'Europe/Bucharest')).toBe(
      'interregcluster-timisoara-to-hodmezovasarhely-20100525-0105.json.gz',
    );
  });

  it('fits every file system and shared folder, however long the names of the two offices are', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(name, name, (from, to) => {
        expect(bundleFileName(from, to, Date.UTC(2010, 4, 25), 'Europe/Budapest')).toMatch(/^[a-z0-9][a-z0-9-]{0,170}\.json\.gz$/);
      }),
      { numRuns: 300 },
    );
    expect(bundleFileName('Kft. '.repeat(80), 'Iroda '.repeat(80), 0, 'Europe/Budapest').length).toBeLessThan(180);
  });
});
