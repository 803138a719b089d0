import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceHeads, type Claim, gaps } from '../../src/crdt/claims.ts';
import { expand } from '../../src/crdt/runs.ts';
import { intersectVectors } from '../../src/crdt/vector.ts';
import { anyRuns, anyVector, runRecord, runRecords } from './anyVector.ts';

const runs = runRecords(runRecord('a'), runRecord('b'), runRecord('a2', ['a', 5]));

describe('heads', () => {
  it('bundles 2 then 1: heads reach 2, no gap shown', () => {
    const first: Claim = { base: {}, heads: { a: 4 } };
    const second: Claim = { base: { a: 4 }, heads: { a: 7 } };
    const early = advanceHeads({ b: 1 }, [second], runs);
    expect(early).toEqual({ heads: { b: 1 }, open: [second] });
    expect(gaps(early.heads, early.open, runs)).toEqual([{ run: 'a', from: 1, to: 4 }]);
    const late = advanceHeads(early.heads, [...early.open, first], runs);
    expect(late).toEqual({ heads: { a: 7, b: 1 }, open: [] });
    expect(gaps(late.heads, late.open, runs)).toEqual([]);
  });

  it('file 1, restart, edit, file 2; a reader gets file 2 alone: it does not claim file 1', () => {
    const second: Claim = { base: { a: 5 }, heads: { a2: 1 } };
    const alone = advanceHeads({}, [second], runs);
    expect(alone).toEqual({ heads: {}, open: [second] });
    expect(gaps(alone.heads, alone.open, runs)).toEqual([{ run: 'a', from: 1, to: 5 }]);
    expect(advanceHeads({}, [second, { base: {}, heads: { a: 5 } }], runs)).toEqual({ heads: { a2: 1 }, open: [] });
  });

  it('move per run: a gap in one run holds up no other', () => {
    const claim: Claim = { base: { a: 2 }, heads: { a: 3, b: 6 } };
    expect(advanceHeads({ b: 2 }, [claim], runs)).toEqual({ heads: { b: 6 }, open: [claim] });
  });

  it('disk image taken mid-run, both copies hand over: heads end equal', () => {
    const original: Claim = { base: {}, heads: { a: 9 } };
    const copy: Claim = { base: { a: 5 }, heads: { a2: 2 } };
    const there = advanceHeads(advanceHeads({}, [original], runs).heads, [copy], runs);
    const here = advanceHeads({}, [copy, original], runs);
    expect([there, here]).toEqual([
      { heads: { a: 9, a2: 2 }, open: [] },
      { heads: { a: 9, a2: 2 }, open: [] },
    ]);
  });

  it('do not begin a run whose record is unknown', () => {
    const claim: Claim = { base: {}, heads: { stranger: 3 } };
    expect(advanceHeads({}, [claim], runs)).toEqual({ heads: {}, open: [claim] });
  });

  it('never fall, and reach the same in whatever order claims come', () => {
    fc.assert(
      fc.property(anyRuns, anyVector, fc.array(fc.tuple(anyVector, anyVector), { maxLength: 5 }), (forest, mine, pairs) => {
        const claims = pairs.map(([heads, base]) => ({ base: intersectVectors(base, heads, forest), heads }));
        const all = advanceHeads(mine, claims, forest);
        const oneByOne = claims.toReversed().reduce((now, claim) => advanceHeads(now.heads, [...now.open, claim], forest), {
          heads: mine,
          open: [] as readonly Claim[],
        });
        expect(advanceHeads(oneByOne.heads, [], forest).heads).toEqual(all.heads);
        expect(intersectVectors(mine, all.heads, forest)).toEqual(intersectVectors(mine, mine, forest));
        const isKnown = all.open.every(({ heads }) => [...expand(heads, forest).keys()].every((run) => forest.has(run)));
        if (isKnown) expect(gaps(all.heads, all.open, forest).length > 0).toBe(all.open.length > 0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('gaps', () => {
  it('leave out what another waiting claim has brought', () => {
    const claims: readonly Claim[] = [
      { base: { a: 9 }, heads: { a: 12 } },
      { base: { a: 5 }, heads: { a: 7 } },
    ];
    expect(gaps({ a: 3 }, claims, runs)).toEqual([
      { run: 'a', from: 4, to: 5 },
      { run: 'a', from: 8, to: 9 },
    ]);
  });
});
