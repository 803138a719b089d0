import fc from 'fast-check';
import type { RunId, RunRecord, RunRecords, Vector } from '../../src/crdt/types.ts';

const maxRuns = 9;

export const runRecord = (id: string, parent: readonly [run: string, n: number] | null = null): RunRecord => ({
  id: id as RunId,
  device: 'device',
  office: 'office',
  author: 'author',
  parent: parent === null ? null : [parent[0] as RunId, parent[1]],
});

export const runRecords = (...records: readonly RunRecord[]): RunRecords => new Map(records.map((record) => [record.id, record]));

/** Forests of runs with clones, long chains, unknown parents, and now and then a cycle. */
export const anyRuns: fc.Arbitrary<RunRecords> = fc
  .array(fc.record({ known: fc.nat(9), parent: fc.nat(maxRuns), n: fc.integer({ min: 1, max: 5 }) }), { maxLength: maxRuns, size: 'max' })
  .map((shapes) => {
    const records = shapes.map(({ parent, n }, at) => runRecord(`r${at}`, parent === maxRuns ? null : [`r${parent}`, n]));
    return runRecords(...records.filter((_, at) => shapes[at]?.known !== 0));
  });

export const anyVector: fc.Arbitrary<Vector> = fc
  .array(fc.tuple(fc.nat(maxRuns), fc.integer({ min: 1, max: 7 })), { maxLength: 5, size: 'max' })
  .map((entries) => Object.fromEntries(entries.map(([run, n]) => [`r${run}`, n])));
