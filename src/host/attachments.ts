import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import type { AttachmentError } from '../ipc/contract.ts';
import { onDisk, ownerOnly, readIfThere, sha256, writeDurably } from './disk.ts';

/** Photos and documents, each once, under the SHA-256 of its bytes: `files/<first two digits>/<64 digits>`. */
export type Attachments = {
  readonly put: (hash: string, file: Uint8Array) => Promise<Result<null, AttachmentError>>;
  readonly get: (hash: string) => Promise<Result<Uint8Array<ArrayBuffer>, AttachmentError>>;
};

/** Largest photo or document in bytes. */
export const maxAttachmentBytes = 50 * 1024 * 1024;

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Recognised by what the file begins with; its name and declared type are not asked. */
export const isAcceptedFile = (bytes: Uint8Array): boolean => {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  const isPng = ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n';
  const isWebp = ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
  const isPdf = ascii(bytes, 0, 5) === '%PDF-';
  return isJpeg || isPng || isWebp || isPdf;
};

export const openAttachments = (dataFolder: string): Attachments => {
  const pathOf = (hash: string): string => join(dataFolder, 'files', hash.slice(0, 2), hash);

  const put = async (hash: string, file: Uint8Array): Promise<void> => {
    const path = pathOf(hash);
    const there = await readIfThere(path);
    if (there !== null && sha256(there) === hash) return;
    await mkdir(dirname(path), { recursive: true, mode: ownerOnly.folder });
    await writeDurably(path, file);
  };

  return {
    put: async (hash, file) => {
      if (file.byteLength > maxAttachmentBytes || !isAcceptedFile(file)) return err({ type: 'fileTypeRefused' });
      if (sha256(file) !== hash) return err({ type: 'hashMismatch' });
      const written = await onDisk(() => put(hash, file));
      return written.ok ? ok(null) : written;
    },
    get: async (hash) => {
      const read = await onDisk(() => readIfThere(pathOf(hash)));
      if (!read.ok) return read;
      if (read.value === null) return err({ type: 'notFound' });
      return sha256(read.value) === hash ? ok(read.value) : err({ type: 'hashMismatch' });
    },
  };
};
