import { expect, it } from 'vitest';
import type { PackedRecord } from '../../../src/crdt/types.ts';
import { encode } from '../../../src/replica/codec.ts';
import { forgetErased } from '../../../src/replica/replaced.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const stateOf = (n: number, name: string): PackedRecord =>
  ({
    type: 'person',
    id: recordId(n),
    f: { name },
    s: { '': ['a'.repeat(20), 1, 1] },
    seen: { ['a'.repeat(20)]: 1 },
  }) as unknown as PackedRecord; // As `pack` writes it.

type Row = { readonly sha256: string; readonly at: number; readonly undone: number; readonly data: Uint8Array };

/** A store that keeps what these imports replaced, by the SHA-256 of their bundles. */
const keeping = (rows: ReadonlyMap<string, Uint8Array>) => {
  const kept = new Map<string, Row>([...rows].map(([sha256, data], at) => [sha256, { sha256, at, undone: 0, data }]));
  const replaced = {
    get: async (sha256: string) => kept.get(sha256),
    put: async (row: Row) => void kept.set(row.sha256, row),
    delete: async (sha256: string) => void kept.delete(sha256),
    toCollection: () => ({ primaryKeys: async () => [...kept.keys()] }),
  };
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  Object.assign(session.db, { replaced });
  for (const sha256 of rows.keys()) session.undoStates.set(sha256, 'possible');
  const text = () => [...kept.values()].map(({ data }) => new TextDecoder().decode(data)).join('\n');
  return { session, text };
};

const noteOf = (...names: readonly string[]) =>
  encode({ added: [], changed: names.map((name, n) => ({ before: stateOf(n, name), after: stateOf(n, `${name} 2`) })) });

it('an erased record goes from what imports replaced although something there cannot be read, which goes too: it may hold the record', async () => {
  const broken = new TextEncoder().encode('{"added":[],"changed":[{"before":Titok');
  const { session, text } = keeping(
    new Map([
      ['a', broken],
      ['b', noteOf('Titok', 'Maradó')],
    ]),
  );
  await forgetErased(session, new Set([recordId(0)]));
  expect(text()).not.toContain('Titok');
  expect(text()).toContain('Maradó');
  expect([...session.undoStates.keys()], 'what nobody can take back any more').toEqual(['b']);
});

it('an erased record goes also from what an import replaced of which it has been said that it cannot be taken back', async () => {
  const { session, text } = keeping(new Map([['a', noteOf('Titok', 'Maradó')]]));
  session.undoStates.delete('a'); // Its write had not answered in time, and came through later.
  await forgetErased(session, new Set([recordId(0)]));
  expect(text()).not.toContain('Titok');
});
