import { constants } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { syncFolder, systemCode } from '../disk.ts';

export type FoundName = { readonly name: string; readonly kind: 'file' | 'folder' | 'other' };
export type FileFacts = { readonly kind: FoundName['kind']; readonly bytes: number; readonly modifiedAt: number };

/**
 * The few calls on files that a shared folder needs, so that tests can put a file system in between that behaves like a memory stick
 * or a network drive. Failures are operating system errors.
 */
export type FolderFiles = {
  readonly names: (folder: string) => Promise<readonly FoundName[]>;
  /** What tells the folder from every other one, whatever way leads to it: its real path, and its number where its disk gives it one. */
  readonly identity: (folder: string) => Promise<readonly string[]>;
  /** Of the name itself, never of what a link leads to. */
  readonly facts: (path: string) => Promise<FileFacts>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** Hands on the bytes from `from` in order. */
  readonly readFrom: (path: string, from: number, take: (chunk: Uint8Array) => Promise<void>) => Promise<void>;
  /** Creates `path`, which must not exist, with `bytes` on the disk itself; `progress` is called after each part. */
  readonly create: (path: string, bytes: Uint8Array, progress?: () => void) => Promise<void>;
  /** Gives the file at `from` the name `to`; an existing `to` is left alone and told as `EEXIST`. */
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly syncFolder: (path: string) => Promise<void>;
};

/** Neither a link nor a pipe is opened: whoever fills the folder could lead elsewhere with one, or let the program wait for ever. */
const reading = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const chunkBytes = 256 * 1024;
const partBytes = 8 * 1024 * 1024;

const kindOf = (entry: { isFile: () => boolean; isDirectory: () => boolean }): FoundName['kind'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';

const failure = (code: string, syscall: string): Error => Object.assign(new Error(`${code}, ${syscall}`), { code, syscall });

/** What network drives and memory sticks answer where they know no such call. */
const cannot: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EMLINK',
  'EACCES',
  'UNKNOWN',
]);

const readFrom: FolderFiles['readFrom'] = async (path, from, take) => {
  const handle = await open(path, reading);
  try {
    if (!(await handle.stat()).isFile()) throw failure('EINVAL', 'read');
    const buffer = new Uint8Array(chunkBytes);
    let at = from;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, at);
      if (bytesRead === 0) return;
      await take(buffer.slice(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
};

/** Flushed part by part, so that a slow stick shows progress. Some network drives know no flush; any other answer is a disk that fails. */
const flush = (handle: FileHandle): Promise<void> =>
  handle.datasync().catch((cause: unknown) => {
    if (!cannot.has(systemCode(cause))) throw cause;
  });

const create: FolderFiles['create'] = async (path, bytes, progress) => {
  const handle = await open(path, 'wx');
  try {
    for (let at = 0; at < bytes.byteLength; at += partBytes) {
      await handle.writeFile(bytes.subarray(at, at + partBytes));
      await flush(handle);
      progress?.();
    }
    await flush(handle);
  } finally {
    await handle.close();
  }
};

const renameWhereLinksAreUnknown = async (from: string, to: string): Promise<void> => {
  const isThere = await lstat(to).then(
    () => true,
    (cause: unknown) => {
      if (systemCode(cause) === 'ENOENT') return false;
      throw cause;
    },
  );
  if (isThere) throw failure('EEXIST', 'rename');
  await rename(from, to);
};

/** A link fails where the name exists, a rename replaces: so a link first, and the look before the rename only where links are unknown. */
const renameOnce: FolderFiles['rename'] = async (from, to) => {
  try {
    await link(from, to);
  } catch (cause) {
    if (!cannot.has(systemCode(cause))) throw cause;
    return renameWhereLinksAreUnknown(from, to);
  }
  await rm(from, { force: true });
};

export const nodeFiles: FolderFiles = {
  names: async (folder) => (await readdir(folder, { withFileTypes: true })).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  identity: async (folder) => {
    // The system's own call, which spells names as they stand on the disk. Where letters differ that the disk takes for one, the number tells.
    const path = await realpath(folder);
    const { dev, ino } = await stat(path, { bigint: true });
    return ino === 0n ? [path] : [path, `${dev}:${ino}`];
  },
  facts: async (path) => {
    const found = await lstat(path);
    return { kind: kindOf(found), bytes: found.size, modifiedAt: found.mtimeMs };
  },
  makeFolder: async (path) => {
    await mkdir(path).catch((cause: unknown) => {
      if (systemCode(cause) !== 'EEXIST') throw cause;
    });
  },
  readFrom,
  create,
  rename: renameOnce,
  remove: (path) => rm(path, { force: true }),
  syncFolder: (path) =>
    syncFolder(path).catch((cause: unknown) => {
      if (!cannot.has(systemCode(cause))) throw cause;
    }),
};
