import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../base/result.ts';
import type { FileKeyOpener } from '../exchange/envelope.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { Bytes } from '../exchange/format.ts';
import type { CreateHash } from '../exchange/hash.ts';
import { type ReadBundle, readBundle } from '../exchange/read.ts';
import type { SizedStream } from '../exchange/source.ts';

/** What stops a command, as one sentence for the person at the keyboard. */
export type CommandError = { readonly type: 'commandFailed'; readonly sentence: string };

export const commandFailed = (sentence: string) => err({ type: 'commandFailed', sentence });

/** A line for a terminal: what a stranger wrote into a bundle neither steers it nor begins a line of its own. */
export const printable = (line: string): string =>
  line.replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const readAtOnce = 256 * 1024;

/** Node's SHA-256, which takes bytes in portions. */
export const createNodeHash: CreateHash = () => {
  const hash = createHash('sha256');
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: async () => hash.digest('hex'),
  };
};

/** Reads a bundle file, gzipped or not, encrypted where `open` opens it, through its hash check. */
export const readBundleFile = async (path: string, open?: FileKeyOpener): Promise<Result<ReadBundle, CommandError | BundleError>> => {
  const file = await sizedFile(path);
  return file.ok ? readBundle(file.value, { createHash: createNodeHash, open }) : file;
};

/** Writes a file beside its target first and puts it there when it is whole, so that a failure leaves no half bundle behind. */
export const writeFileWhole = async (path: string, portions: AsyncIterable<Bytes>): Promise<Result<null, CommandError>> => {
  const beside = `${path}.${process.pid}.part`;
  try {
    await pipeline(portions, createWriteStream(beside, { flags: 'wx', flush: true }));
    await rename(beside, path);
    return ok(null);
  } catch (cause) {
    await rm(beside, { force: true });
    if (codeOf(cause) === null) throw cause;
    return commandFailed(`${path} cannot be written (${codeOf(cause)}).`);
  }
};

/** A file that is there, with its size; nothing of it has been read. */
export const sizedFile = async (path: string): Promise<Result<SizedStream, CommandError>> => {
  try {
    const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) return commandFailed(`${path} is not a file.`);
    return ok({ size, stream: () => createReadStream(path, { highWaterMark: readAtOnce }) });
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return commandFailed(`${path} does not exist.`);
    if (codeOf(cause) === null) throw cause;
    return commandFailed(`${path} cannot be read (${codeOf(cause)}).`);
  }
};

/** The operating system's name of a failure; null for anything that is not one. */
export const codeOf = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && 'syscall' in cause ? cause.code : null;
