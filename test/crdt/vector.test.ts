import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../../src/crdt/runs.ts';
import { covers, createCover, impliedEntry, impliesVector, intersectVectors, isReduced, joinVectors } from '../../src/crdt/vector.ts';
import { anyRuns, anyVector, runRecord, runRecords } from './anyVector.ts';
import { listed, plain, plainCovers, plainIntersection, plainUnion } from './plainVector.ts';

const laws = { numRuns: 3000 };

const most = 90;
/** As `anyRuns` and `anyVector`, with more entries than are looked through one by one. */
const manyRuns = fc
  .array(fc.tuple(fc.nat(12), fc.nat(most), fc.integer({ min: 1, max: 5 })), { minLength: most, maxLength: most })
  .map((shapes) =>
    runRecords(
      ...shapes.flatMap(([kind, parent, n], at) =>
        kind === 0 ? [] : [runRecord(`r${at}`, kind === 1 ? null : [`r${kind < 8 ? at - kind : parent}`, n])],
      ),
    ),
  );
const manyEntries = fc
  .array(fc.tuple(fc.nat(most), fc.integer({ min: 1, max: 7 })), { minLength: 50, maxLength: most })
  .map((entries) => Object.fromEntries(entries.map(([run, n]) => [`r${run}`, n])));

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

  it('asked for very many commits of vectors with very many entries', () => {
    fc.assert(
      fc.property(manyRuns, manyEntries, manyEntries, (runs, a, b) => {
        const [cover, either] = [createCover([a], runs), createCover([a, b], runs)];
        const [inA, inB] = [plain(a, runs), plain(b, runs)];
        const inEither = plainUnion(inA, inB);
        for (let run = 0; run <= most; run += 1) {
          for (let n = 1; n <= 7; n += 1) {
            expect(cover(`r${run}`, n)).toBe((inA.get(`r${run}`) ?? 0) >= n);
            expect(covers(a, `r${run}`, n, runs)).toBe(cover(`r${run}`, n));
            expect(either(`r${run}`, n)).toBe((inEither.get(`r${run}`) ?? 0) >= n);
          }
        }
        expect(impliesVector(a, b, runs)).toBe([...inB].every(([run, n]) => (inA.get(run) ?? 0) >= n));
        expect(isReduced(a, runs)).toBe(Object.keys(a).every((run) => !impliedEntry(a, run, runs)));
        const joined = joinVectors(a, b, runs);
        expect(isReduced(joined, runs)).toBe(true);
        expect(listed(plain(joined, runs))).toEqual(listed(inEither));
      }),
      { numRuns: 200 },
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
