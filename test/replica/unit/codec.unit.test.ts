import { describe, expect, it } from 'vitest';
import type { RunId } from '../../../src/crdt/types.ts';
import { decodeNote, decodePage, encode, encodeNote, encodePage } from '../../../src/replica/codec.ts';
import { recordId } from '../records.ts';

const run = 'a'.repeat(20) as RunId;

describe('the codec', () => {
  it('reads pages and notes back as they were', () => {
    const page = {
      records: [{ type: 'organisation', id: recordId(1), f: { name: 'Őrült Űr' }, s: { '': [run, 1, 5] as const }, seen: { [run]: 1 } }],
      past: { [recordId(1)]: [{ path: 'name', v: 'Régi', s: [run, 1, 4] as const }] },
    };
    expect(decodePage(encodePage(page))).toEqual(page);
    const note = { kind: 'commit' as const, at: 1, chain: 'ab', details: { file: null } };
    expect(decodeNote(encodeNote(note))).toEqual(note);
  });

  it('refuses what is not a page, instead of reading an empty one', () => {
    for (const value of [{}, [], null, { records: [{}], past: {} }, { records: [] }]) expect(() => decodePage(encode(value))).toThrow();
    expect(() => decodePage(encodePage({ records: [], past: {} }).subarray(3))).toThrow();
    expect(() => decodeNote(encode({ kind: 'commit' }))).toThrow();
  });
});
