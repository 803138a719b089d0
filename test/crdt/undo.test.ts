import { describe, expect, it } from 'vitest';
import { isDeleteDisputed, isDeleted } from '../../src/crdt/read.ts';
import type { LiveRecord, RecordState, Stamp } from '../../src/crdt/types.ts';
import { applyUndo, planUndo } from '../../src/crdt/undo.ts';
import { erase, markDeleted } from '../../src/crdt/write.ts';
import { runRecord, runRecords } from './anyVector.ts';
import { edit, emptyRecord, live, meet, noon, stamp, valuesAt } from './desk.ts';

const runs = runRecords(...['a', 'b', 'c', 'me'].map((id) => runRecord(id)));
const start = edit(emptyRecord(), { name: 'Példa Bt.', phone: '1' }, stamp('a', 1));

/** Undoes what led from `before` to `after`, by the run `me` from commit `first` on. */
const undo = (before: RecordState | null, after: RecordState, now: RecordState = after, first = 5): LiveRecord => {
  const plan = planUndo(before, after, now, runs);
  const stamps: readonly Stamp[] = plan.steps.map((_, at) => stamp('me', first + at, noon + 60_000));
  return applyUndo(live(now), plan, stamps, runs);
};

describe('undo', () => {
  it('edit, hand over, edit by the receiver, undo by the receiver of the first bundle: his edit stays', () => {
    const after = meet(runs, start, edit(start, { name: 'Példa Kft.', phone: '2' }, stamp('b', 1)));
    const now = edit(after, { phone: '3' }, stamp('me', 1));
    const undone = undo(start, after, now);
    expect([valuesAt(undone, 'name'), valuesAt(undone, 'phone')]).toEqual([['Példa Bt.'], ['3']]);
  });

  it('where rivals existed: they come back as rivals, the shown one shown', () => {
    const before = meet(runs, edit(start, { phone: '2' }, stamp('b', 1)), edit(start, { phone: '3' }, stamp('c', 2)));
    const settled = edit(before, { phone: '4' }, stamp('a', 2));
    const undone = undo(before, meet(runs, before, settled));
    expect(valuesAt(undone, 'phone')).toEqual(['3', '2']);
    expect(valuesAt(meet(runs, undone, settled, before), 'phone')).toEqual(['3', '2']);
  });

  it('where the field was absent: cleared', () => {
    const undone = undo(start, edit(start, { fax: '9' }, stamp('b', 1)));
    expect([valuesAt(undone, 'fax'), valuesAt(undone, 'name')]).toEqual([[null], ['Példa Bt.']]);
  });

  it('where the record was new: deleted, unless somebody has edited since', () => {
    expect(isDeleted(undo(null, start), runs)).toBe(true);
    const since = edit(start, { phone: '3' }, stamp('me', 1));
    expect(isDeleted(undo(null, start, since), runs)).toBe(false);
    expect(valuesAt(undo(null, start), 'name')).toEqual(['Példa Bt.']);
  });

  describe('of his own changes, one after the other', () => {
    /** What the run `me` did: the states after its commits; each undo is one more. */
    const back = (states: LiveRecord[], before: RecordState | null, after: RecordState): LiveRecord => {
      const now = states.at(-1) ?? start;
      const n = states.length;
      const plan = planUndo(before, after, now, runs, { me: n });
      const undone = applyUndo(
        now,
        plan,
        plan.steps.map((_, at) => stamp('me', n + 1 + at)),
        runs,
      );
      states.push(undone);
      return undone;
    };
    const made = edit(emptyRecord(), { name: 'Alfa Kft.' }, stamp('me', 1));
    const first = edit(made, { phone: '1' }, stamp('me', 2));
    const second = edit(first, { phone: '2' }, stamp('me', 3));

    it('goes back to where the field was empty, and to where the record was not there', () => {
      const states = [made, first, second];
      expect(valuesAt(back(states, first, second), 'phone')).toEqual(['1']);
      expect(valuesAt(back(states, made, first), 'phone')).toEqual([null]);
      const gone = back(states, null, made);
      expect([isDeleted(gone, runs), isDeleteDisputed(gone, runs)]).toEqual([true, false]);
    });

    it('goes back behind a delete that was taken back', () => {
      const deleted = markDeleted(made, stamp('me', 2), made.seen, runs);
      const states = [made, deleted];
      expect(isDeleted(back(states, made, deleted), runs)).toBe(false);
      expect(isDeleted(back(states, null, made), runs)).toBe(true);
    });

    it('takes an addition back together with his later edits, but not over an edit of somebody else', () => {
      expect(isDeleted(back([made, first], null, made), runs)).toBe(true);
      const met = live(meet(runs, first, edit(made, { fax: '9' }, stamp('b', 1))));
      const undone = back([made, met], null, made);
      expect([isDeleted(undone, runs), isDeleteDisputed(undone, runs)]).toEqual([false, true]);
    });

    it('leaves a field alone in which somebody else has written the same', () => {
      const met = live(meet(runs, first, edit(first, { phone: '1' }, stamp('b', 1))));
      expect(planUndo(made, first, met, runs, { me: 2 }).steps).toEqual([]);
    });
  });

  it('where it was deleted and an unseen edit brought it back: deleted again', () => {
    const before = markDeleted(start, stamp('c', 1), start.seen, runs);
    const after = meet(runs, before, edit(start, { phone: '2' }, stamp('b', 1)));
    const undone = undo(before, after);
    expect([isDeleted(live(after), runs), isDeleted(undone, runs), valuesAt(undone, 'phone')]).toEqual([false, true, ['1']]);
  });

  it('where it was deleted with rivals: deleted again with its rivals, but not over what the receiver wrote since', () => {
    const rivals = meet(runs, edit(start, { phone: '2' }, stamp('b', 1)), edit(start, { phone: '3' }, stamp('c', 2)));
    const before = markDeleted(live(rivals), stamp('c', 3), rivals.seen, runs);
    const after = edit(before, { phone: '4' }, stamp('a', 2));
    const undone = undo(before, after);
    expect([isDeleted(undone, runs), valuesAt(undone, 'phone')]).toEqual([true, ['3', '2']]);
    const now = edit(after, { name: 'Példa Zrt.' }, stamp('me', 1));
    expect(isDeleted(undo(before, after, now), runs)).toBe(false);
  });

  it('of a delete brings the record back, and undoing that deletes it again', () => {
    const after = markDeleted(start, stamp('b', 1), start.seen, runs);
    const undone = undo(start, after);
    expect(isDeleted(undone, runs)).toBe(false);
    expect(isDeleted(undo(after, undone, undone, 9), runs)).toBe(true);
  });

  it('redo is the undo of the undo', () => {
    const after = edit(start, { name: 'Példa Kft.', fax: '9' }, stamp('b', 1));
    const undone = undo(start, after);
    const redone = undo(after, undone, undone, 9);
    expect([valuesAt(redone, 'name'), valuesAt(redone, 'fax')]).toEqual([['Példa Kft.'], ['9']]);
  });

  it('in a record that somebody has deleted since leaves it deleted', () => {
    const after = edit(start, { phone: '2' }, stamp('b', 1));
    const undone = undo(start, after, markDeleted(after, stamp('c', 1), after.seen, runs));
    expect([isDeleted(undone, runs), valuesAt(undone, 'phone')]).toEqual([true, ['1']]);
  });

  it('writes nothing when everything has moved on, and nothing about an erased record', () => {
    const after = edit(start, { phone: '2' }, stamp('b', 1));
    expect(planUndo(start, after, edit(after, { phone: '3' }, stamp('me', 1)), runs).steps).toEqual([]);
    const erased = erase(after, stamp('b', 2), runs);
    expect(planUndo(after, erased, erased, runs).steps).toEqual([]);
    expect(planUndo(start, after, erased, runs).steps).toEqual([]);
  });

  it('importing the bundle again after the undo changes nothing', () => {
    const after = edit(start, { phone: '2' }, stamp('b', 1));
    const undone = undo(start, after);
    expect(meet(runs, undone, after, start)).toEqual(undone);
  });
});
