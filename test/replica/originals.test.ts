import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordChange } from '../../src/replica/api.ts';
import { bytesOf, sha256Of } from '../host/open.ts';
import { call } from './harness.ts';
import { type Machine, type Running, type Site, startSite, store } from './machines.ts';
import { addFolder, commit, exchange, named, twoFriends } from './offices.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_241);
});
afterAll(() => site.close());

const carry = ({ page }: Running, id: string) => call(page, store, 'carryOriginals', { id, sealed: false });
const originalsThere = async ({ page }: Running) => (await call(page, store, 'ledger'))[0]?.originals;

const file = bytesOf('%PDF-1.7\nthe original');
const sha256 = sha256Of(file);
const pathOn = ({ data }: Machine): string => join(data, 'files', sha256.slice(0, 2), sha256);
const photo: RecordChange = {
  kind: 'set',
  type: 'attachment',
  id: recordId(50),
  set: { of: recordId(1), name: 'udvar.pdf', file: { sha256, mime: 'application/pdf', bytes: file.length } },
  shown: {},
};

it('an original travels through the place, each office says what it lacks, and an erasure takes the file away everywhere', async () => {
  const [szeged, timisoara] = await twoFriends(site);
  const folder = await mkdtemp(join(tmpdir(), 'replica-originals-'));
  const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];

  await mkdir(join(szeged.machine.data, 'files', sha256.slice(0, 2)), { recursive: true });
  await writeFile(pathOn(szeged.machine), file);
  await commit(szeged, photo);
  expect(await originalsThere(szeged)).toBeUndefined();
  await exchange(szeged, here);
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { sent: [sha256], fetched: [], missing: 0 } });

  expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { published: expect.any(String) } });
  await exchange(szeged, here);
  expect(await originalsThere(szeged)).toEqual({ has: 0, of: 1 });
  expect(await carry(timisoara, there)).toMatchObject({ ok: true, value: { sent: [], fetched: [sha256], missing: 0 } });
  expect(existsSync(pathOn(timisoara.machine))).toBe(true);
  await commit(timisoara, named(2, 'Doi SRL'));
  await exchange(timisoara, there);
  await exchange(szeged, here);
  expect(await originalsThere(szeged)).toEqual({ has: 1, of: 1 });
  expect(await originalsThere(timisoara)).toEqual({ has: 1, of: 1 });

  await commit(szeged, { kind: 'erase', type: 'attachment', id: recordId(50) });
  await expect.poll(() => existsSync(pathOn(szeged.machine)), { timeout: 20_000 }).toBe(false);
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { purged: 1, sent: [], fetched: [] } });
  expect(await readdir(join(folder, 'blobs'))).toEqual([]);
  expect(await carry(timisoara, there)).toMatchObject({ ok: true, value: { sent: [sha256] } });
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { purged: 1 } });
  await szeged.shutDown();
  await timisoara.shutDown();
  await rm(folder, { recursive: true });
});
