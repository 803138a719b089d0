import { expect, it } from 'vitest';
import { err, ok } from '../../../src/base/result.ts';
import type { RunId, RunRecord } from '../../../src/crdt/types.ts';
import { asideNoteSchema } from '../../../src/ipc/contract.ts';
import type { DesktopPort } from '../../../src/replica/api.ts';
import { prepareImport } from '../../../src/replica/reading.ts';
import { receive, retryAside } from '../../../src/replica/receiving.ts';
import { foreignBundle } from '../bundles.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

it('puts a stranger’s bundle aside for a person, however long the name that its office has given itself', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const noted: Parameters<DesktopPort['keepAside']>[1][] = [];
  const keepAside: DesktopPort['keepAside'] = async (_file, note) => {
    noted.push(note);
    return asideNoteSchema.safeParse(note).success ? ok({}) : err({ type: 'invalidRequest' });
  };
  const desktop = { keepAside } as unknown as DesktopPort; // Nothing else is asked of it.
  const tools = { desktop, signal: new AbortController().signal, isSafe: async () => true };
  const office = { type: 'office', n: 999_999, f: { name: 'Hosszú '.repeat(100), country: 'HU' } };
  const file = new Blob([new Uint8Array(await foreignBundle(recordId(901), 'f', 1, [office]))]);
  const place = { id: 'a', sealed: false };
  expect(await receive(session, place, tools, { name: 'replicas/d/f-000001.json', file, isOwn: false })).toMatchObject({ state: 'aside' });
  expect(noted).toMatchObject([{ why: 'unsigned', place: 'a' }]);
  expect(noted[0]).not.toHaveProperty('trusted');
});

it('says how many bundles and files a bundle asks for before anybody takes it in', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const slot = `replicas/${recordId(999_998)}/${'f'.repeat(20)}`;
  const asks = [`${slot}-000001.json`, `${slot}-000002.json.gz.age`, `blobs/${'0'.repeat(64)}`, 'neither/of/them'];
  const file = new Blob([new Uint8Array(await foreignBundle(recordId(901), 'f', 1, [], null, asks))]);
  const signal = new AbortController().signal;
  const prepared = await prepareImport(session, file, { job: 'preview', signal, cluster: recordId(901) });
  expect(prepared).toMatchObject({ ok: true, value: { preview: { asksFor: { bundles: 2, files: 1 } } } });
});

it('tells a person why a bundle waits now, and no longer the reason that has gone since', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const file = new Uint8Array(await foreignBundle(recordId(901), 'f', 1, []));
  const noted: string[] = [];
  let why: Parameters<DesktopPort['keepAside']>[1]['why'] = 'newer';
  const desktop = {
    listAside: async () => ok([{ why, fileName: 'f.json', office: '', author: '', sha256: 'f'.repeat(64), bytes: 1, at: 1 }]),
    readAside: async () => ok(file),
    keepAside: async (_file: unknown, note: { why: typeof why }) => {
      noted.push(note.why);
      why = note.why;
      return ok({});
    },
  } as unknown as DesktopPort; // Nothing else is asked of it.
  const tools = { desktop, signal: new AbortController().signal };
  for (let times = 0; times < 2; times += 1) expect(await retryAside(session, tools)).toEqual(ok(0));
  expect(noted).toEqual(['unsigned']);
});

it('names no record as an example of what a bundle brings that has nothing to be named by', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const scans = Array.from({ length: 60 }, (_, index) => ({ type: 'scan', n: 100 + index, f: { kind: 'in', at: index } }));
  const visitor = { type: 'registration', n: 500, f: { name: { family: 'Őri', given: 'Tünde', order: 'family-first' } } };
  const file = new Blob([new Uint8Array(await foreignBundle(recordId(901), 'f', 1, [...scans, visitor]))]);
  const prepared = await prepareImport(session, file, { job: 'preview', signal: new AbortController().signal, cluster: recordId(901) });
  expect(prepared).toMatchObject({ ok: true, value: { preview: { added: 61, examples: [{ titles: { hu: 'Őri Tünde' } }] } } });
});

it.each([
  ['its heads', 'g'.repeat(20)],
  ['a record alone', 'gh'.repeat(10)],
])('takes nothing in that knows of more than this opening has written, by %s', async (_, id) => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const run = id as RunId; // Twenty characters of base32.
  session.run = { ...session.run, id: run, n: 3 };
  const own: RunRecord = { id: run, device: recordId(999_998), office: recordId(999_999), author: 'Ion Exemplu', parent: null };
  session.facts = { ...session.facts, runs: new Map([[run, own]]) };
  const prepared = async (n: number) => {
    const record = { type: 'organisation', n: 1, f: { name: 'Példa Kft.' }, seen: { [run]: n } };
    const file = new Blob([new Uint8Array(await foreignBundle(recordId(901), 'f', 1, [record]))]);
    return prepareImport(session, file, { job: 'preview', signal: new AbortController().signal, cluster: recordId(901) });
  };
  expect(await prepared(3)).toMatchObject({ ok: true });
  expect(await prepared(4)).toEqual(err({ type: 'bundleInconsistent', what: 'seenBeyondHeads' }));
});
