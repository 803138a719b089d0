import { describe, expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { findVisitor } from '../../../../src/renderer/features/desk/findVisitor.ts';
import type { ListPage, ReplicaApi, Row } from '../../../../src/replica/api.ts';

const idOf = (at: number) =>
  createRecordId(
    () => at,
    (length) => new Uint8Array(length),
  );
const event = idOf(1);
const guests = [
  ['Anna', 'Minta'],
  ['Bence', 'Alma'],
  ['Bo', 'Li'],
  ['Jürgen', 'Müller'],
  ['Noemi', 'Boer'],
].map(
  ([given, family], at): Row => ({
    type: 'registration',
    id: idOf(at + 2),
    values: { event, status: 'confirmed', name: { given: given ?? '', family: family ?? '' } },
    rivals: [],
    waits: null,
    seen: {},
  }),
);

/** A store that finds everybody, as it does where nothing is searched for. */
const everybody = {
  list: async (): Promise<ListPage> => ({ rows: guests, total: guests.length, counts: {}, fuzzy: false, complete: true, workerMs: 0 }),
} as unknown as ReplicaApi; // Nothing else is asked of it.

const kindOf = async (typed: string): Promise<string> => (await findVisitor(everybody, event, typed)).kind;

describe('what a visitor types', () => {
  it('shows nobody’s name before three letters of one are there, whatever stands between them', async () => {
    for (const typed of ['...', '- - -', 'a ..', 'a a a', 'an a', '§§§§']) expect([typed, await kindOf(typed)]).toEqual([typed, 'short']);
  });

  it('finds a person by three letters of one name or of two', async () => {
    expect(await findVisitor(everybody, event, 'min')).toEqual({ kind: 'one', row: guests[0] });
    expect(await findVisitor(everybody, event, 'li bo')).toEqual({ kind: 'one', row: guests[2] });
    expect(await kindOf('zzz')).toBe('none');
  });

  it('finds a name with ä, ö or ü where these are written with an e, and the other way round', async () => {
    const mueller = { kind: 'one', row: guests[3] };
    for (const typed of ['Müller', 'muller', 'Mueller', 'MUELL juerg', 'mueller jürgen'])
      expect(await findVisitor(everybody, event, typed)).toEqual(mueller);
    expect(await findVisitor(everybody, event, 'Bör'), 'written without its mark').toEqual({ kind: 'one', row: guests[4] });
    expect(await kindOf('nomi'), 'an e is not passed over').toBe('none');
  });
});
