import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../../src/crdt/runs.ts';
import { covers, impliedEntry, impliesVector, intersectVectors, joinVectors } from '../../src/crdt/vector.ts';
import { anyRuns, anyVector, runRecord, runRecords } from './anyVector.ts';
import { listed, plain, plainCovers, plainIntersection, plainUnion } from './plainVector.ts';

const laws = { numRuns: 3000 };

describe('vectors mean what the plain form without implied entries says', () => {
  it('written out', () => {
    fc.assert(
      fc.property(anyRuns, anyVector, (runs, vector) => {
        expect(listed(expand(vector, runs))).toEqual(listed(plain(vector, runs)));
      }),
      laws,
    );
  });

  it('asked for one commit', () => {
    fc.assert(
      fc.property(anyRuns, anyVector, fc.nat(9), fc.integer({ min: 1, max: 7 }), (runs, vector, run, n) => {
        expect(covers(vector, `r${run}`, n, runs)).toBe(plainCovers(vector, `r${run}`, n, runs));
      }),
      laws,
    );
  });

  it('joined and intersected, with no entry left that the others imply', () => {
    fc.assert(
      fc.property(anyRuns, anyVector, anyVector, (runs, a, b) => {
        const joined = joinVectors(a, b, runs);
        const common = intersectVectors(a, b, runs);
        expect(listed(plain(joined, runs))).toEqual(listed(plainUnion(plain(a, runs), plain(b, runs))));
        expect(listed(plain(common, runs))).toEqual(listed(plainIntersection(plain(a, runs), plain(b, runs))));
        for (const vector of [joined, common]) expect(Object.keys(vector).filter((run) => impliedEntry(vector, run, runs))).toEqual([]);
      }),
      laws,
    );
  });

  it('joined alike among few openings and among thousands', () => {
    const others = Array.from({ length: 200 }, (_, at) => runRecord(`other${at}`));
    fc.assert(
      fc.property(anyRuns, anyVector, anyVector, (runs, a, b) => {
        const many = new Map([...runs, ...others.map((each) => [each.id, each] as const)]);
        expect(joinVectors(a, b, many)).toEqual(joinVectors(a, b, runs));
      }),
      laws,
    );
  });

  it('compared', () => {
    fc.assert(
      fc.property(anyRuns, anyVector, anyVector, (runs, big, small) => {
        const implied = [...plain(small, runs)].every(([run, n]) => plainCovers(big, run, n, runs));
        expect(impliesVector(big, small, runs)).toBe(implied);
      }),
      laws,
    );
  });
});

describe('vectors', () => {
  const runs = runRecords(runRecord('a'), runRecord('b', ['a', 3]), runRecord('c', ['b', 2]));

  it('leave an ancestor out up to its branch number and keep it above', () => {
    expect(joinVectors({ a: 3 }, { c: 1 }, runs)).toEqual({ c: 1 });
    expect(joinVectors({ a: 4 }, { c: 1 }, runs)).toEqual({ a: 4, c: 1 });
  });

  it('stay small however often a store is opened', () => {
    const chain = runRecords(...Array.from({ length: 5000 }, (_, at) => runRecord(`r${at}`, at === 0 ? null : [`r${at - 1}`, 2])));
    expect(joinVectors({ r17: 2 }, { r4999: 1 }, chain)).toEqual({ r4999: 1 });
    expect(covers({ r4999: 1 }, 'r0', 2, chain)).toBe(true);
    expect(covers({ r4999: 1 }, 'r0', 3, chain)).toBe(false);
  });

  it('take an object key of the language for an ordinary run', () => {
    const odd = runRecords(runRecord('__proto__'), runRecord('constructor', ['__proto__', 4]));
    expect(covers({}, 'constructor', 1, odd)).toBe(false);
    expect(covers({}, '__proto__', 1, odd)).toBe(false);
    expect(covers({ constructor: 1 }, '__proto__', 4, odd)).toBe(true);
    expect(Object.keys(joinVectors({ constructor: 1 }, { ['__proto__']: 5 }, odd))).toEqual(['__proto__', 'constructor']);
  });

  it('answer with the vector itself where it includes the other', () => {
    const seen = { c: 2 };
    expect(joinVectors(seen, { a: 1 }, runs)).toBe(seen);
    expect(joinVectors({ a: 1 }, seen, runs)).toBe(seen);
  });

  it('imply nothing through a run whose record is unknown', () => {
    expect(covers({ stranger: 9 }, 'a', 1, runs)).toBe(false);
  });

  it('notice a run record that was added to the map in place', () => {
    const growing = new Map(runs);
    expect(covers({ d: 1 }, 'a', 3, growing)).toBe(false);
    growing.set('d', runRecord('d', ['c', 1]));
    expect(covers({ d: 1 }, 'a', 3, growing)).toBe(true);
  });
});
