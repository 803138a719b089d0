import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own } from '../../src/base/json.ts';
import { isErased, pack, unpack } from '../../src/crdt/pack.ts';
import type { PackedRecord, RecordState, Version } from '../../src/crdt/types.ts';
import { anyLive, anyState } from './anyState.ts';
import { edit, emptyRecord, packed, stamp } from './desk.ts';

const readAgain = (record: PackedRecord): PackedRecord => JSON.parse(JSON.stringify(record)) as PackedRecord;

const byPath = (state: RecordState): readonly (readonly [string, readonly Version[] | undefined])[] => {
  const f = isErased(state) ? {} : state.f;
  return Object.keys(f)
    .sort()
    .map((path) => [path, own(f, path)]);
};

describe('the stored form', () => {
  it('gives back the same state after a round trip through text', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const again = unpack(readAgain(pack(state)));
        expect(isErased(again)).toBe(isErased(state));
        expect(byPath(again)).toEqual(byPath(state));
        expect(again.seen).toEqual(state.seen);
        expect(JSON.stringify(pack(again))).toBe(JSON.stringify(pack(state)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same text whatever order a state was built in', () => {
    fc.assert(
      fc.property(anyLive, (state) => {
        const { seen, f, id, type } = state;
        const reversed = {
          seen: Object.fromEntries(Object.entries(seen).reverse()),
          f: Object.fromEntries(Object.entries(f).reverse()),
          id,
          type,
        };
        expect(JSON.stringify(pack(reversed))).toBe(JSON.stringify(pack(state)));
      }),
    );
  });

  it('shares the stamp that most values carry and keeps rivals aside', () => {
    const start = edit(emptyRecord(), { town: 'Arad', name: 'Példa', phone: '1' }, stamp('a', 1));
    const later = edit(edit(start, { phone: '2' }, stamp('b', 2)), { phone: '3' }, stamp('a', 3), start.seen);
    expect(JSON.stringify(packed(later))).toBe(
      JSON.stringify({
        type: 'organisation',
        id: start.id,
        f: { name: 'Példa', phone: '3', town: 'Arad' },
        s: { '': stamp('a', 1), phone: stamp('a', 3) },
        r: { phone: [{ v: '2', s: stamp('b', 2) }] },
        seen: { a: 3, b: 2 },
      }),
    );
  });

  it('takes the latest of several stamps that are equally common', () => {
    const start = edit(emptyRecord(), { name: 'Példa' }, stamp('a', 1));
    expect(packed(edit(start, { phone: '1' }, stamp('a', 2))).s).toEqual({ '': stamp('a', 2), name: stamp('a', 1) });
  });
});
