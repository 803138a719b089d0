import { describe, expect, it } from 'vitest';
import { recordFault } from '../../src/crdt/check.ts';
import { mergePacked } from '../../src/crdt/merge.ts';
import { isErased, pack } from '../../src/crdt/pack.ts';
import { isDeleteDisputed, isDeleted, rivalPaths } from '../../src/crdt/read.ts';
import { impliesVector } from '../../src/crdt/vector.ts';
import { erase, markDeleted, undelete } from '../../src/crdt/write.ts';
import { runRecord, runRecords } from './anyVector.ts';
import { edit, emptyRecord, live, meet, noon, packed, stamp, valuesAt } from './desk.ts';

const runs = runRecords(...['a', 'b', 'c', 'd'].map((id) => runRecord(id)));
const tenYearsMs = 3653 * 86_400_000;
const fields = { name: 'Példa Bt.', phone: '+3662000000', town: 'Szeged' };
const start = edit(emptyRecord(), fields, stamp('a', 1));

describe('edits', () => {
  it('two equal edits, then an edit by one who had seen only the second: two values remain', () => {
    const first = edit(start, { name: 'Példa Kft.' }, stamp('b', 1));
    const second = edit(start, { name: 'Példa Kft.' }, stamp('c', 1));
    const third = edit(second, { name: 'Példa Zrt.' }, stamp('d', 9));
    expect(valuesAt(meet(runs, first, second, third), 'name')).toEqual(['Példa Zrt.', 'Példa Kft.']);
    expect(valuesAt(meet(runs, meet(runs, first, second), third), 'name')).toEqual(['Példa Zrt.', 'Példa Kft.']);
  });

  it('form opened, import arrives, form saved: the arrived value is a rival', () => {
    const arrived = meet(runs, start, edit(start, { phone: '+40256000000' }, stamp('b', 1)));
    const saved = edit(arrived, { phone: '+3662111111' }, stamp('a', 2), start.seen);
    expect(valuesAt(saved, 'phone')).toEqual(['+3662111111', '+40256000000']);
    expect(rivalPaths(packed(saved))).toEqual(['phone']);
  });

  it('clock ten years ahead edits first, right clock edits afterwards having seen it: the second is shown, no rival', () => {
    const ahead = edit(start, { phone: '1' }, stamp('b', 1, noon + tenYearsMs));
    const right = edit(ahead, { phone: '2' }, stamp('a', 2, noon));
    expect(valuesAt(meet(runs, right, ahead, start), 'phone')).toEqual(['2']);
  });

  it('clearing a field is an edit like any other', () => {
    const cleared = edit(start, { phone: null }, stamp('a', 2));
    const other = edit(start, { phone: '3' }, stamp('b', 9));
    expect(valuesAt(meet(runs, cleared, other), 'phone')).toEqual(['3', null]);
  });

  it('two versions of one commit on one path cannot come about', () => {
    const twice = edit(edit(start, { phone: '1' }, stamp('a', 2)), { phone: '2' }, stamp('a', 2), start.seen);
    expect(valuesAt(twice, 'phone')).toEqual(['2']);
  });
});

describe('deletes', () => {
  it('edit here, delete there without having seen it: the whole record stays, with all fields', () => {
    const edited = edit(start, { phone: '1' }, stamp('a', 2));
    const deleted = markDeleted(start, stamp('b', 1), start.seen, runs);
    const both = live(meet(runs, edited, deleted));
    expect([isDeleted(deleted, runs), isDeleted(both, runs), isDeleteDisputed(both, runs)]).toEqual([true, false, true]);
    expect(['name', 'phone', 'town'].map((path) => valuesAt(both, path))).toEqual([['Példa Bt.'], ['1'], ['Szeged']]);
  });

  it('two deletes, each after an own earlier edit: deleted', () => {
    const here = edit(start, { phone: '1' }, stamp('b', 1));
    const there = edit(start, { phone: '2' }, stamp('c', 1));
    const both = meet(runs, markDeleted(here, stamp('b', 2), here.seen, runs), markDeleted(there, stamp('c', 2), there.seen, runs));
    expect(isDeleted(live(both), runs)).toBe(true);
    expect(valuesAt(both, 'phone')).toEqual(['2', '1']);
  });

  it('do not cover what was edited later in the run of the delete', () => {
    const deleted = markDeleted(start, stamp('a', 2), start.seen, runs);
    const revived = edit(deleted, { phone: '1' }, stamp('a', 3), start.seen);
    expect(isDeleted(revived, runs)).toBe(false);
  });

  it('an edit of a record that was shown as deleted brings it back and settles the delete', () => {
    const deleted = markDeleted(start, stamp('a', 2), start.seen, runs);
    const revived = edit(deleted, { phone: '1' }, stamp('b', 1));
    expect([isDeleted(revived, runs), isDeleteDisputed(revived, runs)]).toEqual([false, false]);
    expect(valuesAt(revived, '#del')).toEqual([{ del: false }]);
  });

  it('an edit of a disputed record does not settle the dispute on its own', () => {
    const edited = edit(start, { phone: '1' }, stamp('a', 2));
    const disputed = live(meet(runs, edited, markDeleted(start, stamp('b', 1), start.seen, runs)));
    expect(isDeleteDisputed(edit(disputed, { town: 'Makó' }, stamp('a', 3)), runs)).toBe(true);
  });

  it('undelete beats a delete that had not seen it', () => {
    const deleted = markDeleted(start, stamp('a', 2), start.seen, runs);
    const again = markDeleted(deleted, stamp('b', 1), deleted.seen, runs);
    const back = undelete(deleted, stamp('c', 1), deleted.seen, runs);
    expect(isDeleted(live(meet(runs, again, back)), runs)).toBe(false);
  });

  it('an edit and a delete in one commit leave the record deleted', () => {
    const edited = edit(start, { phone: '1' }, stamp('a', 2));
    const deleted = markDeleted(edited, stamp('a', 2), edited.seen, runs);
    expect(isDeleted(deleted, runs)).toBe(true);
    expect(valuesAt(deleted, '#del')).toEqual([{ del: true, saw: { a: 1 } }]);
  });
});

describe('erasures', () => {
  it('stand above every edit, earlier or later, and keep what was seen', () => {
    const erased = erase(start, stamp('b', 1), runs);
    const edited = edit(start, { phone: '1' }, stamp('c', 1, noon + tenYearsMs));
    expect(meet(runs, erased, edited)).toEqual({ type: 'organisation', id: start.id, erased: stamp('b', 1), seen: { a: 1, b: 1, c: 1 } });
  });

  it('fold while another replica has republished an erased person: gone everywhere after one round', () => {
    const erased = pack(erase(start, stamp('b', 1), runs));
    const republished = pack(edit(start, { phone: '1' }, stamp('c', 1)));
    const round = [erased, republished].map((mine) => [erased, republished].reduce((a, b) => mergePacked(a, b, runs), mine));
    expect(round.map(isErased)).toEqual([true, true]);
    expect(JSON.stringify(round[0])).toBe(JSON.stringify(round[1]));
  });

  it('A erases while B edits; a third sends C a bundle that leaves the record out: C does not claim B’s edit', () => {
    const erased = erase(start, stamp('a', 2), runs);
    const edited = edit(start, { phone: '1' }, stamp('b', 1));
    const third = meet(runs, erased, edited);
    expect(third.seen).toEqual({ a: 2, b: 1 });
    expect(impliesVector({ a: 2 }, third.seen, runs)).toBe(false);
    expect(impliesVector({ a: 2, b: 1 }, third.seen, runs)).toBe(true);
  });

  it('the later of two erasures is remembered everywhere', () => {
    const [first, second] = [erase(start, stamp('b', 1), runs), erase(start, stamp('c', 4), runs)];
    expect(meet(runs, first, second)).toMatchObject({ erased: stamp('c', 4) });
  });
});

describe('copies of a disk', () => {
  it('disk image taken mid-run, both copies go on, exchange in any order through a third: nothing lost, no false rival', () => {
    const forest = runRecords(runRecord('a'), runRecord('copy', ['a', 1]), runRecord('third'));
    const original = edit(start, { phone: '1' }, stamp('a', 2), start.seen, forest);
    const copy = edit(start, { town: 'Makó' }, stamp('copy', 1), start.seen, forest);
    const all = meet(forest, original, copy, start);
    expect([valuesAt(all, 'phone'), valuesAt(all, 'town'), all.seen]).toEqual([['1'], ['Makó'], { a: 2, copy: 1 }]);
    const seenBoth = edit(all, { phone: '2', town: 'Arad' }, stamp('third', 1), all.seen, forest);
    expect(meet(forest, copy, seenBoth, original)).toEqual(seenBoth);
  });

  it('a store with no commit is cloned three times: three first runs, nothing shared', () => {
    const copies = ['b', 'c', 'd'].map((run, at) => edit(emptyRecord(), { name: `copy ${at}` }, stamp(run, 1)));
    expect(valuesAt(meet(runs, ...copies), 'name')).toEqual(['copy 2', 'copy 1', 'copy 0']);
  });

  it('restore of last week’s copy on the same device, then edits, then exchange: both lines stay', () => {
    const forest = runRecords(runRecord('a'), runRecord('again', ['a', 1]));
    const lost = edit(edit(start, { phone: '1' }, stamp('a', 2)), { phone: '2' }, stamp('a', 3));
    const restored = edit(start, { phone: '3' }, stamp('again', 1, noon + 60_000), start.seen, forest);
    expect(valuesAt(meet(forest, lost, restored), 'phone')).toEqual(['3', '2']);
  });
});

describe('records from elsewhere', () => {
  it('a partner strips fields from a record: refused', () => {
    const whole = pack(edit(start, { phone: '1' }, stamp('b', 1)));
    const { phone: _, ...rest } = fields;
    const stripped = pack({ ...edit(emptyRecord(), rest, stamp('a', 1)), seen: whole.seen });
    expect(recordFault(whole, stripped, runs)).toBe('fieldsMissing');
    expect(recordFault(whole, pack(start), runs)).toBe(null);
    expect(recordFault(pack(start), whole, runs)).toBe(null);
  });

  it('a stamp above the record’s own seen is a fault', () => {
    const whole = pack(start);
    expect(recordFault(null, { ...whole, seen: { b: 7 } }, runs)).toBe('stampAboveSeen');
    expect(recordFault(null, { ...pack(erase(start, stamp('b', 1), runs)), seen: { a: 1 } }, runs)).toBe('stampAboveSeen');
    expect(recordFault(null, whole, runs)).toBe(null);
  });

  it('one commit with two contents is a fault, and merging it all the same ends equal on both sides', () => {
    const forged = pack(edit(emptyRecord(), { ...fields, phone: 'forged' }, stamp('a', 1)));
    expect(recordFault(pack(start), forged, runs)).toBe('stampContents');
    expect(mergePacked(pack(start), forged, runs)).toEqual(mergePacked(forged, pack(start), runs));
  });
});
