import { describe, expect, it } from 'vitest';
import { expand, joinRunRecords } from '../../src/crdt/runs.ts';
import { runRecord, runRecords } from './anyVector.ts';

describe('run records', () => {
  const mine = runRecords(runRecord('a'), runRecord('b', ['a', 3]));

  it('join into a new map that holds both sides', () => {
    const joined = joinRunRecords(mine, [runRecord('b', ['a', 3]), runRecord('c', ['b', 1])]);
    expect(joined.ok && [...joined.value.keys()]).toEqual(['a', 'b', 'c']);
    expect([...mine.keys()]).toEqual(['a', 'b']);
  });

  it.each([
    ['another parent', runRecord('b', ['a', 2])],
    ['no parent', runRecord('b')],
    ['another device', { ...runRecord('b', ['a', 3]), device: 'clone' }],
    ['another author', { ...runRecord('b', ['a', 3]), author: 'somebody' }],
  ])('conflict when one run comes with %s', (_, record) => {
    expect(joinRunRecords(mine, [record])).toEqual({ ok: false, error: { type: 'runConflict', run: 'b' } });
  });

  it('conflict when a bundle contradicts itself', () => {
    expect(joinRunRecords(new Map(), [runRecord('c'), runRecord('c', ['a', 1])]).ok).toBe(false);
  });

  it('end at a cycle of parents, whose members count as first runs', () => {
    const cyclic = runRecords(
      runRecord('a', ['c', 2]),
      runRecord('b', ['a', 3]),
      runRecord('c', ['b', 1]),
      runRecord('d', ['a', 5]),
      runRecord('e', ['e', 1]),
    );
    expect([...expand({ d: 1, e: 2 }, cyclic)]).toEqual([
      ['d', 1],
      ['a', 5],
      ['e', 2],
    ]);
  });
});
