import { expect, it } from 'vitest';
import { err, ok } from '../../../src/base/result.ts';
import { asideNoteSchema } from '../../../src/ipc/contract.ts';
import type { DesktopPort } from '../../../src/replica/api.ts';
import { prepareImport } from '../../../src/replica/reading.ts';
import { receive } from '../../../src/replica/receiving.ts';
import { foreignBundle } from '../bundles.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

it('puts a stranger’s bundle aside for a person, however long the name that its office has given itself', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const keepAside: DesktopPort['keepAside'] = async (_file, note) =>
    asideNoteSchema.safeParse(note).success ? ok({}) : err({ type: 'invalidRequest' });
  const desktop = { keepAside } as unknown as DesktopPort; // Nothing else is asked of it.
  const tools = { desktop, signal: new AbortController().signal, isSafe: async () => true };
  const office = { type: 'office', n: 999_999, f: { name: 'Hosszú '.repeat(100), country: 'HU' } };
  const file = new Blob([new Uint8Array(await foreignBundle(recordId(901), 'f', 1, [office]))]);
  const place = { id: 'a', sealed: false };
  expect(await receive(session, place, tools, { name: 'replicas/d/f-000001.json', file, isOwn: false })).toMatchObject({ state: 'aside' });
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
