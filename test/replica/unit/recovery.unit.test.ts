import { describe, expect, it } from 'vitest';
import type { SafetyEntry, Sentinel } from '../../../src/exchange/sentinel.ts';
import { bundleFileName } from '../../../src/replica/exporting.ts';
import { entriesToRead } from '../../../src/replica/recovery.ts';

const entry = (seq: number, snapshot = false): SafetyEntry => ({ name: `${seq}`, seq, snapshot, bytes: 1, sha256: '' });
const sentinel = (seq: number): Sentinel => ({ cluster: 'c', device: 'd', office: 'o', author: 'a', seq, heads: {}, erased: [], at: 0 });
const read = (entries: readonly SafetyEntry[], seq: number) =>
  entriesToRead(entries, sentinel(seq)).map((each) => [each.seq, each.snapshot]);

describe('the files a recovery reads', () => {
  it('begin with the last snapshot, in order', () => {
    expect(read([entry(3), entry(1), entry(2, true), entry(2)], 3)).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(read([entry(2), entry(1)], 2)).toHaveLength(2);
  });

  it('must be without a hole, from the beginning, up to the sentinel', () => {
    expect(() => read([entry(1), entry(3)], 3)).toThrow('gap');
    expect(() => read([entry(1), entry(2)], 3)).toThrow('gap');
    expect(() => read([entry(2), entry(3)], 3)).toThrow('beginning');
    expect(() => read([], 0)).toThrow('beginning');
  });
});

describe('a bundle’s file name', () => {
  it('says from whom, to whom and when, in letters every file system takes', () => {
    expect(bundleFileName('Timișoara', 'Hódmezővásárhely', Date.UTC(2010, 4, 25, 9, 5))).toBe(
      'interregcluster-timisoara-to-hodmezovasarhely-20100525-0905.json.gz',
    );
  });
});
