import { expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { recordFault } from '../../src/crdt/check.ts';
import { advanceHeads } from '../../src/crdt/claims.ts';
import { unseenByJoin } from '../../src/crdt/joins.ts';
import { mergePacked } from '../../src/crdt/merge.ts';
import { isDeleted } from '../../src/crdt/read.ts';
import type { PackedLive, RunId, RunRecords, Stamp, Vector } from '../../src/crdt/types.ts';
import { impliesVector, isReduced, joinVectors } from '../../src/crdt/vector.ts';
import { runRecord, runRecords } from './anyVector.ts';

/** Each of these takes seconds where the cost grows with the square of what fits one line of a bundle; they are called without a break. */
const mostMs = 1500;

const quickly = <T>(work: () => T): T => {
  const began = performance.now();
  const done = work();
  expect(performance.now() - began).toBeLessThan(mostMs);
  return done;
};

const counted = <T>(count: number, make: (at: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at));
const entries = (names: readonly string[]): Vector => Object.fromEntries(names.map((name) => [name, 1]));

/** 6,000 openings that went on from one each, and all of these from one. */
const pairs: RunRecords = runRecords(
  runRecord('root'),
  ...counted(6000, (at) => runRecord(`old${at}`, ['root', 1 + at])),
  ...counted(6000, (at) => runRecord(`new${at}`, [`old${at}`, 5])),
);
const newer = entries(counted(6000, (at) => `new${at}`));
const older = entries(counted(6000, (at) => `old${at}`));
const stampOf = (run: string, n: number): Stamp => [run as RunId, n, 1];

const record = (stamps: readonly Stamp[], seen: Vector, more: Partial<PackedLive> = {}): PackedLive => ({
  type: 'organisation',
  id: 'a' as RecordId,
  f: Object.fromEntries(stamps.map((_, at) => [`f${at}`, at])),
  s: Object.fromEntries(stamps.map((stamp, at) => [`f${at}`, stamp])),
  seen,
  ...more,
});

const fields = counted(1900, (at) => stampOf(`old${5999 - at}`, 3));

it('vectors of 6,000 openings are compared, reduced and joined', () => {
  impliesVector(newer, older, pairs); // The forest of the openings is made once.
  expect(quickly(() => impliesVector(newer, older, pairs))).toBe(true);
  expect(quickly(() => impliesVector(older, newer, pairs))).toBe(false);
  expect(quickly(() => isReduced({ ...newer, root: 6001 }, pairs))).toBe(true);
  expect(quickly(() => isReduced({ ...newer, root: 6000 }, pairs))).toBe(false);
  expect(Object.keys(quickly(() => joinVectors(older, newer, pairs)))).toHaveLength(6000);
});

it('a record of 1,900 stamps that has seen 6,000 openings is checked and merged', () => {
  const [theirs, mine] = [record(fields, newer), record([stampOf('root', 1)], { root: 1 })];
  expect(quickly(() => recordFault(mine, theirs, pairs))).toBe(null);
  expect(quickly(() => mergePacked(mine, theirs, pairs))).toEqual(theirs);
  const other = record(
    fields.map(([run]) => stampOf(run, 4)),
    newer,
  );
  expect(quickly(() => Object.keys((mergePacked(theirs, other, pairs) as PackedLive).f))).toHaveLength(0);
});

it('a field with 20,000 values at once is checked, merged and judged', () => {
  const dots = counted(20_000, (at) => stampOf('root', 20_001 - at));
  const [first, ...others] = dots;
  const crowded = (value: (at: number) => PackedLive['f'][string], path: string): PackedLive => ({
    ...record([], { root: 20_001 }),
    f: { [path]: value(0) },
    s: { '': first as Stamp },
    r: { [path]: others.map((s, at) => ({ v: value(at + 1), s })) },
  });
  const [mine, theirs] = [crowded((at) => at, 'name'), crowded((at) => at, 'name')];
  expect(quickly(() => recordFault(mine, theirs, pairs))).toBe(null);
  const merged = quickly(() =>
    mergePacked({ ...mine, seen: { root: 20_001, new1: 1 } }, { ...theirs, seen: { root: 20_001, new2: 1 } }, pairs),
  );
  expect((merged as PackedLive).r?.name).toHaveLength(19_999);
  const marks = crowded(() => ({ del: true, saw: {} }), '#del');
  const names = crowded((at) => at, 'name').r?.name ?? [];
  const later = names.map(({ v, s }) => ({ v, s: stampOf('old1', s[1]) }));
  const deleted: PackedLive = { ...marks, f: { ...marks.f, name: 0 }, r: { ...marks.r, name: later } };
  expect(quickly(() => isDeleted(deleted, pairs))).toBe(false);
  const joins = crowded(() => ({}), '#joined');
  const joined: PackedLive = { ...joins, f: { ...joins.f, name: 0 }, r: { ...joins.r, name: later } };
  expect(quickly(() => unseenByJoin(joined, pairs)).get('name')).toHaveLength(19_999);
});

it('what is held completely follows a row of 20,000 openings', () => {
  const row = runRecords(...counted(20_000, (at) => runRecord(`r${at}`, at === 0 ? null : [`r${at - 1}`, 1])));
  const claims = [{ base: {}, heads: { r19999: 1 } }];
  expect(quickly(() => advanceHeads({}, claims, row))).toEqual({ heads: { r19999: 1 }, open: [] });
});
