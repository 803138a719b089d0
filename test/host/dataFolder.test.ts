import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { defaultDataFolder, openDataFolder, spokenLanguage } from '../../src/host/dataFolder.ts';
import { temporaryFolder } from './open.ts';

/** The next reader of `path` gets what it has read only when a test lets it. */
const held = vi.hoisted(() => ({ path: '', hasRead: () => {}, goOn: Promise.resolve() }));
vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const readFile = async (path: string, encoding: 'utf8'): Promise<string> => {
    const text = await real.readFile(path, encoding);
    if (path !== held.path) return text;
    held.path = '';
    held.hasRead();
    await held.goOn;
    return text;
  };
  return { ...real, readFile };
});
const holdNextRead = (path: string): { readonly hasRead: Promise<void>; readonly goOn: () => void } => {
  const [read, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  Object.assign(held, { path, hasRead: read.resolve, goOn: released.promise });
  return { hasRead: read.promise, goOn: released.resolve };
};

describe('the data folder', () => {
  it.each([
    ['linux', {}, '/home/eva/.local/share/interreg-cluster'],
    ['linux', { XDG_DATA_HOME: '/data/eva' }, '/data/eva/interreg-cluster'],
    ['darwin', {}, '/home/eva/Library/Application Support/InterregCluster'],
    ['win32', { APPDATA: '/appdata' }, '/appdata/InterregCluster'],
  ] as const)('lies on %s where programs keep their data (%j)', (platform, environment, expected) => {
    expect(defaultDataFolder(platform, environment, '/home/eva')).toBe(join(expected));
  });

  it.each([
    ['ro', 'hu_HU.UTF-8', 'ro'],
    [undefined, 'hu_HU.UTF-8', 'hu'],
    [undefined, 'ro-RO', 'ro'],
    [undefined, 'C.UTF-8', 'en'],
    [undefined, '', 'en'],
  ] as const)('is spoken of in the chosen language (%s), else in that of the system (%s): %s', (chosen, system, language) => {
    expect(spokenLanguage(chosen, system)).toBe(language);
  });

  it('is created with all that is above it, for its owner only', async () => {
    const path = join(temporaryFolder(), 'a', 'b');
    const opened = await openDataFolder(path);
    expect(opened.ok).toBe(true);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
    if (opened.ok) opened.value.release();
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  it('keeps a second program out while the first lives', async () => {
    const path = temporaryFolder();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(join(path, 'lock'), String(other.pid));
    expect(await openDataFolder(path)).toEqual({ ok: false, error: { type: 'dataFolderInUse', pid: other.pid } });
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    const opened = await openDataFolder(path);
    expect(opened.ok).toBe(true);
    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(String(process.pid));
    if (opened.ok) opened.value.release();
  });

  it('keeps it out also when the first has just slept for an hour', async () => {
    const path = temporaryFolder();
    const lock = join(path, 'lock');
    const beat = `const { utimesSync } = require('node:fs'); setInterval(() => utimesSync(${JSON.stringify(lock)}, new Date(), new Date()), 500)`;
    const other = spawn(process.execPath, ['-e', beat], { stdio: 'ignore' });
    writeFileSync(lock, String(other.pid));
    utimesSync(lock, new Date(0), new Date(0));
    expect(await openDataFolder(path)).toEqual({ ok: false, error: { type: 'dataFolderInUse', pid: other.pid } });
    other.kill('SIGKILL');
  });

  it('is free again when a power cut left the number of what is another process now', async () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'lock'), '1');
    utimesSync(join(path, 'lock'), new Date(0), new Date(0));
    const opened = await openDataFolder(path);
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.release();
  });

  it('is given to one only of two that find the lock of a crash', async () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'lock'), '999999999');
    const slow = holdNextRead(join(path, 'lock'));
    const second = openDataFolder(path);
    await slow.hasRead;
    const first = await openDataFolder(path);
    expect(first.ok).toBe(true);
    slow.goOn();
    expect(await second).toEqual({ ok: false, error: { type: 'dataFolderInUse', pid: process.pid } });
    expect(readdirSync(path).filter((name) => name.startsWith('lock'))).toEqual(['lock']);
    if (first.ok) first.value.release();
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  it('stays another program’s when one that had it gives it back late', async () => {
    const path = temporaryFolder();
    const opened = await openDataFolder(path);
    writeFileSync(join(path, 'lock'), '1');
    if (opened.ok) opened.value.release();
    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe('1');
  });

  it('loses what a crash left half written, and nothing else', async () => {
    const path = temporaryFolder();
    const kept = ['settings.json', 'safety/000000001.json', 'secrets/device-key.json', 'aside/a.bundle', 'files/ab/abc'];
    for (const name of kept) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), 'whole');
      writeFileSync(join(path, `${name}.unfinished`), 'hal');
    }
    const opened = await openDataFolder(path);
    for (const name of kept) {
      expect(existsSync(join(path, name))).toBe(true);
      expect(existsSync(join(path, `${name}.unfinished`))).toBe(false);
    }
    if (opened.ok) opened.value.release();
  });

  it('is refused with the code of the system where it cannot be', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(await openDataFolder(join(file, 'below'))).toEqual({ ok: false, error: { type: 'diskFailed', code: 'ENOTDIR' } });
    expect(await openDataFolder(file)).toEqual({ ok: false, error: { type: 'diskFailed', code: 'EEXIST' } });
  });
});
