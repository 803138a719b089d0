import { expect, it } from 'vitest';
import { commitChanges } from '../../../src/replica/commit.ts';
import { renewRun, type Session, shelfOf } from '../../../src/replica/session.ts';
import { recordOf } from '../../../src/replica/shelf.ts';
import { keepStatements } from '../../../src/replica/trust.ts';
import { undoCommit } from '../../../src/replica/undoing.ts';
import { valueAt } from '../../../src/replica/values.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const opened = () => storeOn({ held: Promise.resolve(), rows: [] });

const write = async (session: Session, n: number, name: string) => {
  const shown = recordOf(shelfOf(session, 'organisation'), recordId(n))?.seen ?? {};
  const written = await commitChanges(session, [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name }, shown }]);
  if (!written.ok) throw new Error(written.error.type);
  return written.value;
};

const nameOf = (session: Session, n: number): unknown => {
  const record = recordOf(shelfOf(session, 'organisation'), recordId(n));
  return record && valueAt(record, 'name');
};

it('takes back what was done before the machine slept, not what has the same number since', async () => {
  const session = opened();
  await write(session, 1, 'Egy');
  const before = await write(session, 1, 'Egyes');
  renewRun(session);
  await write(session, 2, 'Kettő');
  expect(await write(session, 2, 'Kettes')).toMatchObject({ n: before.n });
  expect(await undoCommit(session, before)).toMatchObject({ ok: true, value: { changed: 1 } });
  expect([nameOf(session, 1), nameOf(session, 2)]).toEqual(['Egy', 'Kettes']);
});

it('takes back as many records as a first import brings', async () => {
  const session = opened();
  const many = Array.from(
    { length: 130_000 },
    (_, n) => ({ kind: 'set', type: 'organisation', id: recordId(n), set: { name: 'Egy' }, shown: {} }) as const,
  );
  const done = await commitChanges(session, many);
  if (!done.ok) throw new Error(done.error.type);
  expect(await undoCommit(session, done.value)).toMatchObject({ ok: true, value: { changed: many.length } });
});

it('takes back a change behind which a statement about keys was kept', async () => {
  const session = opened();
  await write(session, 1, 'Egy');
  const done = await write(session, 1, 'Egyes');
  const { identity } = session;
  if (!identity) throw new Error('Nobody was set up.');
  expect(await keepStatements(session, identity, [{ text: '{}', signatures: [] }])).toMatchObject({ ok: true });
  expect(await undoCommit(session, done)).toMatchObject({ ok: true, value: { changed: 1 } });
  expect(nameOf(session, 1)).toBe('Egy');
});

it('takes back one change after the other, to the first value and to before the record was there', async () => {
  const session = opened();
  const done = [await write(session, 1, 'Egy'), await write(session, 1, 'Egyes'), await write(session, 1, 'Egyetlen')];
  const isListed = () => shelfOf(session, 'organisation').listedCount === 1;
  const seen: unknown[] = [];
  for (const each of done.toReversed()) {
    if (each === done[0]) renewRun(session); // As after a sleep.
    expect(await undoCommit(session, each)).toMatchObject({ ok: true, value: { changed: 1 } });
    seen.push(isListed() && nameOf(session, 1));
  }
  expect(seen).toEqual(['Egyes', 'Egy', false]);
  expect(shelfOf(session, 'organisation').disputed.size).toBe(0);
});
