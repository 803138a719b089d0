import { describe, expect, it } from 'vitest';
import type { RunId, RunRecord } from '../../../src/crdt/types.ts';
import { branchesOfCopies } from '../../../src/replica/copies.ts';

const run = (letter: string): RunId => letter.repeat(20) as RunId;
const record = (letter: string, device: string, parent: readonly [string, number] | null): readonly [string, RunRecord] => [
  run(letter),
  { id: run(letter), device, office: 'o', author: 'a', parent: parent && [run(parent[0]), parent[1]] },
];
const heads = (entries: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(entries).map(([letter, n]) => [run(letter), n]));
const found = (runs: readonly (readonly [string, RunRecord])[], held: Readonly<Record<string, number>>, last: string | null) =>
  branchesOfCopies({ heads: heads(held), runs: new Map(runs), lastRun: last === null ? null : run(last) }, 'laptop');

describe('copies of a disk', () => {
  it('are not seen in a machine that was opened again and again, beside other machines', () => {
    const runs = [
      record('a', 'laptop', null),
      record('b', 'laptop', ['a', 7]),
      record('c', 'laptop', ['b', 1]),
      record('x', 'other', null),
    ];
    expect(found(runs, { c: 4, x: 9 }, 'c')).toEqual([]);
    expect(found([record('x', 'other', null)], { x: 3 }, null)).toEqual([]);
  });

  it('are seen when two runs of one device went on from one state, whichever of them is one’s own', () => {
    const runs = [record('a', 'laptop', null), record('b', 'laptop', ['a', 7]), record('c', 'laptop', ['a', 7])];
    expect(found(runs, { b: 2, c: 3 }, 'c')).toEqual([run('b')]);
    expect(found(runs, { b: 2, c: 3 }, 'b')).toEqual([run('c')]);
  });

  it('are seen when the other copy went on in the very run that was copied', () => {
    const runs = [record('a', 'laptop', null), record('b', 'laptop', ['a', 5])];
    expect(found(runs, { a: 9, b: 1 }, 'b')).toEqual([run('a')]);
    expect(found(runs, { a: 9, b: 1 }, 'a')).toEqual([run('b')]);
    expect(found(runs, { b: 1 }, 'b')).toEqual([]);
  });

  it('are seen by a copy that has written nothing yet and hears of the other', () => {
    expect(found([record('a', 'laptop', null)], { a: 1 }, null)).toEqual([run('a')]);
  });

  it('count once, however often the other copy is opened', () => {
    const runs = [
      record('a', 'laptop', null),
      record('b', 'laptop', ['a', 7]),
      record('c', 'laptop', ['a', 7]),
      record('d', 'laptop', ['c', 1]),
      record('e', 'laptop', ['d', 1]),
    ];
    expect(found(runs, { b: 2, e: 1 }, 'b')).toEqual([run('c')]);
  });

  it('are all counted where there are several', () => {
    const runs = [
      record('a', 'laptop', null),
      record('b', 'laptop', ['a', 7]),
      record('c', 'laptop', ['a', 7]),
      record('d', 'laptop', ['a', 3]),
    ];
    expect(found(runs, { b: 2, c: 1, d: 1 }, 'b')).toEqual([run('c'), run('d')]);
  });
});
