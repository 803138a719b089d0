import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/base/json.ts';
import { advanceHeads } from '../../src/crdt/claims.ts';
import { merge } from '../../src/crdt/merge.ts';
import { isErased, pack, unpack } from '../../src/crdt/pack.ts';
import { deletedPath, type Fields, type LiveRecord, type PackedRecord, type RunRecords, type Version } from '../../src/crdt/types.ts';
import { covers, joinVectors } from '../../src/crdt/vector.ts';
import { erase, markDeleted, writeFields } from '../../src/crdt/write.ts';
import { anyHistory, playHistory } from './history.ts';
import { type Engine, realEngine } from './world.ts';

/** Plays histories until one fails; the seed is fixed, because here the tests are tested and not the program. */
const isCaught = (bug: Partial<Engine>): boolean => {
  const check = fc.check(
    fc.property(anyHistory, (steps) => {
      playHistory(steps, { ...realEngine, ...bug });
    }),
    { numRuns: 500, seed: 2_027, endOnFailure: true },
  );
  return check.failed;
};

const noRuns: RunRecords = new Map();

const mapVersions = (record: PackedRecord, change: (versions: readonly Version[]) => readonly Version[]): PackedRecord => {
  const state = unpack(record);
  if (isErased(state)) return record;
  const f: Fields = Object.fromEntries(Object.entries(state.f).map(([path, versions]) => [path, change(versions)]));
  return pack({ ...state, f });
};

const mergeStates = (a: PackedRecord, b: PackedRecord, runs: RunRecords): PackedRecord => pack(merge(unpack(a), unpack(b), runs));

const withFieldsOf = (record: LiveRecord, f: Fields): LiveRecord => ({ ...record, f });

const bugs: Readonly<Record<string, Partial<Engine>>> = {
  'the later time wins': { mergePacked: (a, b, runs) => mapVersions(mergeStates(a, b, runs), (versions) => versions.slice(0, 1)) },
  'equal values are collapsed in the state': {
    mergePacked: (a, b, runs) =>
      mapVersions(mergeStates(a, b, runs), (versions) =>
        versions.filter(({ v }, at) => versions.findIndex((other) => canonicalJson(other.v) === canonicalJson(v)) === at),
      ),
  },
  'a form overwrites what arrived while it was open': {
    writeFields: (record, values, stamp, _, runs) => writeFields(record, values, stamp, record.seen, runs),
  },
  'a delete has seen what arrived while it was considered': {
    markDeleted: (record, stamp, _, runs) => markDeleted(record, stamp, record.seen, runs),
  },
  'a delete drops the values': {
    markDeleted: (record, stamp, shown, runs) => {
      const deleted = markDeleted(record, stamp, shown, runs);
      return withFieldsOf(deleted, { [deletedPath]: deleted.f[deletedPath] ?? [] });
    },
  },
  'the merge takes vectors without their ancestors': { mergePacked: (a, b) => mergeStates(a, b, noRuns) },
  'a record stays at home when one of its runs is known there': {
    impliesVector: (big, small, runs) => Object.keys(small).some((run) => covers(big, run, small[run] ?? 0, runs)),
  },
  'an erased record forgets what it had seen': { erase: (record, stamp, runs) => ({ ...erase(record, stamp, runs), seen: {} }) },
  'an edit beats an erasure': {
    mergePacked: (a, b, runs) => (isErased(a) !== isErased(b) ? (isErased(a) ? b : a) : mergeStates(a, b, runs)),
  },
  'heads move over a gap': {
    advanceHeads: (mine, claims, runs) => ({ heads: claims.reduce((all, { heads }) => joinVectors(all, heads, runs), mine), open: [] }),
  },
  'a run begins although its parent is not held': {
    advanceHeads: (mine, claims, runs) =>
      advanceHeads(mine, claims, new Map([...runs].map(([id, record]) => [id, { ...record, parent: null }]))),
  },
  'two copies of one disk write under one name': { freshRuns: false },
};

describe('the histories find a planted bug', () => {
  it('but none in the program as it is', () => {
    expect(isCaught({})).toBe(false);
  });

  it.each(Object.entries(bugs))('%s', (_, bug) => {
    expect(isCaught(bug)).toBe(true);
  });
});
