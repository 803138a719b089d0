import { afterEach, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../../src/base/json.ts';
import type * as Claims from '../../src/crdt/claims.ts';
import type * as Merge from '../../src/crdt/merge.ts';
import { isErased, pack, unpack } from '../../src/crdt/pack.ts';
import { deletedPath, type Fields, type PackedRecord, type RunRecords, type Version } from '../../src/crdt/types.ts';
import { covers, joinVectors } from '../../src/crdt/vector.ts';
import type * as Write from '../../src/crdt/write.ts';
import type * as Delta from '../../src/exchange/delta.ts';
import { playHistory } from './history.ts';
import type { Weakness } from './world.ts';

type Real = typeof Claims & typeof Merge & typeof Write & typeof Delta;
type Planted = Partial<Pick<Real, 'advanceHeads' | 'mergePacked' | 'writeFields' | 'markDeleted' | 'erase' | 'recordsFor'>>;

/** The bug of the running test, and the functions that it stands in for. */
const planted = vi.hoisted(() => ({ bug: {} as Planted, real: {} as Real }));

/** The module with every function replaced by one that lets a planted bug go first. */
const plantIn = vi.hoisted(() => async (original: () => Promise<object>): Promise<object> => {
  const real = await original();
  Object.assign(planted.real, real);
  const weakened = Object.entries(real).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value] as const;
    const call = (...given: readonly unknown[]): unknown => {
      const bug: unknown = planted.bug[name as keyof Planted];
      return (typeof bug === 'function' ? bug : value)(...given);
    };
    return [name, call] as const;
  });
  return Object.fromEntries(weakened);
});

vi.mock('../../src/crdt/claims.ts', plantIn);
vi.mock('../../src/crdt/merge.ts', plantIn);
vi.mock('../../src/crdt/write.ts', plantIn);
vi.mock('../../src/exchange/delta.ts', plantIn);

const { real } = planted;
const noRuns: RunRecords = new Map();

const mapVersions = (record: PackedRecord, change: (versions: readonly Version[]) => readonly Version[]): PackedRecord => {
  const state = unpack(record);
  if (isErased(state)) return record;
  const f: Fields = Object.fromEntries(Object.entries(state.f).map(([path, versions]) => [path, change(versions)]));
  return pack({ ...state, f });
};

const mergeStates: Real['mergePacked'] = (a, b, runs) => pack(real.merge(unpack(a), unpack(b), runs));

const withoutEqualValues = (versions: readonly Version[]): readonly Version[] =>
  versions.filter(({ v }, at) => versions.findIndex((other) => canonicalJson(other.v) === canonicalJson(v)) === at);

/** The most histories that a bug may live through; with the program as it is, all of them pass. */
const histories = 300;

const bugs: Readonly<Record<string, { readonly code?: Planted; readonly weakness?: Weakness }>> = {
  'the later time wins': {
    code: { mergePacked: (a, b, runs) => mapVersions(mergeStates(a, b, runs), (versions) => versions.slice(0, 1)) },
  },
  'equal values are collapsed in the state': {
    code: { mergePacked: (a, b, runs) => mapVersions(mergeStates(a, b, runs), withoutEqualValues) },
  },
  'a form overwrites what arrived while it was open': {
    code: { writeFields: (record, values, stamp, _, runs) => real.writeFields(record, values, stamp, record.seen, runs) },
  },
  'a delete has seen what arrived while it was considered': {
    code: { markDeleted: (record, stamp, _, runs) => real.markDeleted(record, stamp, record.seen, runs) },
  },
  'a delete drops the values': {
    code: {
      markDeleted: (record, stamp, shown, runs) => {
        const deleted = real.markDeleted(record, stamp, shown, runs);
        return { ...deleted, f: { [deletedPath]: deleted.f[deletedPath] ?? [] } };
      },
    },
  },
  'the merge takes vectors without their ancestors': { code: { mergePacked: (a, b) => mergeStates(a, b, noRuns) } },
  'a record stays at home when one of its runs is known there': {
    code: {
      recordsFor: function* (base, records, runs) {
        const isKnown = ({ seen }: PackedRecord): boolean => Object.keys(seen).some((run) => covers(base, run, seen[run] ?? 0, runs));
        for (const record of records) if (!isKnown(record)) yield record;
      },
    },
  },
  'an erased record forgets what it had seen': {
    code: { erase: (record, stamp, runs) => ({ ...real.erase(record, stamp, runs), seen: {} }) },
  },
  'an edit beats an erasure': {
    code: { mergePacked: (a, b, runs) => (isErased(a) !== isErased(b) ? (isErased(a) ? b : a) : mergeStates(a, b, runs)) },
  },
  'heads move over a gap': {
    code: {
      advanceHeads: (mine, claims, runs) => ({ heads: claims.reduce((all, { heads }) => joinVectors(all, heads, runs), mine), open: [] }),
    },
  },
  'a run begins although its parent is not held': {
    code: {
      advanceHeads: (mine, claims, runs) =>
        real.advanceHeads(mine, claims, new Map([...runs].map(([id, record]) => [id, { ...record, parent: null }]))),
    },
  },
  'claims are forgotten when a gap keeps them from being true': {
    code: { advanceHeads: (mine, claims, runs) => ({ ...real.advanceHeads(mine, claims, runs), open: [] }) },
  },
  'two copies of one disk write under one name': { weakness: { oneRunPerDisk: true } },
  'a place is taken to hold what it held before it was emptied': { weakness: { baseFromMemory: true } },
};

/** How many histories it takes until one fails; null when none does. */
const caughtAfter = async (weakness: Weakness = {}): Promise<number | null> => {
  for (let seed = 1; seed <= histories; seed += 1) {
    try {
      await playHistory(seed, weakness);
    } catch {
      return seed;
    }
  }
  return null;
};

describe('the simulator finds a planted bug', { timeout: 300_000 }, () => {
  afterEach(() => {
    planted.bug = {};
  });

  it('but none in the program as it is', async () => {
    expect(await caughtAfter()).toBe(null);
  });

  it.each(Object.entries(bugs))('%s', async (_, { code = {}, weakness }) => {
    planted.bug = code;
    expect(await caughtAfter(weakness)).not.toBe(null);
  });
});
