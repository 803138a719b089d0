import { expect, it } from 'vitest';
import { commitChanges } from '../../../src/replica/commit.ts';
import { restoreAsOf } from '../../../src/replica/restoring.ts';
import { snapshotBundle } from '../../../src/replica/snapshot.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

it('going back to an earlier day changes nothing where it is stopped while it reckons what that would write', async () => {
  const stop = new AbortController();
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const write = (name: string) =>
    commitChanges(session, [
      { kind: 'set', type: 'organisation', id: recordId(1), set: { name }, shown: { [session.run.id]: session.run.n } },
    ]);
  expect(await write('Egy')).toMatchObject({ ok: true });
  const monday = new Blob([await snapshotBundle(session)]);
  expect(await write('Kettő')).toMatchObject({ ok: true });
  const { facts, clock } = session;
  const stopping = Object.assign(session, {
    clock: () => {
      stop.abort();
      return clock();
    },
  });
  expect(await restoreAsOf(stopping, monday, stop.signal)).toEqual({ ok: false, error: { type: 'cancelled' } });
  expect(session.facts).toBe(facts);
  Object.assign(session, { clock });
  expect(await restoreAsOf(session, monday, new AbortController().signal)).toMatchObject({ ok: true, value: { changed: 1 } });
});
