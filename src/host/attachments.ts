import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasTooManyPixels, maxPhotoBytes, maxPhotoPixels, sizeOfImage } from '../base/images/image.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { AttachmentError, AttachmentUse, DiskError } from '../ipc/contract.ts';
import { openAttachmentUses } from './attachmentUses.ts';
import { createQueue, onDisk, ownerOnly, readIfThere, sha256, systemCode, unfinished, writeDurably } from './disk.ts';

/** Photos and documents, each once, under the SHA-256 of its bytes: `files/<first two digits>/<64 digits>`. */
export type Attachments = {
  readonly put: (hash: string, file: Uint8Array) => Promise<Result<null, AttachmentError>>;
  /** Keeps a file that nobody brings on purpose: one that belonged to erased records only is `notFound`, and nothing of it stays. */
  readonly take: (hash: string, file: Uint8Array) => Promise<Result<null, AttachmentError>>;
  readonly get: (hash: string) => Promise<Result<Uint8Array<ArrayBuffer>, AttachmentError>>;
  /** Remembers which records refer to which files, and answers those files of them that lie here. */
  readonly note: (uses: readonly AttachmentUse[]) => Promise<Result<readonly string[], DiskError>>;
  /** Removes the files that only records among `erased` referred to, for good: also what a crash left of an earlier removal. */
  readonly forget: (erased: readonly string[]) => Promise<Result<null, DiskError>>;
  /** Files that belonged to erased records only and must not lie anywhere. */
  readonly erased: () => Promise<Result<ReadonlySet<string>, DiskError>>;
};

/** Largest photo or document in bytes. */
export const maxAttachmentBytes = maxPhotoBytes;

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Recognised by what the file begins with; its name and declared type are not asked. */
export const isAcceptedFile = (bytes: Uint8Array): boolean => {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  const isPng = ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n';
  const isWebp = ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
  const isPdf = ascii(bytes, 0, 5) === '%PDF-';
  return isJpeg || isPng || isWebp || isPdf;
};

/** Why a file must not lie here, whoever brings it: a person, a stick or a place. Of one that is another file its kind says nothing. */
const refusalOf = (hash: string, file: Uint8Array): AttachmentError | null => {
  if (sha256(file) !== hash) return { type: 'hashMismatch' };
  if (file.byteLength > maxAttachmentBytes || !isAcceptedFile(file)) return { type: 'fileTypeRefused' };
  const size = sizeOfImage(file);
  if (size !== null && hasTooManyPixels(size)) return { type: 'photoTooManyPixels', limit: Math.round(maxPhotoPixels / 1e6) };
  return null;
};

const hashPattern = /^[0-9a-f]{64}$/;

export const openAttachments = (dataFolder: string): Attachments => {
  const folder = join(dataFolder, 'files');
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash);
  const uses = openAttachmentUses(dataFolder);
  const inTurn = createQueue();
  let held: Set<string> | null = null;

  const heldFiles = async (): Promise<Set<string>> => {
    held ??= new Set((await namesBelow(folder)).filter((name) => hashPattern.test(name)));
    return held;
  };

  const keep = async (hash: string, file: Uint8Array): Promise<void> => {
    const path = pathOf(hash);
    const there = await readIfThere(path);
    if (there === null || sha256(there) !== hash) {
      await mkdir(dirname(path), { recursive: true, mode: ownerOnly.folder });
      await writeDurably(path, file);
    }
    held?.add(hash);
  };

  /** A file that has changed on the disk is no file of ours; it is set aside, so that the right one can come again, or has come meanwhile. */
  const setAside = async (hash: string): Promise<void> => {
    const there = await readIfThere(pathOf(hash));
    if (there === null || sha256(there) === hash) return;
    await rename(pathOf(hash), `${pathOf(hash)}.damaged`);
    held?.delete(hash);
  };

  const remove = async (hash: string): Promise<void> => {
    const remains = [
      pathOf(hash),
      `${pathOf(hash)}.damaged`,
      `${pathOf(hash)}${unfinished}`,
      join(dataFolder, 'incoming', hash),
      join(dataFolder, 'incoming', `${hash}.age`),
      join(dataFolder, 'incoming', `${hash}.foreign`),
    ];
    await Promise.all(remains.map((path) => rm(path, { force: true })));
    held?.delete(hash);
  };

  return {
    put: async (hash, file) => {
      const refusal = refusalOf(hash, file);
      if (refusal !== null) return err(refusal);
      const put = async (): Promise<null> => {
        await keep(hash, file);
        await uses.revive(hash);
        return null;
      };
      return inTurn(() => onDisk(put));
    },
    take: async (hash, file) => {
      const refusal = refusalOf(hash, file);
      if (refusal !== null) return err(refusal);
      const take = async (): Promise<boolean> => {
        const isWanted = !(await uses.erased()).has(hash);
        await (isWanted ? keep(hash, file) : remove(hash));
        return isWanted;
      };
      const taken = await inTurn(() => onDisk(take));
      if (!taken.ok) return taken;
      return taken.value ? ok(null) : err({ type: 'notFound' });
    },
    get: async (hash) => {
      const read = await onDisk(() => readIfThere(pathOf(hash)));
      if (!read.ok) return read;
      if (read.value === null) return err({ type: 'notFound' });
      if (sha256(read.value) === hash) return ok(read.value);
      await inTurn(() => onDisk(() => setAside(hash)));
      return err({ type: 'hashMismatch' });
    },
    note: (wanted) =>
      inTurn(() =>
        onDisk(async () => {
          await uses.note(wanted);
          const here = await heldFiles();
          return [...new Set(wanted.map((use) => use.sha256))].filter((hash) => here.has(hash));
        }),
      ),
    forget: (erased) =>
      inTurn(async () => {
        const removed = await onDisk(async () => {
          for (const hash of await uses.forget(new Set(erased))) await remove(hash);
        });
        return removed.ok ? ok(null) : removed;
      }),
    erased: () => inTurn(() => onDisk(() => uses.erased())),
  };
};

const namesBelow = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder, { recursive: true })).map((path) => basename(path));
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return [];
    throw cause;
  }
};
