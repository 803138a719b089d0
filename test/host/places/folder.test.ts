import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SharedPlace } from '../../../src/exchange/place.ts';
import { placeLimits } from '../../../src/exchange/place.ts';
import { blobName } from '../../../src/exchange/placeName.ts';
import { openFolder } from '../../../src/host/places/folder.ts';
import { type FolderFiles, nodeFiles } from '../../../src/host/places/folderFiles.ts';
import { temporaryFolder } from '../open.ts';
import { itIsASharedPlace } from './itIsASharedPlace.ts';
import { bytesOf, errorOf, good, nameOf, namesIn, noise, type OpenedPlace, someRun, szeged } from './opened.ts';

const folderAt = (path: string, files?: FolderFiles): SharedPlace =>
  openFolder({ path, suffix: someRun, ...(files === undefined ? {} : { files }) });

const openAt = async (path: string): Promise<OpenedPlace> => ({
  mine: folderAt(path),
  theirs: folderAt(path),
  settle: async () => undefined,
  put: async (name, bytes) => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), bytes);
  },
  empty: async () => {
    for (const name of await readdir(path)) await rm(join(path, name), { recursive: true });
  },
  requests: () => null,
});

itIsASharedPlace('a folder', () => openAt(temporaryFolder()));

const everyCall = (place: SharedPlace) => ({
  list: () => place.list('bundles'),
  read: () => place.read(nameOf(), { maxBytes: 100, sink: () => undefined }),
  writeNew: () => place.writeNew(nameOf({ n: 2 }), bytesOf('second')),
  remove: () => place.remove(nameOf()),
  probe: () => place.probe({ device: szeged, run: someRun() }),
});

describe('a shared folder', () => {
  it.each(['list', 'read', 'writeNew', 'remove', 'probe'] as const)(
    'that is gone is not found, and never an empty place: %s',
    async (call) => {
      const path = temporaryFolder();
      const place = folderAt(path);
      good(await place.writeNew(nameOf(), bytesOf('bundle')));
      renameSync(path, `${path}-unmounted`);
      expect(errorOf(await everyCall(place)[call]())).toBe('placeFolderMissing');
      expect(existsSync(path)).toBe(false);
      renameSync(`${path}-unmounted`, path);
      expect(await namesIn(place)).toEqual([nameOf()]);
    },
  );

  it.each(['list', 'read', 'writeNew', 'remove', 'probe'] as const)(
    'that is a file, or a link to one, is said to be one: %s',
    async (call) => {
      const file = join(temporaryFolder(), 'notes.txt');
      writeFileSync(file, 'notes');
      symlinkSync(file, `${file}-link`);
      for (const path of [file, `${file}-link`]) expect(errorOf(await everyCall(folderAt(path))[call]())).toBe('placeIsFile');
      expect(errorOf(await everyCall(folderAt(join(file, 'below')))[call]())).toBe('placeFolderMissing');
      expect(readFileSync(file, 'utf8')).toBe('notes');
    },
  );

  it('is not opened by a path that depends on where the program was started', async () => {
    expect(errorOf(await folderAt('some/folder').list('bundles'))).toBe('placeUnreachable');
  });

  it('leaves no temporary name behind after a write, nor after one that fails', async () => {
    const path = temporaryFolder();
    good(await folderAt(path).writeNew(nameOf(), noise(100_000)));
    const full: FolderFiles = {
      ...nodeFiles,
      rename: async () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'link' });
      },
    };
    expect(errorOf(await folderAt(path, full).writeNew(nameOf({ n: 2 }), noise(100_000)))).toBe('placeFull');
    expect(readdirSync(join(path, 'replicas', szeged))).toEqual([`${'a'.repeat(20)}-000001.json`]);
  });

  it('tidies away what a power cut left of an earlier write, a day later and not before', async () => {
    const path = temporaryFolder();
    const folder = join(path, 'replicas', szeged);
    mkdirSync(folder, { recursive: true });
    const [old, fresh] = ['a', 'b'].map((letter) => `.interreg-${letter.repeat(20)}.tmp`);
    for (const name of [old, fresh, 'notes.tmp']) writeFileSync(join(folder, name ?? ''), 'half');
    for (const name of [old, 'notes.tmp']) utimesSync(join(folder, name ?? ''), new Date(0), new Date(0));
    good(await folderAt(path).writeNew(nameOf(), bytesOf('bundle')));
    expect(readdirSync(folder).sort()).toEqual([fresh, `${'a'.repeat(20)}-000001.json`, 'notes.tmp'].sort());
  });

  it.each([
    ['ENOSPC', 'placeFull'],
    ['EDQUOT', 'placeFull'],
    ['EFBIG', 'placeFull'],
    ['EROFS', 'placeRefused'],
    ['EACCES', 'placeRefused'],
    ['EIO', 'placeUnreachable'],
    ['ESTALE', 'placeUnreachable'],
    ['ENOTCONN', 'placeUnreachable'],
    ['ETIMEDOUT', 'placeUnreachable'],
    ['EBUSY', 'placeBusy'],
  ])('says one typed thing when the disk answers %s, and has written nothing', async (code, type) => {
    const path = temporaryFolder();
    const failing = (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code, syscall: 'write' }));
    expect(errorOf(await folderAt(path, { ...nodeFiles, create: failing }).writeNew(nameOf(), bytesOf('bundle')))).toBe(type);
    expect(errorOf(await folderAt(path, { ...nodeFiles, names: failing }).list('bundles'))).toBe(type);
    expect(await namesIn(folderAt(path))).toEqual([]);
  });

  it.each(['EACCES', 'EPERM'])('lists the bundles of the others where one device keeps everybody out of its folder: %s', async (code) => {
    const path = temporaryFolder();
    good(await folderAt(path).writeNew(nameOf(), bytesOf('bundle')));
    const closed = '01990000-0000-7000-8000-00000000000c';
    mkdirSync(join(path, 'replicas', closed));
    const names: FolderFiles['names'] = async (folder) => {
      if (folder.endsWith(closed)) throw Object.assign(new Error(code), { code, syscall: 'scandir' });
      return nodeFiles.names(folder);
    };
    const { entries, ignored } = good(await folderAt(path, { ...nodeFiles, names }).list('bundles'));
    expect([entries.map(({ name }) => name), ignored]).toEqual([[nameOf()], 1]);
  });

  it.skipIf(process.getuid?.() === 0)('that may not be written refuses (skipped for root, who may write everywhere)', async () => {
    const path = temporaryFolder();
    chmodSync(path, 0o500);
    expect(errorOf(await folderAt(path).writeNew(nameOf(), bytesOf('bundle')))).toBe('placeRefused');
  });

  it('writes where the drive knows no links, and keeps the first of two writers there too', async () => {
    const path = temporaryFolder();
    const unlinked: FolderFiles = { ...nodeFiles, rename: renameWithoutLinks };
    const place = folderAt(path, unlinked);
    good(await place.writeNew(nameOf(), bytesOf('first')));
    expect(errorOf(await place.writeNew(nameOf(), bytesOf('second')))).toBe('nameTaken');
    good(await place.probe({ device: szeged, run: someRun() }));
  });
});

const renameWithoutLinks: FolderFiles['rename'] = async (from, to) => {
  if (existsSync(to)) throw Object.assign(new Error('exists'), { code: 'EEXIST', syscall: 'rename' });
  renameSync(from, to);
};

describe('a shared folder that somebody has prepared', () => {
  it('is not read through a link to a file elsewhere', async () => {
    const path = temporaryFolder();
    const secret = join(temporaryFolder(), 'secret');
    writeFileSync(secret, 'private');
    mkdirSync(join(path, 'replicas', szeged), { recursive: true });
    symlinkSync(secret, join(path, nameOf()));
    const place = folderAt(path);
    expect(good(await place.list('bundles'))).toMatchObject({ entries: [], ignored: 1 });
    expect(errorOf(await place.read(nameOf(), { maxBytes: 100, sink: () => undefined }))).toBe('placeMisbehaves');
  });

  it('is neither read nor written through a link in the place of a folder', async () => {
    const path = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, `${'a'.repeat(20)}-000001.json`), 'private');
    mkdirSync(join(path, 'replicas'));
    symlinkSync(elsewhere, join(path, 'replicas', szeged));
    const place = folderAt(path);
    expect(await namesIn(place)).toEqual([]);
    expect(errorOf(await place.read(nameOf(), { maxBytes: 100, sink: () => undefined }))).toBe('placeMisbehaves');
    expect(errorOf(await place.writeNew(nameOf({ n: 2 }), bytesOf('bundle')))).toBe('placeMisbehaves');
    expect(readdirSync(elsewhere)).toEqual([`${'a'.repeat(20)}-000001.json`]);
  });

  it('has nothing removed through a link in the place of a folder: it may lead to photos of this very machine', async () => {
    const [path, photos] = [temporaryFolder(), temporaryFolder()];
    const hash = 'ab'.repeat(32);
    writeFileSync(join(photos, hash), 'the only copy');
    symlinkSync(photos, join(path, 'blobs'));
    expect(errorOf(await folderAt(path).remove(blobName(hash, false)))).toBe('placeMisbehaves');
    expect(readdirSync(photos)).toEqual([hash]);
  });

  it('where the folder of a name is gone, has nothing of that name to remove', async () => {
    expect(await folderAt(temporaryFolder()).remove(nameOf())).toEqual({ ok: true, value: null });
  });

  it('does not let the program wait for a pipe', async () => {
    const path = temporaryFolder();
    mkdirSync(join(path, 'replicas', szeged), { recursive: true });
    execFileSync('mkfifo', [join(path, nameOf())]);
    const place = folderAt(path);
    expect(good(await place.list('bundles'))).toMatchObject({ entries: [], ignored: 1 });
    expect(errorOf(await place.read(nameOf(), { maxBytes: 100, sink: () => undefined }))).toBe('placeMisbehaves');
  });

  it('is given up where a file stands for the folder of replicas', async () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'replicas'), 'not a folder');
    const place = folderAt(path);
    expect(errorOf(await place.list('bundles'))).toBe('placeMisbehaves');
    expect(errorOf(await place.writeNew(nameOf(), bytesOf('bundle')))).toBe('placeMisbehaves');
  });

  it('is given up at more names than any cluster has', async () => {
    const path = temporaryFolder();
    const many: FolderFiles = {
      ...nodeFiles,
      names: async (folder) =>
        folder.endsWith(szeged)
          ? Array.from({ length: 100_000 }, (_, at) => ({ name: `${at}.json`, kind: 'file' as const }))
          : nodeFiles.names(folder),
    };
    mkdirSync(join(path, 'replicas', szeged), { recursive: true });
    expect(await folderAt(path, many).list('bundles')).toEqual({
      ok: false,
      error: { type: 'placeMisbehaves', what: 'tooManyNames' },
    });
  });
});

describe('a network drive whose server is gone', () => {
  const forever = (): Promise<never> => new Promise(() => undefined);
  const limits = { ...placeLimits, windowMs: 100 };
  const hanging = (path: string, files: Partial<FolderFiles>): SharedPlace =>
    openFolder({ path, suffix: someRun, limits, files: { ...nodeFiles, ...files } });

  it.each([
    ['list', { names: forever }],
    ['read', { readFrom: forever }],
    ['writeNew', { create: forever }],
    ['remove', { remove: forever }],
    ['probe', { create: forever }],
  ] as const)('is given up in %s instead of being waited for', async (call, files) => {
    const path = temporaryFolder();
    good(await folderAt(path).writeNew(nameOf(), bytesOf('bundle')));
    expect(errorOf(await everyCall(hanging(path, files))[call]())).toBe('placeTooSlow');
  });

  it('is asked nothing more until the call that hangs has come back', async () => {
    const path = temporaryFolder();
    let asked = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const place = hanging(path, {
      names: async (folder) => {
        asked += 1;
        await gate;
        return nodeFiles.names(folder);
      },
    });
    for (let call = 0; call < 5; call += 1) expect(errorOf(await place.list('bundles'))).toBe('placeTooSlow');
    expect(asked).toBe(1);
    release();
    await gate;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(good(await place.list('bundles')).entries).toEqual([]);
  });

  it('is waited for while a large file moves, however long that takes', async () => {
    const path = temporaryFolder();
    good(await folderAt(path).writeNew(nameOf(), noise(1_000_000)));
    const slow: FolderFiles['readFrom'] = (file, from, take) =>
      nodeFiles.readFrom(file, from, async (chunk) => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        await take(chunk);
      });
    expect(errorOf(await hanging(path, { readFrom: slow }).read(nameOf(), { maxBytes: 1_000_000, sink: () => undefined }))).toBe('none');
  });
});
