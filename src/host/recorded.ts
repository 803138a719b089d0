import { join } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import type { SafetyError } from '../ipc/contract.ts';
import { readIfThere, sha256, writeDurably } from './disk.ts';

/**
 * Files with a `.sha256` file beside each, in the format of `sha256sum`. The record of a file is written before the file, so a file without
 * one is damaged and a record without a file was never confirmed. While a file is being replaced its record holds a line for each content that
 * may stand there, those of attempts that failed among them; any is right.
 */

/** Path of the record that belongs to a file. */
export const recordOf = (path: string): string => `${path}.sha256`;

/** The hashes that the record of a file allows, the newest first; none where there is no record. */
export const recordedHashes = async (path: string): Promise<readonly string[]> => {
  const record = await readIfThere(recordOf(path));
  return record === null ? [] : (new TextDecoder().decode(record).match(/^[0-9a-f]{64}(?= {2})/gm) ?? []);
};

/** Writes or replaces a file and its record so that whatever a crash or a disk that refuses leaves is right or noticed. */
export const writeRecorded = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  const path = join(folder, name);
  const record = (hashes: Iterable<string>): Promise<void> =>
    writeDurably(recordOf(path), new TextEncoder().encode(Array.from(hashes, (hash) => `${hash}  ${name}\n`).join('')));
  const hash = sha256(bytes);
  const allowed = new Set([hash, ...(await recordedHashes(path))]);
  await record(allowed);
  await writeDurably(path, bytes);
  if (allowed.size > 1) await record([hash]);
};

/** The file's bytes when they are those of its record. */
export const readRecorded = async (folder: string, name: string): Promise<Result<Uint8Array<ArrayBuffer>, SafetyError>> => {
  const bytes = await readIfThere(join(folder, name));
  if (bytes === null) return err({ type: 'notFound' });
  const hashes = await recordedHashes(join(folder, name));
  return hashes.includes(sha256(bytes)) ? ok(bytes) : err({ type: 'safetyCopyDamaged', name });
};
