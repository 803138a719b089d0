import { describe, expect, it } from 'vitest';
import { distinctValues, isDeleted, rivalPaths, shownValue, shownValues, stampOf, versionsOf } from '../../src/crdt/read.ts';
import type { PackedLive } from '../../src/crdt/types.ts';
import { markDeleted } from '../../src/crdt/write.ts';
import { runRecord, runRecords } from './anyVector.ts';
import { edit, emptyRecord, live, meet, packed, stamp } from './desk.ts';

const runs = runRecords(...['a', 'b', 'c'].map((id) => runRecord(id)));
const odd = JSON.parse('{"name":"Példa","__proto__":"proto","constructor":"ctor"}') as Record<string, string>;
const start = edit(emptyRecord(), odd, stamp('a', 1));
const rivals = meet(
  runs,
  edit(start, { name: 'Példa Kft.', town: { hu: 'Arad', ro: 'Arad' } }, stamp('b', 1)),
  edit(start, { name: 'Példa Zrt.', town: { ro: 'Arad', hu: 'Arad' } }, stamp('c', 2)),
);

describe('reading a stored record', () => {
  it('finds the shown value, its stamp and its rivals', () => {
    const record = packed(rivals);
    expect(shownValue(record, 'name')).toBe('Példa Zrt.');
    expect(stampOf(record, 'name')).toEqual(stamp('c', 2));
    expect(stampOf(record, 'constructor')).toEqual(stamp('a', 1));
    expect(versionsOf(record, 'name').map(({ v }) => v)).toEqual(['Példa Zrt.', 'Példa Kft.']);
  });

  it('calls only different values rivals, whatever the order of their keys', () => {
    expect(rivalPaths(packed(rivals))).toEqual(['name']);
    expect(versionsOf(packed(rivals), 'town')).toHaveLength(2);
    expect(distinctValues(versionsOf(packed(rivals), 'town'))).toHaveLength(1);
  });

  it('leaves cleared fields and reserved paths out of the shown values', () => {
    const deleted = markDeleted(edit(start, { name: null }, stamp('a', 2)), stamp('a', 3), start.seen, runs);
    expect(Object.entries(shownValues(packed(deleted)))).toEqual([
      ['__proto__', 'proto'],
      ['constructor', 'ctor'],
    ]);
  });

  it('finds nothing at a path that only the language knows', () => {
    const record = packed(edit(emptyRecord(), { name: 'x' }, stamp('a', 1)));
    for (const path of ['__proto__', 'constructor', 'toString']) {
      expect([shownValue(record, path), stampOf(record, path), versionsOf(record, path)]).toEqual([undefined, undefined, []]);
    }
  });

  it('says of stored and unpacked records alike whether they are deleted', () => {
    const deleted = markDeleted(live(rivals), stamp('a', 4), rivals.seen, runs);
    expect([isDeleted(deleted, runs), isDeleted(packed(deleted), runs), isDeleted(packed(rivals), runs)]).toEqual([true, true, false]);
  });

  it('takes a delete that does not say what it had seen for one that had seen nothing', () => {
    const mark = (v: PackedLive['f'][string]): PackedLive => ({ ...packed(start), f: { ...packed(start).f, '#del': v } });
    expect(isDeleted({ ...mark({ del: true }), s: { '': stamp('a', 1), '#del': stamp('b', 1) } }, runs)).toBe(false);
    expect(isDeleted({ ...mark({ del: true, saw: { a: 'all' } }), s: { '': stamp('a', 1), '#del': stamp('b', 1) } }, runs)).toBe(false);
    expect(isDeleted(mark('yes'), runs)).toBe(false);
  });
});
