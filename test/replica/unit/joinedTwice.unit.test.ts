import { expect, it } from 'vitest';
import type { RecordChange } from '../../../src/replica/api.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import { listInbox, listRivals } from '../../../src/replica/inbox.ts';
import { viewOf } from '../../../src/replica/views.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const type = 'organisation' as const;

it('asks which of two was meant where people who did not know of each other joined a record to different ones', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const commit = async (...changes: readonly RecordChange[]): Promise<void> => {
    expect(await commitChanges(session, changes)).toMatchObject({ ok: true });
  };
  for (const n of [1, 2, 3]) await commit({ kind: 'set', type, id: recordId(n), set: { name: `Minta ${n}` }, shown: {} });
  const shownBoth = viewOf(session, type, recordId(1))?.seen ?? {};
  const join = (n: number | null, shown: typeof shownBoth): Promise<void> =>
    commit({ kind: 'set', type, id: recordId(1), set: { sameAs: n === null ? null : recordId(n) }, shown });
  await join(2, shownBoth);
  expect(listRivals(session, 9).total).toBe(0);
  await join(3, shownBoth);
  const { entries } = listInbox(session, { type: null, office: null, kind: null, limit: 9 });
  expect(entries.map(({ kind, id, path, versions }) => [kind, id, path, versions.map(({ value }) => value).toSorted()])).toEqual([
    ['values', recordId(1), 'sameAs', [recordId(2), recordId(3)]],
  ]);
  expect(listRivals(session, 9).total).toBe(1);
  await join(2, viewOf(session, type, recordId(1))?.seen ?? {});
  expect(listRivals(session, 9).total).toBe(0);
});

it('asks nothing of a joined record whose differing values whoever joined it has seen', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const set = async (n: number, values: Readonly<Record<string, string>>, shown = {}): Promise<void> => {
    expect(await commitChanges(session, [{ kind: 'set', type, id: recordId(n), set: values, shown }])).toMatchObject({ ok: true });
  };
  await set(2, { name: 'Minta' });
  for (const phone of ['1', '2']) await set(1, { phone });
  expect(listRivals(session, 9).total).toBe(1);
  await set(1, { sameAs: recordId(2) }, viewOf(session, type, recordId(1))?.seen ?? {});
  expect(listRivals(session, 9).total).toBe(0);
});
