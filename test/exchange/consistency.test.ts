import { describe, expect, it } from 'vitest';
import type { PackedRecord, RunRecord, RunRecords, Vector } from '../../src/crdt/types.ts';
import { joinBundleRuns, recordRefusal } from '../../src/exchange/consistency.ts';
import { draftHeader, idOf, noon, organisation, runNamed, runRecord, szeged, timisoara } from './samples.ts';

const known = (...records: RunRecord[]): RunRecords => new Map(records.map((record) => [record.id, record]));
const later = runNamed('later');
const inconsistent = (what: string) => ({ type: 'bundleInconsistent', what });

const joined = (more: Parameters<typeof draftHeader>[0], mine: RunRecords = known()) => {
  const result = joinBundleRuns(draftHeader(more), mine);
  return result.ok ? [...result.value.keys()] : result.error;
};

describe('the runs of a bundle', () => {
  it('join those of the receiver', () => {
    expect(joined({}, known(runRecord(timisoara)))).toEqual([timisoara, szeged]);
  });

  it('are refused when one run has two records', () => {
    expect(joined({}, known({ ...runRecord(szeged), author: 'Another' }))).toEqual(inconsistent('runConflict'));
    expect(joined({}, known(runRecord(szeged, [timisoara, 1])))).toEqual(inconsistent('runConflict'));
  });

  it('are refused when they are each other’s parents', () => {
    expect(joined({ runs: [runRecord(szeged, [later, 1]), runRecord(later, [szeged, 1])] })).toEqual(inconsistent('runConflict'));
  });

  it('are refused when nobody here knows what they went on from', () => {
    expect(joined({ heads: { [szeged]: 1, [timisoara]: 4 } })).toEqual({ type: 'bundleUnknownRuns', run: timisoara });
    expect(joined({ base: { [timisoara]: 4 } })).toEqual({ type: 'bundleUnknownRuns', run: timisoara });
    expect(joined({ runs: [runRecord(szeged, [timisoara, 1])] })).toEqual({ type: 'bundleUnknownRuns', run: timisoara });
    expect(joined({ runs: [runRecord(szeged, [timisoara, 1])] }, known(runRecord(timisoara)))).toEqual([timisoara, szeged]);
  });

  it('are refused when the base goes beyond the heads, or a run went on from more than the sender has', () => {
    expect(joined({ base: { [szeged]: 2 } })).toEqual(inconsistent('seenBeyondHeads'));
    expect(joined({ runs: [runRecord(szeged), runRecord(later, [szeged, 2])] })).toEqual(inconsistent('seenBeyondHeads'));
  });
});

describe('a record of a bundle', () => {
  const runs = known(runRecord(szeged), runRecord(timisoara), runRecord(later, [szeged, 3]));
  const refusal = (record: PackedRecord, mine: PackedRecord | null = null, heads: Vector = { [szeged]: 5 }) =>
    recordRefusal(draftHeader({ heads }), mine, record, runs);
  const right = organisation(1, 'Példa Kft.');

  it('is taken when its stamps are within what it has seen', () => {
    expect(refusal(right)).toBeNull();
    expect(refusal({ ...right, seen: { [later]: 1 } })).toBeNull(); // an ancestor's entry is implied
    expect(refusal({ ...right, seen: { [szeged]: 1, [timisoara]: 99 } })).toBeNull(); // as after a gap
  });

  it('is refused with a stamp above its seen, in a value, a rival, a delete or an erasure', () => {
    const above = inconsistent('stampAboveSeen');
    expect(refusal({ ...right, s: { '': [szeged, 2, noon] } })).toEqual(above);
    expect(refusal({ ...right, r: { name: [{ v: 'x', s: [timisoara, 1, noon] }] } })).toEqual(above);
    expect(refusal({ ...right, f: { ...right.f, '#del': { del: true, saw: { [szeged]: 2 } } } })).toEqual(above);
    expect(refusal({ type: 'person', id: idOf(2), erased: [szeged, 2, noon], seen: { [szeged]: 1 } })).toEqual(above);
  });

  it('is refused when it has seen more of the sender than the sender has written', () => {
    expect(refusal({ ...right, seen: { [szeged]: 6 } })).toEqual(inconsistent('seenBeyondHeads'));
    expect(refusal({ ...right, seen: { [szeged]: 3 } }, null, { [later]: 1 })).toBeNull(); // heads include the sender's run through its child
  });

  it('is refused when it mentions a run that nobody here can place', () => {
    const stranger = runNamed('stranger');
    expect(refusal({ ...right, seen: { ...right.seen, [stranger]: 1 } })).toEqual({ type: 'bundleUnknownRuns', run: stranger });
    const deleted = { ...right, f: { ...right.f, '#del': { del: true, saw: { [stranger]: 1 } } } } as const;
    expect(refusal(deleted)).toEqual({ type: 'bundleUnknownRuns', run: stranger });
  });

  it('is refused when one commit has two contents, in it or beside the record held here', () => {
    const contents = inconsistent('stampContents');
    expect(refusal({ ...right, r: { name: [{ v: 'Other', s: [szeged, 1, noon] }] } })).toEqual(contents);
    expect(refusal(organisation(1, 'Other'), right)).toEqual(contents);
  });

  it('is refused when fields that it has seen were stripped from it', () => {
    const { name } = right.f;
    expect(refusal({ ...right, f: { name: name ?? null } }, right)).toEqual(inconsistent('fieldsMissing'));
  });
});
