import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../../src/base/ids.ts';
import { changesFor, everything, officesOf, passes } from '../../../../src/renderer/features/exchange/inbox/chooseMany.ts';
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
  it('never decides about a record that was deleted and edited', () => {
    expect(changesFor([deleted], { keep: 'newest' })).toEqual([]);
  });
});

describe('the filter of what is to decide', () => {
  it('narrows by office and by kind', () => {
    expect(all.filter((entry) => passes(entry, { ...everything, office: 'Timișoara' }))).toEqual([phone]);
    expect(all.filter((entry) => passes(entry, { ...everything, kind: 'editAgainstDelete' }))).toEqual([deleted]);
  });
  it('names each office once', () => {
    expect(officesOf(all)).toEqual(['Oradea', 'Szeged', 'Timișoara']);
  });
});
