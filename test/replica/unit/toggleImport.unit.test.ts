import { expect, it } from 'vitest';
import { encode } from '../../../src/replica/codec.ts';
import { commitChanges, presentState } from '../../../src/replica/commit.ts';
import type { Session } from '../../../src/replica/session.ts';
import { toggleImport } from '../../../src/replica/undoImport.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

/** A store into which `count` new records have come with the bundle `a`; nothing more can be written down of what it replaced. */
const received = async (count: number) => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const ids = Array.from({ length: count }, (_, n) => recordId(n));
  const changes = ids.map((id) => ({ kind: 'set', type: 'organisation', id, set: { name: 'Minta' }, shown: {} }) as const);
  expect(await commitChanges(session, changes)).toMatchObject({ ok: true });
  const after = presentState(session, 'organisation', recordId(0));
  const note = { added: [{ type: 'organisation', seen: after?.seen ?? {}, ids }], changed: [] };
  const put = async (): Promise<never> => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  const none = { reverse: () => none, limit: () => none, keys: async () => [] };
  Object.assign(session.db, { replaced: { get: async () => ({ data: encode(note) }), put, orderBy: () => none } });
  session.undoStates.set('a', 'possible');
  return session;
};

it.each([1, 2])(
  'stopped at the %i. word of its progress, taking an import back leaves everything as it was, and can be begun again',
  async (words) => {
    const session = await received(5000);
    const { facts, run } = session;
    const stop = new AbortController();
    const told: number[] = [];
    const emit: Session['emit'] = (event) => {
      if (event.kind === 'progress') told.push(event.done);
      if (told.length === words) stop.abort();
    };
    expect(await toggleImport(Object.assign(session, { emit }), 'a', stop.signal)).toEqual({ ok: false, error: { type: 'cancelled' } });
    expect([session.facts, session.run, session.undoStates.get('a')]).toEqual([facts, run, 'possible']);
    expect(session.shelves.get('organisation')?.listedCount).toBe(5000);
    expect(await toggleImport(session, 'a', new AbortController().signal)).toMatchObject({ ok: true, value: { changed: 5000 } });
  },
);

it('taking an import back is no failure where only the way to bring it again could not be written', async () => {
  const session = await received(1);
  expect(await toggleImport(session, 'a', new AbortController().signal)).toMatchObject({ ok: true, value: { changed: 1 } });
  expect(session.undoStates.get('a')).toBeUndefined();
  expect(session.shelves.get('organisation')?.listedCount).toBe(0);
});
