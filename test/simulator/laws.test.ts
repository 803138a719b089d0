import { describe, expect, it } from 'vitest';
import { recordFault } from '../../src/crdt/check.ts';
import { merge, mergePacked } from '../../src/crdt/merge.ts';
import { pack, unpack } from '../../src/crdt/pack.ts';
import type { PackedRecord, RunRecord } from '../../src/crdt/types.ts';
import { playHistory } from './history.ts';
import type { World } from './world.ts';

const histories = 150;
const triples = 12;

const runsOf = (world: World): ReadonlyMap<string, RunRecord> => world.replicas[0]?.disk.facts.runs ?? new Map();

/** Every state that some record had anywhere and whose runs everybody knows in the end. */
const statesOf = (world: World): readonly (readonly PackedRecord[])[] => {
  const runs = runsOf(world);
  const isKnown = (record: PackedRecord): boolean => Object.keys(record.seen).every((run) => runs.has(run));
  return [...world.past.values()].map((states) => states.filter(isKnown)).filter((states) => states.length > 0);
};

const text = (record: PackedRecord): string => JSON.stringify(record);

describe('the states of random histories', () => {
  it('merge commutatively, associatively and idempotently, to the byte', { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= histories; seed += 1) {
      const world = await playHistory(seed);
      const runs = runsOf(world);
      const join = (x: PackedRecord, y: PackedRecord): PackedRecord => mergePacked(x, y, runs);
      for (const states of statesOf(world)) {
        for (let triple = 0; triple < triples; triple += 1) {
          const [a, b, c] = [world.random.pick(states), world.random.pick(states), world.random.pick(states)];
          expect(text(join(a, b))).toBe(text(join(b, a)));
          expect(text(join(join(a, b), c))).toBe(text(join(a, join(b, c))));
          expect(join(a, a)).toBe(a);
          expect(text(join(join(a, b), b))).toBe(text(join(a, b)));
          expect(text(join(a, b))).toBe(text(pack(merge(unpack(a), unpack(b), runs))));
        }
      }
    }
  });

  it('never look like forged or stripped ones to one another', { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= histories; seed += 1) {
      const world = await playHistory(seed);
      const runs = runsOf(world);
      for (const states of statesOf(world)) {
        const faults = states.flatMap((mine) => states.map((arriving) => recordFault(mine, arriving, runs)));
        expect(faults.filter((fault) => fault !== null)).toEqual([]);
      }
    }
  });
});
