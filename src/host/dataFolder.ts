import { rmSync } from 'node:fs';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '../base/result.ts';
import type { DiskError } from '../ipc/contract.ts';
import { makeFolder, onDisk, ownerOnly, systemCode, unfinished } from './disk.ts';

export type DataFolderError = DiskError | { readonly type: 'dataFolderInUse'; readonly pid: number };
export type DataFolder = { readonly path: string; readonly release: () => void };

/** One sentence for a person who starts the program; there is no window yet that could say it in another language. */
export const describeDataFolderError = (path: string, error: DataFolderError): string =>
  error.type === 'dataFolderInUse'
    ? `InterregCluster already runs with the data folder ${path} (process ${error.pid}).`
    : `The data folder ${path} cannot be written (${error.code}); choose another one with --data DIR.`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where keys, safety copy, files and settings lie unless somebody says otherwise: the place each system has for a program's own data. */
export const defaultDataFolder = (platform: NodeJS.Platform, environment: Environment, home: string = homedir()): string => {
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'InterregCluster');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'InterregCluster');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'interreg-cluster');
};

const beatMs = 5000;
const staleMs = 60_000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return systemCode(cause) === 'EPERM';
  }
};

const touchedAt = async (lock: string): Promise<number> => (await stat(lock)).mtimeMs;

/** Whether the lock is touched within a little more than a beat. */
const isBeating = async (lock: string): Promise<boolean> => {
  const before = await touchedAt(lock);
  for (let waitedMs = 0; waitedMs < beatMs + 1000; waitedMs += 200) {
    await sleep(200);
    if ((await touchedAt(lock)) !== before) return true;
  }
  return false;
};

/**
 * The process that holds the lock, or null. A number that lives on after a power cut as some other process no longer touches the file; a
 * process that has slept with its machine does so again within a beat.
 */
const holderOf = async (lock: string): Promise<number | null> => {
  try {
    const pid = Number(await readFile(lock, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return null;
    const age = Math.abs(Date.now() - (await touchedAt(lock)));
    return age < staleMs || (await isBeating(lock)) ? pid : null;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw cause;
  }
};

const takeLock = async (lock: string): Promise<number | null> => {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx', mode: ownerOnly.file });
    return null;
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') throw cause;
  }
  const holder = await holderOf(lock);
  if (holder !== null) return holder;
  await rm(lock, { force: true });
  await writeFile(lock, String(process.pid), { flag: 'wx', mode: ownerOnly.file });
  return null;
};

const removeUnfinished = async (folder: string, recursive: boolean): Promise<void> => {
  const names = await readdir(folder, { recursive });
  for (const name of names.filter((one) => one.endsWith(unfinished))) await rm(join(folder, name), { force: true });
};

const keptFolders = ['safety', 'snapshots', 'files', 'secrets', 'aside'] as const;

/**
 * Makes the folder ready for one host: creates it for its owner only, proves that it can be written, removes what a crash left half
 * written, and keeps a second program out, because two stores with one safety copy would overwrite each other's.
 */
export const openDataFolder = async (path: string): Promise<Result<DataFolder, DataFolderError>> => {
  const lock = join(path, 'lock');
  const opened = await onDisk(async () => {
    for (const folder of [path, ...keptFolders.map((name) => join(path, name))]) await makeFolder(folder);
    const holder = await takeLock(lock);
    if (holder !== null) return holder;
    await removeUnfinished(path, false);
    await Promise.all(keptFolders.map((name) => removeUnfinished(join(path, name), true)));
    return null;
  });
  if (!opened.ok) return opened;
  if (opened.value !== null) return err({ type: 'dataFolderInUse', pid: opened.value });

  const touch = (): void => {
    const now = new Date();
    utimes(lock, now, now).catch(() => undefined); // A folder that is gone shows itself in the next write.
  };
  const beat = setInterval(touch, beatMs);
  beat.unref();
  const release = (): void => {
    clearInterval(beat);
    rmSync(lock, { force: true }); // At once: nothing that is still to come is waited for when a program ends.
  };
  return ok({ path, release });
};
