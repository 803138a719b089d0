import { beforeEach, expect, it } from 'vitest';
import type { RecordType } from '../../../src/domain/recordTypes.ts';
import type { Values } from '../../../src/replica/api.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import type { Session } from '../../../src/replica/session.ts';
import { personTracesOf } from '../../../src/replica/traces.ts';
import { viewOf } from '../../../src/replica/views.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const name = { family: 'Törlendő', given: 'Tímea', order: 'family-first' };
const entry = '01999999-0000-7000-8000-00000000aaaa';

let session: Session;
beforeEach(() => {
  session = storeOn({ held: Promise.resolve(), rows: [] });
});
const set = async (type: RecordType, n: number, values: Values): Promise<void> => {
  const shown = viewOf(session, type, recordId(n))?.seen ?? {};
  expect(await commitChanges(session, [{ kind: 'set', type, id: recordId(n), set: values, shown }])).toMatchObject({ ok: true });
};
const remove = (type: RecordType, n: number) =>
  commitChanges(session, [{ kind: 'delete', type, id: recordId(n), shown: viewOf(session, type, recordId(n))?.seen ?? {} }]);

it('a person stands in what refers to them, and perhaps in what has their name, deleted or not', async () => {
  await set('person', 1, { name });
  await set('person', 2, { name: { family: 'Régi', given: 'Tímea' }, sameAs: recordId(1) });
  await set('person', 3, { name: { family: 'timea', given: 'TORLENDO' } });
  await set('person', 4, { name: { family: 'Más', given: 'Valaki' } });
  await set('registration', 11, { name: { family: 'Más', given: 'Néven' }, person: recordId(2) });
  await set('registration', 12, { name: { family: 'Régi', given: 'Tímea' } });
  await set('registration', 13, { name: { family: 'Törlendő', given: 'Tamás' } });
  await set('scan', 21, { registration: recordId(12), kind: 'in', at: 1 });
  await set('scan', 22, { registration: recordId(11), kind: 'badge', at: 1 });
  await remove('registration', 11);
  const traces = personTracesOf(session, 'person', recordId(1));
  expect(traces).toMatchObject({ joined: 1, came: false, mentions: [] });
  expect(traces?.records.map(({ id, refers, came, deleted }) => [id, refers, came, deleted === true])).toEqual([
    [recordId(3), false, false, false],
    [recordId(11), true, false, true],
    [recordId(12), false, true, false],
  ]);
});

it('a registration leads to its person, to their other registrations, and to nobody where it has no name', async () => {
  await set('person', 1, { name });
  await set('person', 2, { name: { family: 'Régi', given: 'Tímea' }, sameAs: recordId(1) });
  await set('registration', 11, { name, person: recordId(2) });
  await set('registration', 12, { name: { family: 'Más', given: 'Néven' }, person: recordId(1) });
  await set('registration', 13, {});
  await set('registration', 14, {});
  await set('scan', 21, { registration: recordId(11), kind: 'in', at: 1 });
  const traces = personTracesOf(session, 'registration', recordId(11));
  expect(traces?.came).toBe(true);
  expect(traces?.records.map(({ type, id, refers }) => [type, id, refers])).toEqual([
    ['person', recordId(1), true],
    ['person', recordId(2), true],
    ['registration', recordId(12), true],
  ]);
  expect(personTracesOf(session, 'registration', recordId(13))?.records).toEqual([]);
});

it('visits and sessions name a person, with a title and in any order', async () => {
  await set('person', 1, { name });
  await set('visit', 31, { day: '2010-05-25', [`participant/${entry}`]: { name: 'dr. Timea TÖRLENDŐ' } });
  await set('visit', 32, { day: '2010-05-26', [`participant/${entry}`]: { name: 'T. Tímea', person: recordId(1) } });
  await set('visit', 33, { day: '2010-05-27', [`followUp/${entry}`]: { what: 'Küld', who: 'Törlendő Tímea, Minta Anna' } });
  await set('visit', 34, { day: '2010-05-28', [`participant/${entry}`]: { name: 'Törlendő Tamás' } });
  await set('session', 41, { speaker: 'Minta Anna, Törlendő Tímea' });
  const traces = personTracesOf(session, 'person', recordId(1));
  expect(traces?.mentions.map(({ id }) => id)).toEqual([31, 32, 33, 41].map(recordId));
});

it('nothing is told of a record that is erased or not here', async () => {
  await set('person', 1, { name });
  await commitChanges(session, [{ kind: 'erase', type: 'person', id: recordId(1) }]);
  expect(personTracesOf(session, 'person', recordId(1))).toBeNull();
  expect(personTracesOf(session, 'person', recordId(2))).toBeNull();
});
