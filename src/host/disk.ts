import { hash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import type { DiskError } from '../ipc/contract.ts';

/** Only the owner may read what the program keeps. */
export const ownerOnly = { folder: 0o700, file: 0o600 } as const;

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** Code of an operating system error (`ENOSPC`, `EACCES`, …); undefined for any other exception. */
export const systemCode = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && 'syscall' in cause ? cause.code : undefined;

/** Bytes that the disk of a folder still takes from this user. */
export const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Runs work on files and gives back what the operating system refused as `diskFailed`; anything else is a bug and keeps flying. */
export const onDisk = async <T>(work: () => Promise<T>): Promise<Result<T, DiskError>> => {
  try {
    return ok(await work());
  } catch (cause) {
    const code = systemCode(cause);
    if (code === undefined) throw cause;
    return err({ type: 'diskFailed', code });
  }
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // Whatever it is that cannot be looked at, it is no folder to write in.
  }
};

/**
 * Creates a folder and what is missing above it, for its owner only; a folder that is there stays as it is. Throws what the system refused.
 * Node's own recursive `mkdir` tries for ever below a folder that exists and takes none, such as `/proc`.
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: ownerOnly.folder });
  } catch (cause) {
    if (await isFolder(path)) return;
    const above = dirname(path);
    if (systemCode(cause) !== 'ENOENT' || above === path || (await isFolder(above))) throw cause;
    await makeFolder(above);
    await makeFolder(path);
  }
};

/** Makes a rename or removal in `folder` survive a power cut. Windows cannot open folders and does this by itself. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Ending of a file that is being written. A reader never takes one for data, and the next start removes what a crash left. */
export const unfinished = '.unfinished';

/**
 * Replaces or creates a file so that after a crash or power cut at any moment the old or the new content stands there, whole.
 * Resolves when the new content is on the disk itself.
 */
export const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const partial = `${path}${unfinished}`;
  try {
    const handle = await open(partial, 'w', ownerOnly.file);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined); // The first failure is the one worth telling; the next start removes the rest.
    throw cause;
  }
  await syncFolder(dirname(path));
};

/** The whole content, or null where there is no such file. */
export const readIfThere = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    const content = await readFile(path);
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw cause;
  }
};

/** Runs tasks one after another, so that two writers of one folder cannot overtake each other. A failed task does not stop the next. */
export const createQueue = (): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => undefined); // The caller of `next` sees the failure.
    return next;
  };
};
