import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { openAttachments } from '../../src/host/attachments.ts';
import type { Handlers, KnownPlace } from '../../src/ipc/contract.ts';
import { bytesOf, entryAt, hostIn, sha256Of, temporaryFolder } from './open.ts';

const device = '01990000-0000-7000-8000-000000000001';
const [visitPhoto, otherPhoto] = ['0199b0c0-0000-7000-8000-000000000001', '0199b0c0-0000-7000-8000-000000000002'];
const pdf = (text: string): Uint8Array<ArrayBuffer> => bytesOf(`%PDF-1.7\n${text}`);
const [first, second] = [pdf('first'), pdf('second')];
const [firstHash, secondHash] = [sha256Of(first), sha256Of(second)];

const pathIn = (folder: string, hash: string): string => join(folder, 'files', hash.slice(0, 2), hash);
const erase = (host: Handlers, seq: number, erased: readonly string[]): Promise<unknown> => {
  const entry = entryAt(seq, `entry ${seq}`);
  return host.appendSafetyCopy({ ...entry, sentinel: { ...entry.sentinel, erased: [...erased] } });
};
const held = (host: Handlers, ...uses: readonly (readonly [string, string])[]): Promise<unknown> =>
  host.noteAttachments({ uses: uses.map(([sha256, of]) => ({ sha256, of })) });

describe('files and the records that name them', () => {
  it('are told apart into those that lie here and those that do not, also after a restart', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    expect(await held(host, [firstHash, visitPhoto], [secondHash, otherPhoto])).toEqual(ok([]));
    await host.putAttachment({ sha256: firstHash, file: first });
    expect(await held(host, [firstHash, visitPhoto], [secondHash, otherPhoto])).toEqual(ok([firstHash]));
    expect(await held(hostIn(folder), [firstHash, visitPhoto], [secondHash, otherPhoto])).toEqual(ok([firstHash]));
  });

  it('go when their record is erased, with what a broken transfer left of them', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    await host.putAttachment({ sha256: secondHash, file: second });
    await held(host, [firstHash, visitPhoto], [secondHash, otherPhoto]);
    mkdirSync(join(folder, 'incoming'));
    writeFileSync(join(folder, 'incoming', firstHash), 'half');
    writeFileSync(join(folder, 'incoming', `${firstHash}.age`), 'half');
    await erase(host, 1, [visitPhoto]);
    expect(existsSync(pathIn(folder, firstHash))).toBe(false);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(await held(host, [secondHash, otherPhoto])).toEqual(ok([secondHash]));
  });

  it('stay while another record names the same bytes', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    await held(host, [firstHash, visitPhoto], [firstHash, otherPhoto]);
    await erase(host, 1, [visitPhoto]);
    expect(existsSync(pathIn(folder, firstHash))).toBe(true);
    await erase(host, 2, [visitPhoto, otherPhoto]);
    expect(existsSync(pathIn(folder, firstHash))).toBe(false);
  });

  it('stay when a store knows nothing of them: an emptied one removes no photo', async () => {
    const folder = temporaryFolder();
    await hostIn(folder).putAttachment({ sha256: firstHash, file: first });
    await held(hostIn(folder), [firstHash, visitPhoto]);
    const restarted = hostIn(folder);
    await held(restarted);
    await erase(restarted, 1, [otherPhoto]);
    expect(await restarted.getAttachment({ sha256: firstHash })).toEqual(ok(first));
  });

  it('are removed after a crash between noting the erasure and removing the file', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    await held(host, [firstHash, visitPhoto]);
    await erase(host, 1, [visitPhoto]);
    mkdirSync(join(folder, 'files', firstHash.slice(0, 2)), { recursive: true });
    writeFileSync(pathIn(folder, firstHash), first);
    await erase(hostIn(folder), 2, [visitPhoto]);
    expect(existsSync(pathIn(folder, firstHash))).toBe(false);
  });

  it('live again when a person adds the same bytes once more', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    await held(host, [firstHash, visitPhoto]);
    await erase(host, 1, [visitPhoto]);
    await host.putAttachment({ sha256: firstHash, file: first });
    await erase(hostIn(folder), 2, [visitPhoto]);
    expect(existsSync(pathIn(folder, firstHash))).toBe(true);
  });

  it('are set aside when the disk has changed them, so that the right ones can come again', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    writeFileSync(pathIn(folder, firstHash), 'other');
    expect(await host.getAttachment({ sha256: firstHash })).toMatchObject({ error: { type: 'hashMismatch' } });
    expect(await held(host, [firstHash, visitPhoto])).toEqual(ok([]));
    expect(readdirSync(join(folder, 'files', firstHash.slice(0, 2)))).toEqual([`${firstHash}.damaged`]);
  });

  it('are kept when the right ones come while the damaged ones are being looked at', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    writeFileSync(pathIn(folder, firstHash), 'other');
    await Promise.all([host.getAttachment({ sha256: firstHash }), host.putAttachment({ sha256: firstHash, file: first })]);
    expect(await host.getAttachment({ sha256: firstHash })).toEqual(ok(first));
  });

  it('keep who names them, also when it is told while the erased ones are being asked for', async () => {
    for (let round = 0; round < 20; round += 1) {
      const folder = temporaryFolder();
      await openAttachments(folder).note([{ sha256: secondHash, of: otherPhoto }]);
      const files = openAttachments(folder);
      await files.put(firstHash, first);
      const restarted = openAttachments(folder);
      await Promise.all([restarted.erased(), restarted.note([{ sha256: firstHash, of: visitPhoto }]), restarted.erased()]);
      await restarted.note([{ sha256: secondHash, of: visitPhoto }]);
      await openAttachments(folder).forget([visitPhoto]);
      expect(existsSync(pathIn(folder, firstHash))).toBe(false);
    }
  });

  it('keep who names them when that is told again after the disk has refused it', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    mkdirSync(join(folder, 'files.json.unfinished'));
    expect(await held(host, [firstHash, visitPhoto])).toMatchObject({ error: { type: 'diskFailed' } });
    rmSync(join(folder, 'files.json.unfinished'), { recursive: true });
    expect(await held(host, [firstHash, visitPhoto])).toEqual(ok([firstHash]));
    await erase(hostIn(folder), 1, [visitPhoto]);
    expect(existsSync(pathIn(folder, firstHash))).toBe(false);
  });

  it('are refused with more pixels than anybody should be made to decode', async () => {
    const file = new Uint8Array(
      Buffer.from('89504e470d0a1a0a0000000d494844520000ea600000ea6008000000004f7b5a730000000049454e44ae426082', 'hex'),
    );
    const refused = await hostIn(temporaryFolder()).putAttachment({ sha256: sha256Of(file), file });
    expect(refused).toEqual({ ok: false, error: { type: 'photoTooManyPixels', limit: 100 } });
  });
});

describe('a shared place with files of erased records', () => {
  const hostWithPlace = async (folder: string) => {
    const host = hostIn(folder);
    const added = await host.addPlace({
      label: 'Folder',
      config: { kind: 'folder', path: temporaryFolder() },
      secret: null,
      cluster: 'cluster',
      device,
      sealed: false,
    });
    return { host, place: (added as { readonly value: KnownPlace }).value.id };
  };

  it('is rid of them by whoever knows of the erasure, and of nothing else', async () => {
    const { host, place } = await hostWithPlace(temporaryFolder());
    for (const [sha256, file, of] of [[firstHash, first, visitPhoto] as const, [secondHash, second, otherPhoto] as const]) {
      await host.putAttachment({ sha256, file });
      await held(host, [sha256, of]);
      expect(await host.putPlaceBlob({ place, sha256 })).toEqual(ok(null));
    }
    expect(await host.purgePlaceBlobs({ place })).toEqual(ok(0));
    await erase(host, 1, [visitPhoto]);
    expect(await host.purgePlaceBlobs({ place })).toEqual(ok(1));
    expect(await host.listPlaceBlobs({ place })).toEqual(ok([{ sha256: secondHash, bytes: second.byteLength, sealed: false }]));
  });

  it('brings none of them back to whoever had asked for it before the erasure', async () => {
    const folder = temporaryFolder();
    const { host, place } = await hostWithPlace(folder);
    await host.putAttachment({ sha256: firstHash, file: first });
    await held(host, [firstHash, visitPhoto]);
    await host.putPlaceBlob({ place, sha256: firstHash });
    await erase(host, 1, [visitPhoto]);
    expect(await host.fetchPlaceBlob({ place, sha256: firstHash })).toMatchObject({ error: { type: 'notFound' } });
    expect(existsSync(pathIn(folder, firstHash))).toBe(false);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(await host.purgePlaceBlobs({ place })).toEqual(ok(1));
  });
});
