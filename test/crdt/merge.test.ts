import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, merge, mergePacked } from '../../src/crdt/merge.ts';
import { pack, unpack } from '../../src/crdt/pack.ts';
import { erase } from '../../src/crdt/write.ts';
import { anyState } from './anyState.ts';
import { anyRuns, runRecord, runRecords } from './anyVector.ts';
import { edit, emptyRecord, stamp } from './desk.ts';

const runs = runRecords(runRecord('a'), runRecord('b'));
const start = edit(emptyRecord(), { name: 'Példa Bt.', phone: '1' }, stamp('a', 1));

describe('merging stored records', () => {
  it('gives what merging their states gives, for honest and dishonest records alike', () => {
    fc.assert(
      fc.property(anyRuns, anyState, anyState, (forest, a, b) => {
        const slow = pack(merge(a, b, forest));
        expect(JSON.stringify(mergePacked(pack(a), pack(b), forest))).toBe(JSON.stringify(slow));
        expect(JSON.stringify(mergePacked(pack(b), pack(a), forest))).toBe(JSON.stringify(slow));
      }),
      { numRuns: 5000 },
    );
  });

  it('gives what merging their states gives when one goes on from the other', () => {
    fc.assert(
      fc.property(anyRuns, anyState, anyState, (forest, a, b) => {
        const both = merge(a, b, forest);
        expect(JSON.stringify(mergePacked(pack(a), pack(both), forest))).toBe(JSON.stringify(pack(merge(a, both, forest))));
        expect(JSON.stringify(mergePacked(pack(both), pack(a), forest))).toBe(JSON.stringify(pack(merge(both, a, forest))));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers with the very record that is here when nothing new arrives, and with the arriving one when it replaces it', () => {
    const older = pack(start);
    const newer = pack(edit(start, { phone: '2' }, stamp('b', 1)));
    const again = unpack(newer);
    expect(mergePacked(newer, older, runs)).toBe(newer);
    expect(mergePacked(older, newer, runs)).toBe(newer);
    expect(mergePacked(newer, pack(again), runs)).toBe(newer);
    const erased = pack(erase(again, stamp('a', 2), runs));
    expect(mergePacked(erased, older, runs)).toBe(erased);
    expect(mergePacked(newer, erased, runs)).toBe(erased);
  });

  it('keeps the later of two erasures when somebody with an earlier clock erases once more', () => {
    const [run, n] = stamp('a', 2);
    const [other, m] = stamp('b', 1);
    const first = erase(start, [run, n, 2_000], runs);
    const second = erase(first, [other, m, 1_000], runs);
    expect(second.erased).toEqual(first.erased);
    expect(merge(first, second, runs)).toEqual(second);
  });
});

describe('changes between two states', () => {
  it('name the paths whose commits differ, with the versions of both', () => {
    const later = edit(start, { phone: '1', fax: '3' }, stamp('b', 1));
    expect(changesBetween(start, later)).toEqual([
      { path: 'phone', before: [{ v: '1', s: stamp('a', 1) }], after: [{ v: '1', s: stamp('b', 1) }] },
      { path: 'fax', before: [], after: [{ v: '3', s: stamp('b', 1) }] },
    ]);
    expect(changesBetween(later, later)).toEqual([]);
    expect(changesBetween(null, start).map(({ path }) => path)).toEqual(['name', 'phone']);
  });
});
