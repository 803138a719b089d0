import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordFault } from '../../src/crdt/check.ts';
import { merge, mergePacked } from '../../src/crdt/merge.ts';
import { pack, unpack } from '../../src/crdt/pack.ts';
import type { PackedRecord } from '../../src/crdt/types.ts';
import { anyHistory, playHistory } from './history.ts';
import { realEngine, type World } from './world.ts';

/** A failure prints its seed; `HISTORY_SEED=… HISTORY_PATH=…` plays it again, `HISTORY_RUNS=…` plays more. */
const parameters = (runs: number) => ({
  numRuns: Number(env.HISTORY_RUNS ?? runs),
  ...(env.HISTORY_SEED === undefined ? {} : { seed: Number(env.HISTORY_SEED) }),
  ...(env.HISTORY_PATH === undefined ? {} : { path: env.HISTORY_PATH }),
});

const anyTriple = fc.tuple(anyHistory, fc.nat(), fc.nat(), fc.nat());

/** Three states that one record had anywhere at any time of a history. */
const threeStates = (world: World, picks: readonly number[]): readonly PackedRecord[] => {
  const [states] = [...world.past.values()].sort((a, b) => b.length - a.length);
  return states === undefined ? [] : picks.map((at) => states[at % states.length] as PackedRecord);
};

const text = (record: PackedRecord): string => JSON.stringify(record);

describe('random histories of several stores', () => {
  it('lose nothing that nobody overwrote, claim nothing that never came, and end the same everywhere', () => {
    fc.assert(
      fc.property(anyHistory, (steps) => {
        playHistory(steps, realEngine);
      }),
      parameters(2000),
    );
  });

  it('leave states whose merge is commutative, associative and idempotent to the byte', () => {
    fc.assert(
      fc.property(anyTriple, ([steps, ...picks]) => {
        const world = playHistory(steps, realEngine);
        const { runs } = world;
        const [a, b, c] = threeStates(world, picks);
        if (a === undefined || b === undefined || c === undefined) return;
        const join = (x: PackedRecord, y: PackedRecord): PackedRecord => mergePacked(x, y, runs);
        expect(text(join(a, b))).toBe(text(join(b, a)));
        expect(text(join(join(a, b), c))).toBe(text(join(a, join(b, c))));
        expect(join(a, a)).toBe(a);
        expect(text(join(join(a, b), b))).toBe(text(join(a, b)));
        expect(text(join(a, b))).toBe(text(pack(merge(unpack(a), unpack(b), runs))));
      }),
      parameters(400),
    );
  });

  it('never make an honest record look like a forged or stripped one', () => {
    fc.assert(
      fc.property(anyTriple, ([steps, ...picks]) => {
        const world = playHistory(steps, realEngine);
        const states = threeStates(world, picks);
        const faults = states.flatMap((mine) => states.map((arriving) => recordFault(mine, arriving, world.runs)));
        expect(faults.filter((fault) => fault !== null)).toEqual([]);
      }),
      parameters(400),
    );
  });
});
