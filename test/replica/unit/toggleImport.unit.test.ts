import { expect, it } from 'vitest';
import { encode } from '../../../src/replica/codec.ts';
import { commitChanges, presentState } from '../../../src/replica/commit.ts';
import { toggleImport } from '../../../src/replica/undoImport.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

it('taking an import back is no failure where only the way to bring it again could not be written', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const id = recordId(1);
  expect(await commitChanges(session, [{ kind: 'set', type: 'organisation', id, set: { name: 'Minta' }, shown: {} }])).toMatchObject({
    ok: true,
  });
  const after = presentState(session, 'organisation', id);
  const note = { added: [{ type: 'organisation', seen: after?.seen ?? {}, ids: [id] }], changed: [] };
  const put = async (): Promise<never> => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  Object.assign(session.db, { replaced: { get: async () => ({ data: encode(note) }), put } });
  session.undoStates.set('a', 'possible');
  expect(await toggleImport(session, 'a')).toMatchObject({ ok: true, value: { changed: 1 } });
  expect(session.undoStates.get('a')).toBeUndefined();
  expect(session.shelves.get('organisation')?.listedCount).toBe(0);
});
