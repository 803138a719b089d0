import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { asideLimits, refusedLimits } from '../../src/host/aside.ts';
import type { AsideNote, Handlers } from '../../src/ipc/contract.ts';
import { bytesOf, hostIn, sha256Of, temporaryFolder } from './open.ts';

const note: AsideNote = { why: 'unknownKey', fileName: 'szinkron.json.gz', office: 'Timișoara', author: 'Popa Ion' };

/** Of whom nobody known has signed, as of one office. */
const most = asideLimits.files * 0.4;

let folder: string;
let host: Handlers;
beforeEach(() => {
  folder = temporaryFolder();
  host = hostIn(folder, 1000);
});

it('a file kept aside is listed with its note and read back as it came, also after a restart', async () => {
  const file = bytesOf('a bundle');
  const entry = { ...note, sha256: sha256Of(file), bytes: 8, at: 1000 };
  expect(await host.keepAside({ file, note })).toEqual({ ok: true, value: entry });
  const later = hostIn(folder, 2000);
  expect(await later.listAside({})).toEqual({ ok: true, value: [entry] });
  expect(await later.readAside({ sha256: entry.sha256 })).toEqual({ ok: true, value: file });
});

it('the same file kept again stays one, with the time of the first and the note of the second', async () => {
  const file = bytesOf('a bundle');
  await host.keepAside({ file, note });
  await hostIn(folder, 2000).keepAside({ file, note: { ...note, why: 'newer' } });
  expect(await host.listAside({})).toMatchObject({ ok: true, value: [{ why: 'newer', at: 1000 }] });
});

it('a file that is dropped leaves nothing behind, and dropping it again is no failure', async () => {
  const file = bytesOf('a bundle');
  await host.keepAside({ file, note });
  for (let time = 0; time < 2; time += 1) expect(await host.dropAside({ sha256s: [sha256Of(file)] })).toEqual({ ok: true, value: null });
  expect(readdirSync(join(folder, 'aside'))).toEqual([]);
  expect(await host.readAside({ sha256: sha256Of(file) })).toEqual({ ok: false, error: { type: 'notFound' } });
});

it('a flood of files ends where the limit is, and there is room again once some are decided', async () => {
  for (let at = 0; at < most; at += 1) expect((await host.keepAside({ file: bytesOf(`file ${at}`), note })).ok).toBe(true);
  expect(await host.keepAside({ file: bytesOf('one more'), note })).toEqual({ ok: false, error: { type: 'asideFull' } });
  expect((await host.keepAside({ file: bytesOf('file 7'), note })).ok).toBe(true);
  await host.dropAside({ sha256s: [sha256Of(bytesOf('file 7'))] });
  expect((await host.keepAside({ file: bytesOf('one more'), note })).ok).toBe(true);
});

it('what nobody known has signed, and what one office has, leave room for the bundles of others', async () => {
  const flood = async (name: string, more: Partial<AsideNote>): Promise<number> => {
    let kept = 0;
    while (kept < 250 && (await host.keepAside({ file: bytesOf(`${name} ${kept}`), note: { ...note, ...more } })).ok) kept += 1;
    return kept;
  };
  expect(await flood('junk', { why: 'unsigned', place: 'a' })).toBe(most / 2);
  expect(await flood('more junk', { why: 'newer', place: 'b' })).toBe(most / 2);
  expect(await flood('junk of a third place', { place: 'c' })).toBe(0);
  expect(await flood('Arad', { why: 'confirmation', trusted: 'arad', place: 'a' })).toBe(most);
  expect(await flood('Szeged', { why: 'confirmation', trusted: 'szeged', place: 'a' })).toBe(asideLimits.files - 2 * most);
});

it('a file that waits longer keeps its place in mind, and takes room as the one who is known to have signed it since', async () => {
  const file = bytesOf('a bundle');
  await host.keepAside({ file, note: { ...note, place: 'a' } });
  await host.keepAside({ file, note: { ...note, why: 'confirmation', trusted: 'arad' } });
  expect(await host.listAside({})).toMatchObject({ value: [{ why: 'confirmation', trusted: 'arad', place: 'a' }] });
});

it('a refused file stays, also when it comes once more, may wait again, and makes no room scarce', async () => {
  const file = bytesOf('a bundle');
  const sha256 = sha256Of(file);
  await host.keepAside({ file, note });
  expect(await hostIn(folder, 5000).refuseAside({ sha256, refused: true })).toEqual({ ok: true, value: null });
  await hostIn(folder, 6000).keepAside({ file, note: { ...note, why: 'newer' } });
  expect(await host.listAside({})).toMatchObject({ ok: true, value: [{ why: 'newer', at: 1000, refusedAt: 5000 }] });
  for (let at = 0; at < most; at += 1) expect((await host.keepAside({ file: bytesOf(`file ${at}`), note })).ok).toBe(true);
  await host.refuseAside({ sha256, refused: false });
  expect(await host.listAside({})).toMatchObject({
    value: expect.arrayContaining([{ ...note, why: 'newer', sha256, bytes: 8, at: 1000 }]),
  });
  expect(await host.readAside({ sha256 })).toEqual({ ok: true, value: file });
  expect(await host.refuseAside({ sha256: sha256Of(bytesOf('never kept')), refused: true })).toEqual({
    ok: false,
    error: { type: 'notFound' },
  });
});

it('of very many refused files the newest stay', async () => {
  const named = (at: number): string => sha256Of(bytesOf(`file ${at}`));
  for (let at = 0; at <= refusedLimits.files; at += 1) {
    await host.keepAside({ file: bytesOf(`file ${at}`), note });
    await hostIn(folder, 2000 - at).refuseAside({ sha256: named(at), refused: true });
  }
  const listed = await host.listAside({});
  const left = listed.ok ? listed.value.map(({ sha256 }) => sha256) : [];
  expect(left.sort()).toEqual(Array.from({ length: refusedLimits.files }, (_, at) => named(at)).sort());
  expect(await host.readAside({ sha256: named(refusedLimits.files) })).toEqual({ ok: false, error: { type: 'notFound' } });
});

it('a file whose note cannot be read is shown and can be decided on, and takes the next note that comes', async () => {
  const file = bytesOf('a bundle');
  const sha256 = sha256Of(file);
  await host.keepAside({ file, note });
  writeFileSync(join(folder, 'aside', `${sha256}.json`), '{"why":');
  expect(await host.listAside({})).toMatchObject({ ok: true, value: [{ why: 'noteLost', sha256, bytes: 8 }] });
  expect(await host.readAside({ sha256 })).toEqual({ ok: true, value: file });
  await host.keepAside({ file, note });
  expect(await host.listAside({})).toMatchObject({ ok: true, value: [{ ...note, sha256 }] });
  writeFileSync(join(folder, 'aside', `${sha256}.json`), '');
  expect(await host.dropAside({ sha256s: [sha256] })).toEqual({ ok: true, value: null });
  expect(await host.listAside({})).toEqual({ ok: true, value: [] });
});

it('a file that changed on the disk is not handed out, and one without a note, or a note without a file, is gone with the next look', async () => {
  const file = bytesOf('a bundle');
  const name = sha256Of(file);
  await host.keepAside({ file, note });
  writeFileSync(join(folder, 'aside', `${name}.bundle`), 'other bytes');
  expect(await host.readAside({ sha256: name })).toEqual({ ok: false, error: { type: 'hashMismatch' } });
  rmSync(join(folder, 'aside', `${name}.json`));
  writeFileSync(join(folder, 'aside', `${'a'.repeat(64)}.json`), '{}');
  expect(await host.listAside({})).toEqual({ ok: true, value: [] });
  expect(readdirSync(join(folder, 'aside'))).toEqual([]);
});
