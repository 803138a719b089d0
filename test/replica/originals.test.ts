import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordChange } from '../../src/replica/api.ts';
import { bytesOf, sha256Of } from '../host/open.ts';
import { call } from './harness.ts';
import { type Machine, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { addFolder, commit, exchange, named, twoFriends } from './offices.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_241);
});
afterAll(() => site.close());

const carry = ({ page }: Running, id: string, anew = false) => call(page, store, 'carryOriginals', { id, sealed: false, anew });
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

/** Two offices that accept one another and share a folder, and a photo that Szeged has recorded. */
const friendsWithPhoto = async () => {
  const [szeged, timisoara] = await twoFriends(site);
  const folder = await mkdtemp(join(tmpdir(), 'replica-originals-'));
  const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
  await mkdir(join(szeged.machine.data, 'files', sha256.slice(0, 2)), { recursive: true });
  await writeFile(pathOn(szeged.machine), file);
  await commit(szeged, photo);
  return { szeged, timisoara, folder, here, there };
};

it('an original travels through the place, each office says what it lacks, and an erasure takes the file away everywhere', async () => {
  const { szeged, timisoara, folder, here, there } = await friendsWithPhoto();
  expect(await originalsThere(szeged)).toBeUndefined();
  await exchange(szeged, here);
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { sent: [sha256], fetched: [], missing: 0 } });

  expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { published: expect.any(String) } });
  await exchange(szeged, here);
  expect(await originalsThere(szeged)).toEqual({ has: 0, of: 1 });

  await writeFile(join(folder, 'blobs', sha256), file.subarray(0, 12));
  const damaged = { ok: true, value: { fetched: [], failed: [{ sha256, error: { type: 'hashMismatch' } }] } };
  for (let times = 0; times < 2; times += 1) expect(await carry(timisoara, there)).toMatchObject(damaged);
  expect(await exchange(timisoara, there), 'it asks for another copy').toMatchObject({ value: { published: expect.any(String) } });
  expect(await exchange(timisoara, there), 'once').toMatchObject({ value: { published: null } });
  await exchange(szeged, here);
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { sent: [], mended: [sha256] } });
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { sent: [], mended: [] } });
  expect(await carry(timisoara, there)).toMatchObject({ ok: true, value: { sent: [], fetched: [sha256], missing: 0 } });
  expect(existsSync(pathOn(timisoara.machine))).toBe(true);
  expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { published: expect.any(String) } });
  expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { published: null } });
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

it('a copy as long as the damaged one before it is fetched at once where somebody asks for it, and by itself after a rest', async () => {
  const { szeged, timisoara, folder, here, there } = await friendsWithPhoto();
  await exchange(szeged, here);
  await carry(szeged, here);
  await exchange(timisoara, there);

  const copy = join(folder, 'blobs', sha256);
  await writeFile(copy, Buffer.from(file).fill('x', 10));
  const damaged = { ok: true, value: { fetched: [], failed: [{ sha256, error: { type: 'hashMismatch' } }] } };
  for (const anew of [false, false, true]) expect(await carry(timisoara, there, anew)).toMatchObject(damaged);
  await writeFile(copy, file);
  expect(await carry(timisoara, there)).toMatchObject(damaged);
  expect(await carry(timisoara, there, true)).toMatchObject({ ok: true, value: { fetched: [sha256], failed: [] } });
  await szeged.shutDown();
  await timisoara.shutDown();
  await rm(folder, { recursive: true });
});

it('a file that two records name stays until both are erased, also when nobody has asked for the second one yet', async () => {
  const szeged = await site.switchOn(await newMachine(), [], true);
  expect(await setUp(szeged, 'Szeged')).toMatchObject({ ok: true });
  const folder = await mkdtemp(join(tmpdir(), 'replica-originals-'));
  const here = await addFolder(szeged, folder);
  await mkdir(join(szeged.machine.data, 'files', sha256.slice(0, 2)), { recursive: true });
  await writeFile(pathOn(szeged.machine), file);
  await commit(szeged, photo);
  await carry(szeged, here);
  await commit(szeged, { ...photo, id: recordId(51) });
  const sentinel = async (): Promise<{ readonly seq: number; readonly erased: readonly string[] }> =>
    JSON.parse(await readFile(join(szeged.machine.data, 'sentinel.json'), 'utf8'));
  await commit(szeged, { kind: 'erase', type: 'attachment', id: recordId(50) });
  await expect.poll(async () => (await sentinel()).erased, { timeout: 20_000 }).toContain(recordId(50));
  const { seq } = await sentinel();
  await commit(szeged, named(3, 'Három Kft.')); // The host has done with the erasure when it takes the next entry.
  await expect.poll(async () => (await sentinel()).seq, { timeout: 20_000 }).toBeGreaterThan(seq);
  expect(existsSync(pathOn(szeged.machine))).toBe(true);
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { purged: 0, fetched: [] } });
  await commit(szeged, { kind: 'erase', type: 'attachment', id: recordId(51) });
  await expect.poll(() => existsSync(pathOn(szeged.machine)), { timeout: 20_000 }).toBe(false);
  expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { purged: 1 } });
  await szeged.shutDown();
  await rm(folder, { recursive: true });
});
