import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordChange } from '../../src/replica/api.ts';
import { bytesOf, sha256Of } from '../host/open.ts';
import { call } from './harness.ts';

import { exportAs, importFrom, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { addFolder, admit, ask, commit, exchange, named, previewOf, startOffice, twoFriends, twoOffices } from './offices.ts';

import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_237);
});
afterAll(() => site.close());

const nameAt = async ({ page }: Running, n: number) => (await call(page, store, 'get', 'organisation', recordId(n)))?.values.name;

const carry = ({ page }: Running, id: string) => call(page, store, 'carryOriginals', { id, sealed: true });

const original = bytesOf('%PDF-1.7\nthe original');
const sha256 = sha256Of(original);
const later = bytesOf('%PDF-1.7\na later one');

/** A document whose file lies on this machine only. */
const takePhoto = async ({ machine }: Running, taken = original, n = 50): Promise<RecordChange> => {
  const hash = sha256Of(taken);
  const folder = join(machine.data, 'files', hash.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, hash), taken);
  const file = { sha256: hash, mime: 'application/pdf', bytes: taken.length };
  return { kind: 'set', type: 'attachment', id: recordId(n), set: { of: recordId(1), name: 'udvar.pdf', file }, shown: {} };
};

/** An exchange whose upload arrives, without this machine hearing of it. */
const loseAnswer = async (running: Running, place: string): Promise<void> => {
  const upload = '**/desktop/publishPlaceBundle';
  await running.page.route(upload, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await expect(exchange(running, place)).rejects.toThrow('Failed to fetch');
  await running.page.unroute(upload);
};

/** The office withdraws a key of its own. */
const revoke = async (running: Running, key: string): Promise<void> => {
  const { cluster, office } = (await call(running.page, store, 'identity')) ?? {};
  const said = await ask(running, 'revokeKey', { cluster, office: office?.id, key, upTo: {} });
  expect(await call(running.page, store, 'addStatements', [(said as { readonly value: never }).value])).toMatchObject({ ok: true });
};

/** Takes in a file, given in base64, as a person does who has looked at it. */
const importText = ({ page }: Running, text: string) =>
  page.evaluate(
    async ([name, file]) => {
      const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
      return await testPage.api(name).importBundle(new Blob([bytes]), { fileName: 'kept.json.gz', confirmed: true });
    },
    [store, text] as const,
  );

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'replica-place-'));

describe('offices that share a folder', () => {
  it('trust whom they joined, put a stranger aside, and take what waited once a person has spoken to it', async () => {
    const [szeged, timisoara] = await twoOffices(site);
    const folder = await newFolder();
    const [there, here] = [await addFolder(timisoara, folder), await addFolder(szeged, folder)];
    await commit(timisoara, named(2, 'Doi SRL'));
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { applied: [] } });
    expect(await exchange(szeged, here)).toMatchObject({ ok: true, value: { applied: [], aside: [expect.any(String)] } });
    expect(await nameAt(szeged, 2)).toBeUndefined();
    expect(await ask(szeged, 'listAside', {})).toMatchObject({ ok: true, value: [{ why: 'unknownKey', office: 'Timișoara' }] });
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { refused: [], aside: [] } });
    await exportAs(timisoara, 'hello');
    await admit(szeged, 'hello');
    expect(await call(szeged.page, store, 'retryAside')).toEqual({ ok: true, value: 1 });
    expect(await nameAt(szeged, 2)).toBe('Doi SRL');
    expect(await ask(szeged, 'listAside', {})).toEqual({ ok: true, value: [] });
    await commit(szeged, named(3, 'Három Kft.'));
    await exchange(szeged, here);
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { aside: [] } });
    expect(await nameAt(timisoara, 3)).toBe('Három Kft.');
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('fill an emptied folder again, fall silent when nothing is new, and keep what a kill interrupted', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    for (let round = 0; round < 3; round += 1) {
      await exchange(szeged, here);
      await exchange(timisoara, there);
    }
    expect(await exchange(szeged, here)).toMatchObject({ ok: true, value: { published: null, applied: [] } });
    await rm(join(folder, 'replicas'), { recursive: true });
    await commit(szeged, named(4, 'Négy Kft.'));
    await szeged.kill();
    const again = await site.switchOn(szeged.machine, [], true);
    expect(await exchange(again, here)).toMatchObject({ ok: true, value: { published: expect.any(String), vanished: expect.any(Number) } });
    await exchange(timisoara, there);
    expect(await nameAt(timisoara, 4)).toBe('Négy Kft.');
    await again.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('leave a bundle where it is for as long as their disk has no room for it', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    await commit(szeged, named(4, 'Négy Kft.'));
    await exchange(szeged, here);
    await timisoara.page.workers()[0]?.evaluate(() => {
      navigator.storage.estimate = async () => ({ quota: 100_000, usage: 99_000 });
    });
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { applied: [], later: [{ error: 'notEnoughSpace' }] } });
    expect(await nameAt(timisoara, 4)).toBeUndefined();
    await timisoara.page.workers()[0]?.evaluate(() => {
      navigator.storage.estimate = async () => ({});
    });
    expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { applied: [expect.any(String)] } });
    expect(await nameAt(timisoara, 4)).toBe('Négy Kft.');
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('put only encrypted bundles into a sealed folder, and open them with their keys', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    await importFrom(szeged, 'hello');
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder, true), await addFolder(timisoara, folder, true)];
    await commit(szeged, named(5, 'Titkos Kft.'));
    expect(await exchange(szeged, here, true)).toMatchObject({ ok: true, value: { published: expect.stringMatching(/\.age$/) } });
    expect(await exchange(timisoara, there, true)).toMatchObject({ ok: true, value: { applied: [expect.any(String)] } });
    expect(await nameAt(timisoara, 5)).toBe('Titkos Kft.');
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.endsWith('.json.gz'))).toEqual([]);
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('bring a second machine of an office in by themselves when it is admitted, although what it had sent before was refused', async () => {
    const first = await site.switchOn(await newMachine(), [], true);
    expect(await setUp(first, 'Szeged')).toMatchObject({ ok: true });
    await commit(first, named(1, 'Egy Kft.'));
    await exportAs(first, 'join');
    const office = (await call(first.page, store, 'identity'))?.office.id;
    if (office === undefined) throw new Error('The first machine belongs to nobody.');
    const second = await site.switchOn(await newMachine(), [], true);
    await second.page.evaluate(
      async ([name, id]) => await testPage.api(name).setUp({ author: 'Másik', office: { id }, join: await testPage.fetchFile('join') }),
      [store, office] as const,
    );
    const folder = await newFolder();
    const [here, there] = [await addFolder(first, folder), await addFolder(second, folder)];
    await commit(second, named(2, 'Kettő Kft.'));
    await loseAnswer(second, there);
    expect(await exchange(second, there)).toMatchObject({ value: { published: null } });
    expect(await ask(second, 'listAside', {}), 'what it has sent itself needs nobody’s trust').toEqual({ ok: true, value: [] });
    await exchange(first, here);
    const [waiting] = ((await ask(first, 'listAside', {})) as { readonly value: readonly { readonly sha256: string }[] }).value;
    expect(await ask(first, 'dropAside', { sha256s: [waiting?.sha256] })).toMatchObject({ ok: true });
    await second.kill();
    const again = await site.switchOn(second.machine, [], true);
    await commit(again, named(3, 'Három Kft.'));
    await exchange(again, there);
    expect(await exchange(first, here)).toMatchObject({ ok: true, value: { applied: [], aside: [], later: [expect.anything()] } });

    await exportAs(again, 'hello');
    const preview = await previewOf(first, 'hello');
    const request = preview.ok ? preview.value.request : null;
    const said = (await ask(first, 'admitDevice', { request: request as never })) as { readonly value: never };
    expect(await call(first.page, store, 'addStatements', [said.value])).toMatchObject({ ok: true });
    for (let round = 0; round < 3; round += 1) {
      await exchange(first, here);
      await exchange(again, there);
    }
    expect(await exchange(first, here)).toMatchObject({ ok: true, value: { later: [] } });
    expect([await nameAt(first, 2), await nameAt(first, 3)]).toEqual(['Kettő Kft.', 'Három Kft.']);
    await first.shutDown();
    await again.shutDown();
    await rm(folder, { recursive: true });
  });

  it('take in a machine that goes over to another office once that office has accepted it', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    const office = (await call(szeged.page, store, 'identity'))?.office.id;
    if (office === undefined) throw new Error('The first machine belongs to nobody.');
    expect(await call(timisoara.page, store, 'changeIdentity', { author: 'Popa Ana', office })).toMatchObject({ ok: true });
    await commit(timisoara, named(2, 'Kettő Kft.'));
    await exportAs(timisoara, 'moved');
    const preview = await previewOf(szeged, 'moved');
    expect(preview).toMatchObject({ ok: true, value: { signer: { state: 'unknownKey' }, request: expect.anything() } });
    const request = preview.ok ? preview.value.request : null;
    const said = (await ask(szeged, 'admitDevice', { request: request as never })) as { readonly value: never };
    expect(await call(szeged.page, store, 'addStatements', [said.value])).toMatchObject({ ok: true });
    const signer = { state: 'trusted', office, author: 'Popa Ana' };
    expect(await previewOf(szeged, 'moved')).toMatchObject({ ok: true, value: { signer, request: null } });
    await szeged.shutDown();
    await timisoara.shutDown();
  });

  it('take an upload whose answer was lost for what it is, and do not look like two copies of one laptop', async () => {
    const [szeged, friend] = await twoFriends(site);
    let timisoara = friend;
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    await commit(timisoara, named(2, 'Doi SRL'));
    await exchange(timisoara, there);
    await exchange(szeged, here);
    for (const [n, isRestarted] of [[3, false] as const, [4, true] as const]) {
      const { page } = timisoara;
      await commit(timisoara, named(n, 'Elveszett SRL'));
      await loseAnswer(timisoara, there);
      if (isRestarted) {
        await timisoara.kill();
        timisoara = await site.switchOn(timisoara.machine, [], true);
      } else {
        expect(await exchange(timisoara, there)).toMatchObject({ value: { applied: [], published: null } });
        expect(await call(page, store, 'status')).toMatchObject({ notHandedOver: 0 });
      }
      await commit(timisoara, named(n + 10, 'Következő Kft.'));
      expect(await exchange(timisoara, there)).toMatchObject({ value: { published: expect.any(String) } });
    }
    await exchange(szeged, here);
    expect((await call(szeged.page, store, 'ledger')).flatMap((office) => office.broken)).toEqual([]);
    expect(
      (await call(timisoara.page, store, 'exchanges')).filter(({ direction, office }) => direction === 'in' && office === 'Timișoara'),
    ).toEqual([]);
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('heed a withdrawn key although an erasure before it waits for a yes, and are not told to ask for what was refused here', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    const asideAt = async () => ((await ask(szeged, 'listAside', {})) as { readonly value: readonly { readonly sha256: string }[] }).value;
    const brokenAt = async () => (await call(szeged.page, store, 'ledger')).flatMap((office) => office.broken);
    await commit(timisoara, named(2, 'Doi SRL'));
    await exchange(timisoara, there);
    await exchange(szeged, here);
    await commit(timisoara, { kind: 'erase', type: 'organisation', id: recordId(1) });
    await revoke(timisoara, `ed25519:${'A'.repeat(43)}`);
    await exchange(timisoara, there);
    const erasing = await exchange(szeged, here);
    expect(erasing).toMatchObject({ value: { aside: [expect.any(String)] } });
    await commit(timisoara, named(3, 'Trei SRL'));
    await exchange(timisoara, there);
    expect(await exchange(szeged, here)).toMatchObject({ value: { applied: [expect.any(String)] } });
    expect(await brokenAt()).toEqual(['waiting']);
    const [waiting] = await asideAt();
    for (const refused of [true, false, true]) {
      expect(await ask(szeged, 'refuseAside', { sha256: waiting?.sha256, refused })).toMatchObject({ ok: true });
      expect(await brokenAt()).toEqual([refused ? 'refused' : 'waiting']);
    }
    const copied = await newFolder();
    await cp(folder, copied, { recursive: true });
    const anew = await addFolder(szeged, copied); // Nothing is remembered of it, as in a store that was rebuilt.
    expect(await exchange(szeged, anew), 'what was refused does not wait').toMatchObject({ ok: true, value: { aside: [], refused: [] } });
    expect(await brokenAt()).toEqual(['refused']);
    const file = await readFile(join(folder, erasing.ok ? (erasing.value.aside[0] ?? '') : ''), 'base64');
    expect(await importText(szeged, file)).toMatchObject({ ok: true, value: { erased: 1, asksFor: { bundles: 0, files: 0 } } });
    const [past] = await call(szeged.page, store, 'exchanges');
    expect(past?.keyNews, 'it is told of the bundle that had said so').toEqual({ revoke: ['Timișoara'] });

    await timisoara.kill();
    const again = await site.switchOn(timisoara.machine, [], true);
    await commit(again, { kind: 'erase', type: 'organisation', id: recordId(2) });
    await exchange(again, there);
    expect(await exchange(szeged, here)).toMatchObject({ value: { aside: [expect.any(String)] } });
    const officeKey = (await call(again.page, store, 'identity'))?.officeKey ?? '';
    await revoke(again, officeKey);
    await exchange(again, there);
    expect(await exchange(szeged, here)).toMatchObject({ value: { applied: [], later: [{ error: 'bundleUnknownRuns' }] } });
    const withdrawn = await szeged.page.evaluate(async (name) => {
      const { offices } = await testPage.api(name).trustBook();
      return [...offices.values()].flatMap(({ revokedKeys }) => revokedKeys);
    }, store);
    expect(withdrawn).toContain(officeKey);
    await szeged.shutDown();
    await again.shutDown();
    await rm(folder, { recursive: true });
  });

  it('are told of a bundle that is kept from them, and not of one that was removed unread and sent again', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    const folder = await newFolder();
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    const line = async () => (await call(szeged.page, store, 'ledger')).find(({ office }) => office.name === 'Timișoara');
    const send = async (n: number, name: string): Promise<string> => {
      await commit(timisoara, named(n, name));
      const sent = await exchange(timisoara, there);
      return join(folder, sent.ok ? (sent.value.published ?? '') : '');
    };
    await send(2, 'Doi SRL');
    await exchange(szeged, here);
    await rm(await send(3, 'Trei SRL'));
    await send(4, 'Patru SRL');
    await exchange(szeged, here);
    expect([await nameAt(szeged, 3), await nameAt(szeged, 4)]).toEqual(['Trei SRL', 'Patru SRL']);
    expect(await line()).toMatchObject({ broken: [], missingHere: [] });

    const kept = await send(5, 'Cinci SRL');
    await send(6, 'Șase SRL');
    const bytes = await readFile(kept);
    await rm(kept);
    await exchange(szeged, here);
    expect([await nameAt(szeged, 5), await nameAt(szeged, 6)]).toEqual([undefined, 'Șase SRL']);
    expect(await line()).toMatchObject({ broken: ['withheld'], missingHere: [expect.anything()] });
    await writeFile(kept, bytes);
    await exchange(szeged, here);
    expect(await nameAt(szeged, 5)).toBe('Cinci SRL');
    expect(await line()).toMatchObject({ broken: [], missingHere: [] });
    await szeged.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('bring everything to an office that could not read a sealed folder before it was accepted', async () => {
    const [szeged, timisoara] = await twoOffices(site);
    const arad = await startOffice(site, 'Arad', 'join');
    await exportAs(timisoara, 'hello');
    await admit(szeged, 'hello');
    const folder = await newFolder();
    const [here, there, far] = [
      await addFolder(szeged, folder, true),
      await addFolder(timisoara, folder, true),
      await addFolder(arad, folder, true),
    ];
    await commit(timisoara, named(6, 'Șase SRL'));
    const second = await takePhoto(timisoara, later, 51);
    await exchange(timisoara, there, true);
    await exchange(szeged, here, true);
    for (let round = 0; round < 2; round += 1) expect(await exchange(arad, far, true)).toMatchObject({ value: { sealedToOthers: 2 } });
    expect(await nameAt(arad, 6)).toBeUndefined();
    await exchange(timisoara, there, true);
    await commit(szeged, named(8, 'Nyolc Kft.'), await takePhoto(szeged));
    await exchange(szeged, here, true);
    expect(await carry(szeged, here)).toMatchObject({ ok: true, value: { sent: [sha256], renewed: [] } });
    await exportAs(arad, 'greeting');
    await admit(szeged, 'greeting');
    await call(szeged.page, store, 'retryAside');
    await commit(szeged, named(7, 'Hét Kft.'));
    await exchange(szeged, here, true);
    await exchange(arad, far, true);
    expect([await nameAt(arad, 6), await nameAt(arad, 7)]).toEqual(['Șase SRL', 'Hét Kft.']);
    await exchange(szeged, here, true);
    expect(await exchange(szeged, here, true)).toMatchObject({ ok: true, value: { published: null } });
    await exchange(timisoara, there, true);
    const broken = (await call(timisoara.page, store, 'ledger')).flatMap((office) => office.broken);
    expect(broken, 'a bundle that was folded away unread is not missed').toEqual([]);
    await szeged.kill();
    const again = await site.switchOn(szeged.machine, [], true);
    expect(await exchange(again, here, true)).toMatchObject({ ok: true, value: { published: null, folded: 0 } });
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await carry(arad, far)).toMatchObject({ value: { fetched: [], failed: [{ sha256, error: { type: 'photoNotForUs' } }] } });
    expect(await carry(again, here)).toMatchObject({ ok: true, value: { sent: [], renewed: [sha256] } });
    expect(await carry(again, here)).toMatchObject({ ok: true, value: { sent: [], renewed: [] } });
    for (const [each, place] of [[arad, far] as const, [timisoara, there] as const])
      expect(await carry(each, place)).toMatchObject({ ok: true, value: { fetched: [sha256], failed: [] } });

    // Timișoara has not accepted Arad. What it writes reaches Arad through Szeged, which knows both.
    await commit(timisoara, named(9, 'Nouă SRL'), second);
    await exchange(timisoara, there, true);
    await carry(timisoara, there);
    expect(await exchange(arad, far, true), 'it asks').toMatchObject({ value: { published: expect.any(String) } });
    expect(await exchange(arad, far, true), 'once').toMatchObject({ value: { published: null } });
    for (const why of ['it says what it has', 'it passes on what was asked for'])
      expect(await exchange(again, here, true), why).toMatchObject({ value: { published: expect.any(String) } });
    expect(await exchange(again, here, true), 'once').toMatchObject({ value: { published: null } });
    expect(await carry(again, here)).toMatchObject({ value: { fetched: [sha256Of(later)] } });
    await exchange(arad, far, true);
    expect(await nameAt(arad, 9)).toBe('Nouă SRL');
    for (let times = 0; times < 2; times += 1)
      expect(await carry(arad, far)).toMatchObject({ value: { failed: [{ sha256: sha256Of(later), error: { type: 'photoNotForUs' } }] } });
    await exchange(arad, far, true);
    await exchange(again, here, true);
    expect(await carry(again, here)).toMatchObject({ value: { mended: [sha256Of(later)] } });
    expect(await carry(arad, far)).toMatchObject({ value: { fetched: [sha256Of(later)], failed: [] } });
    for (const each of [again, timisoara, arad]) await each.shutDown();
    await rm(folder, { recursive: true });
  });
});
