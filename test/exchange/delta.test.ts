import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackedRecord, RunRecords, Vector } from '../../src/crdt/types.ts';
import { impliesVector } from '../../src/crdt/vector.ts';
import { joinBundleRuns } from '../../src/exchange/consistency.ts';
import { baseFor, recordsFor, runRecordsFor } from '../../src/exchange/delta.ts';
import { draftHeader, idOf, noon, organisation, runNamed, runRecord, szeged, timisoara } from './samples.ts';

const later = runNamed('later');
const runs: RunRecords = new Map(
  [runRecord(szeged), runRecord(later, [szeged, 3]), runRecord(timisoara)].map((record) => [record.id, record]),
);
const idsFor = (base: Vector, records: readonly PackedRecord[]) => [...recordsFor(base, records, runs)].map(({ id }) => id);
const runsFor = (base: Vector, heads: Vector, records: readonly PackedRecord[] = []) =>
  runRecordsFor(base, heads, records, runs).map(({ id }) => id);

describe('what a receiver lacks', () => {
  const records = [
    organisation(1, 'a', [szeged, 2, noon]),
    organisation(2, 'b', [later, 1, noon]),
    organisation(3, 'c', [timisoara, 4, noon]),
  ];

  it('is everything for one that was never heard', () => {
    expect(baseFor(null, { [later]: 2 }, runs)).toEqual({});
    expect(idsFor({}, records)).toEqual([idOf(1), idOf(2), idOf(3)]);
  });

  it('leaves out records that its receipt includes, through ancestors too', () => {
    expect(idsFor({ [later]: 1 }, records)).toEqual([idOf(3)]);
    expect(idsFor({ [szeged]: 2, [timisoara]: 3 }, records)).toEqual([idOf(2), idOf(3)]);
  });

  it('includes erased records, so that the erasure travels', () => {
    const erased: PackedRecord = { type: 'person', id: idOf(4), erased: [timisoara, 5, noon], seen: { [timisoara]: 5 } };
    expect(idsFor({ [timisoara]: 4 }, [erased])).toEqual([idOf(4)]);
  });

  it('builds on what both hold', () => {
    expect(baseFor({ [szeged]: 5, [timisoara]: 9 }, { [later]: 2, [timisoara]: 4 }, runs)).toEqual({ [szeged]: 3, [timisoara]: 4 });
    expect(baseFor({ [runNamed('stranger')]: 5 }, { [later]: 2 }, runs)).toEqual({});
  });

  it('counts no record twice and forgets none, whatever the base', () => {
    const vector = fc.dictionary(fc.constantFrom(szeged, later, timisoara), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(vector, fc.array(vector, { maxLength: 8 }), (base, seens) => {
        const all = seens.map((seen, index) => ({ ...organisation(index, 'x'), seen }));
        const sent = new Set(idsFor(base, all));
        for (const { id, seen } of all) expect(sent.has(id)).toBe(!impliesVector(base, seen, runs));
      }),
    );
  });
});

describe('the run records that travel with it', () => {
  it('are all of them with a snapshot', () => {
    expect(runsFor({}, { [timisoara]: 1 })).toEqual([szeged, later, timisoara]);
  });

  it('are those of mentioned runs and their ancestors, less what the base implies', () => {
    expect(runsFor({ [timisoara]: 1 }, { [later]: 1, [timisoara]: 2 })).toEqual([later, szeged]);
    expect(runsFor({ [szeged]: 1 }, { [later]: 1 })).toEqual([later]);
    expect(runsFor({ [later]: 1 }, { [later]: 2 }, [organisation(1, 'x', [timisoara, 7, noon])])).toEqual([timisoara]);
  });

  it('include what a delete had seen', () => {
    const deleted: PackedRecord = {
      ...organisation(1, 'x', [later, 2, noon]),
      f: { '#del': { del: true, saw: { [timisoara]: 1 } } },
    };
    expect(runsFor({ [later]: 1 }, { [later]: 2 }, [deleted])).toEqual([timisoara]);
  });

  it('are enough for a receiver that holds the base', () => {
    const base = { [szeged]: 2 };
    const heads = { [later]: 4, [timisoara]: 1 };
    const header = draftHeader({ base, heads, runs: runRecordsFor(base, heads, [], runs), from: { ...draftHeader().from, run: later } });
    expect(joinBundleRuns(header, new Map([[szeged, runRecord(szeged)]]))).toMatchObject({ ok: true });
  });
});
