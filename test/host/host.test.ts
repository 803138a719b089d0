import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { maxAttachmentBytes } from '../../src/host/attachments.ts';
import { bytesOf, entryAt, hostIn, sha256Of, temporaryFolder } from './open.ts';

const png = new Uint8Array([...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 1, 2, 3]);
const accepted = {
  JPEG: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]),
  PNG: png,
  WebP: bytesOf('RIFF\0\0\0\0WEBPVP8 '),
  PDF: bytesOf('%PDF-1.7\n'),
};

describe('the greeting', () => {
  it('says which shell answers and where its data lies', async () => {
    expect(await hostIn('/somewhere').hello({})).toEqual(ok({ shell: 'loopback', appVersion: '1.2.3', dataFolder: '/somewhere' }));
  });
});

describe('what was begun in forms', () => {
  it('is nothing at first, the last text after a restart, and lies where only its owner reads it', async () => {
    const folder = temporaryFolder();
    expect(await hostIn(folder).readDrafts({})).toEqual(ok(''));
    for (const text of ['[]', '[{"city":"Temesvár"}]']) expect(await hostIn(folder).keepDrafts({ text })).toEqual(ok(null));
    expect(await hostIn(folder).readDrafts({})).toEqual(ok('[{"city":"Temesvár"}]'));
    if (process.platform !== 'win32') expect(statSync(join(folder, 'drafts.json')).mode & 0o077).toBe(0);
  });
});

describe('settings', () => {
  it('are empty at first and come back after a restart', async () => {
    const folder = temporaryFolder();
    expect(await hostIn(folder).readSettings({})).toEqual(ok({}));
    expect(await hostIn(folder).writeSettings({ language: 'ro', theme: 'dark' })).toEqual(ok(null));
    expect(await hostIn(folder).readSettings({})).toEqual(ok({ language: 'ro', theme: 'dark' }));
  });

  it('are the last ones where several are written at once', async () => {
    const host = hostIn(temporaryFolder());
    const themes = (['system', 'dark', 'light', 'dark'] as const).map((theme) => ({ theme }));
    for (let round = 0; round < 10; round += 1) {
      const written = await Promise.all([{ language: 'hu', theme: 'system' } as const, ...themes].map((each) => host.writeSettings(each)));
      expect(written).toEqual(written.map(() => ok(null)));
      expect(await host.readSettings({})).toEqual(ok({ theme: 'dark' }));
    }
  });

  it('are told to be unreadable, and not taken for empty, when their file is damaged', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), '{"language":');
    expect(await hostIn(folder).readSettings({})).toEqual({ ok: false, error: { type: 'diskFailed', code: 'EBADMSG' } });
  });

  it('pass over what a newer version has written beside them', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), '{"language":"hu","density":"compact"}');
    expect(await hostIn(folder).readSettings({})).toEqual(ok({ language: 'hu' }));
  });
});

describe('attachments', () => {
  it.each(Object.entries(accepted))('keep a %s under the hash of its bytes', async (_name, file) => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    const sha256 = sha256Of(file);
    expect(await host.putAttachment({ sha256, file })).toEqual(ok(null));
    expect(await host.putAttachment({ sha256, file })).toEqual(ok(null));
    expect(await host.getAttachment({ sha256 })).toEqual(ok(file));
    expect(readdirSync(join(folder, 'files', sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it.each([
    ['HTML', bytesOf('<html>')],
    ['SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an executable', bytesOf('MZ\x90\0')],
    ['a RIFF that is no WebP', bytesOf('RIFF\0\0\0\0WAVEfmt ')],
    ['nothing', new Uint8Array()],
    ['more than the cap', Buffer.concat([png, Buffer.alloc(maxAttachmentBytes)])],
  ])('refuse %s', async (_what, file) => {
    const folder = temporaryFolder();
    const refused = await hostIn(folder).putAttachment({ sha256: sha256Of(file), file: new Uint8Array(file) });
    expect(refused).toEqual({ ok: false, error: { type: 'fileTypeRefused' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuse a file under the hash of another', async () => {
    const refused = await hostIn(temporaryFolder()).putAttachment({ sha256: sha256Of(accepted.PDF), file: png });
    expect(refused).toEqual({ ok: false, error: { type: 'hashMismatch' } });
  });

  it('notice a file that has changed on the disk, and heal it when it is put again', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    const sha256 = sha256Of(png);
    await host.putAttachment({ sha256, file: png });
    writeFileSync(join(folder, 'files', sha256.slice(0, 2), sha256), 'other');
    expect(await host.getAttachment({ sha256 })).toEqual({ ok: false, error: { type: 'hashMismatch' } });
    await host.putAttachment({ sha256, file: png });
    expect(await host.getAttachment({ sha256 })).toEqual(ok(png));
  });

  it('say that a file is not there', async () => {
    expect(await hostIn(temporaryFolder()).getAttachment({ sha256: sha256Of(png) })).toEqual({ ok: false, error: { type: 'notFound' } });
  });
});

describe('a folder that cannot be written', () => {
  const attempts = async (folder: string): Promise<unknown[]> => {
    const host = hostIn(folder);
    return [
      await host.writeSettings({ language: 'hu' }),
      await host.appendSafetyCopy(entryAt(1, 'one')),
      await host.putAttachment({ sha256: sha256Of(png), file: png }),
    ];
  };

  it('is told with the code of the system for every write, and nothing is left behind', async () => {
    const parent = temporaryFolder();
    writeFileSync(join(parent, 'file'), 'a file where the folder should be');
    const answers = await attempts(join(parent, 'file'));
    expect(answers).toEqual(answers.map(() => ({ ok: false, error: { type: 'diskFailed', code: expect.stringMatching(/^E[A-Z]+$/) } })));
    expect(readdirSync(parent)).toEqual(['file']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('is told when its permissions are gone', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    const answers = await attempts(folder);
    expect(answers).toEqual(answers.map(() => ({ ok: false, error: { type: 'diskFailed', code: 'EACCES' } })));
  });

  it('fails one write only: the next one works once the folder is back', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    expect(await host.appendSafetyCopy(entryAt(1, 'one'))).toMatchObject({ ok: false });
    rmSync(folder);
    mkdirSync(folder);
    expect(await host.appendSafetyCopy(entryAt(1, 'one'))).toMatchObject({ ok: true });
    expect(statSync(join(folder, 'sentinel.json')).isFile()).toBe(true);
  });
});
