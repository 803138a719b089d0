import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../../src/base/ids.ts';
import { changesFor, everything, ways } from '../../../../src/renderer/features/exchange/inbox/chooseMany.ts';
import type { FieldVersion, RivalEntry } from '../../../../src/replica/api.ts';

const version = (value: string, office: string, at: number): FieldVersion => ({
  value,
  by: { author: 'Minta Anna', office, at, run: 'a'.repeat(20), n: at, own: false },
});
const rival = (id: string, path: string, versions: readonly FieldVersion[], kind: RivalEntry['kind'] = 'values'): RivalEntry => ({
  kind,
  type: 'organisation',
  id: id as RecordId, // Only compared.
  values: {},
  seen: { [id]: 1 },
  path,
  versions,
  editedBy: null,
  broughtBackBy: null,
  duplicate: null,
});
const phone = rival('one', 'phone', [version('1', 'Szeged', 5), version('2', 'Timișoara', 9)]);
const town = rival('one', 'town', [version('Arad', 'Oradea', 7), version('Makó', 'Szeged', 2)]);
const deleted = rival('two', 'name', [version('x', 'Szeged', 5)], 'editAgainstDelete');
const all = [phone, town, deleted];

describe('a choice for many values', () => {
  it('keeps what is shown, all of a record in one change', () => {
    expect(changesFor(all, { keep: 'shown' })).toEqual([
      { kind: 'set', type: 'organisation', id: 'one', set: { phone: '1', town: 'Arad' }, shown: { one: 1 } },
    ]);
  });
  it('keeps what was written last', () => {
    expect(changesFor(all, { keep: 'newest' })).toMatchObject([{ set: { phone: '2', town: 'Arad' } }]);
  });
  it('leaves to decide what the chosen office has not written', () => {
    expect(changesFor(all, { keep: 'office', office: 'Timișoara' })).toMatchObject([{ set: { phone: '2' } }]);
  });
  it('decides about records that were deleted and edited only when told to keep or to delete them', () => {
    const late = rival('three', 'sameAs', [version('gone', 'Szeged', 5)], 'late');
    expect(changesFor([deleted, late], { keep: 'newest' })).toEqual([]);
    expect(changesFor([late], { keep: 'nothing' })).toEqual([]);
    expect(changesFor(all, { keep: 'records' })).toEqual([{ kind: 'undelete', type: 'organisation', id: 'two', shown: { two: 1 } }]);
    expect(changesFor(all, { keep: 'nothing' })).toEqual([{ kind: 'delete', type: 'organisation', id: 'two', shown: { two: 1 } }]);
  });
  it('writes a value of a joined record at the survivor and closes the question at the other', () => {
    const joined: RivalEntry = { ...phone, kind: 'joined', duplicate: { id: 'away' as RecordId, seen: { away: 3 } } };
    const closed = { kind: 'settleJoined', type: 'organisation', id: 'away', path: 'phone', shown: { away: 3 } };
    expect(changesFor([joined], { keep: 'shown' })).toEqual([closed]);
    expect(changesFor([joined], { keep: 'newest' })).toEqual([
      { kind: 'set', type: 'organisation', id: 'one', set: { phone: '2' }, shown: { one: 1 } },
      closed,
    ]);
  });
  it('takes the newer of two values that were chosen for one field', () => {
    const own = rival('one', 'phone', [version('1', 'Szeged', 5), version('9', 'Timișoara', 3)]);
    const joined: RivalEntry = { ...phone, kind: 'joined', duplicate: { id: 'away' as RecordId, seen: { away: 3 } } };
    expect(changesFor([own, joined], { keep: 'newest' })).toMatchObject([{ set: { phone: '2' } }, { kind: 'settleJoined' }]);
    expect(changesFor([joined, own], { keep: 'newest' })).toMatchObject([{ set: { phone: '2' } }, { kind: 'settleJoined' }]);
  });
});

describe('what the inbox can be narrowed by', () => {
  const page = { types: { organisation: 3 }, offices: ['Szeged'] };

  it('is offered where there is a choice', () => {
    expect(ways(page, everything)).toEqual({ types: [], offices: [] });
    const more = { types: { organisation: 3, visit: 1 }, offices: ['Szeged', 'Timișoara'] };
    expect(ways(more, everything)).toEqual({ types: ['organisation', 'visit'], offices: more.offices });
  });

  it('stays to be let go of when nothing passes it any more', () => {
    expect(ways(page, { ...everything, office: 'Timișoara' }).offices).toEqual(['Szeged', 'Timișoara']);
    expect(ways(page, { ...everything, type: 'visit' }).types).toEqual(['organisation', 'visit']);
  });
});
