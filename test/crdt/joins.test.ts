import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { followSameAs, unseenByJoin } from '../../src/crdt/joins.ts';
import { applyUndo, planUndo } from '../../src/crdt/undo.ts';
import { settleJoined } from '../../src/crdt/write.ts';
import { runRecord, runRecords } from './anyVector.ts';
import { edit, emptyRecord, live, meet, packed, stamp } from './desk.ts';

const follow = (id: string, targets: Readonly<Record<string, string | null>>): string =>
  followSameAs(id as RecordId, (at) => targets[at] as RecordId | null | undefined);

describe('joined records', () => {
  it('are followed to their end', () => {
    expect(follow('1', { 1: '2', 2: '3', 3: null })).toBe('3');
  });

  it('stop before a target that is missing, deleted or erased', () => {
    expect(follow('1', { 1: '2', 2: '3' })).toBe('2');
    expect(follow('1', { 1: '2' })).toBe('1');
    expect(follow('1', {})).toBe('1');
  });

  it('mutual sameAs: both stand for the smallest id', () => {
    expect(follow('1', { 1: '2', 2: '1' })).toBe('1');
    expect(follow('2', { 1: '2', 2: '1' })).toBe('1');
  });

  it('that lead into a cycle stand for the smallest id of the cycle, not of the way there', () => {
    expect(follow('1', { 1: '4', 4: '3', 3: '2', 2: '4' })).toBe('2');
    expect(follow('9', { 9: '9' })).toBe('9');
  });
});

describe('edits of a record that was joined to another', () => {
  const runs = runRecords(...['a', 'b', 'c'].map((id) => runRecord(id)));
  const start = edit(emptyRecord(), { name: 'Példa Bt.', phone: '1', town: 'Szeged' }, stamp('a', 1));
  const joined = edit(start, { sameAs: '2' }, stamp('a', 2));
  const unseen = (state: Parameters<typeof packed>[0]): Readonly<Record<string, readonly unknown[]>> =>
    Object.fromEntries([...unseenByJoin(packed(state), runs)].map(([path, versions]) => [path, versions.map(({ v }) => v)]));

  it('stay hidden with the record where whoever joined it had been shown them', () => {
    expect(unseen(joined)).toEqual({});
    const there = meet(runs, start, edit(start, { phone: '2' }, stamp('b', 1)));
    expect(unseen(edit(there, { sameAs: '2' }, stamp('a', 2)))).toEqual({});
  });

  it('edit of the record joined away, without having seen the join: the edit waits beside the survivor', () => {
    const there = edit(start, { phone: '2' }, stamp('b', 1));
    expect(unseen(meet(runs, joined, there))).toEqual({ phone: ['2'] });
  });

  it('form opened, edit arrives, record joined in the form: the edit waits', () => {
    const arrived = meet(runs, start, edit(start, { phone: '2' }, stamp('b', 1)));
    expect(unseen(edit(arrived, { sameAs: '2' }, stamp('a', 2), start.seen))).toEqual({ phone: ['2'] });
  });

  it('edit made after the join, knowing of it: it waits too', () => {
    expect(unseen(edit(joined, { town: 'Makó' }, stamp('b', 1)))).toEqual({ town: ['Makó'] });
  });

  it('two different edits of one field: both wait', () => {
    const edits = ['b', 'c'].map((run, at) => edit(start, { phone: `2${at}` }, stamp(run, 1)));
    expect(unseen(meet(runs, joined, ...edits))).toEqual({ phone: ['21', '20'] });
  });

  it('what was written in the commit of the join is no later edit', () => {
    expect(unseen(edit(start, { sameAs: '2', phone: '3' }, stamp('a', 2)))).toEqual({});
  });

  it('are settled field by field, and an edit that the settlement had not seen waits again', () => {
    const both = meet(runs, joined, edit(start, { phone: '2', town: 'Arad' }, stamp('b', 1)));
    const settled = settleJoined(live(both), 'phone', stamp('a', 3), both.seen, runs);
    expect(unseen(settled)).toEqual({ town: ['Arad'] });
    const later = edit(start, { phone: '4' }, stamp('c', 1));
    expect(unseen(meet(runs, settled, later))).toEqual({ phone: ['4'], town: ['Arad'] });
  });

  it('wait again when the settlement is undone', () => {
    const both = live(meet(runs, joined, edit(start, { phone: '2' }, stamp('b', 1))));
    const settled = settleJoined(both, 'phone', stamp('a', 3), both.seen, runs);
    const undone = applyUndo(settled, planUndo(both, settled, settled, runs), [stamp('a', 4)], runs);
    expect(unseen(undone)).toEqual({ phone: ['2'] });
  });

  it('two joins, one of which had seen the edit: it does not wait', () => {
    const there = edit(start, { phone: '2' }, stamp('b', 1));
    const joinedThere = edit(there, { sameAs: '2' }, stamp('b', 2));
    expect(unseen(meet(runs, joined, joinedThere))).toEqual({});
  });

  it('a join of an older program, which does not say what it had seen, hides nothing', () => {
    const { '#joined': _, ...f } = joined.f;
    expect(unseen({ ...joined, f })).toEqual({ name: ['Példa Bt.'], phone: ['1'], town: ['Szeged'] });
  });
});
