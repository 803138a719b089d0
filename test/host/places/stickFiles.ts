import { existsSync, readdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type FolderFiles, nodeFiles } from '../../../src/host/places/folderFiles.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'stick' });

/** The path with each name spelt as it stands on the disk, where one differs only by case: so does a file system that takes both for one. */
const asOnDisk = (path: string): string => {
  if (existsSync(path)) return path;
  const parent = dirname(path);
  if (parent === path) return path;
  const folder = asOnDisk(parent);
  const name = path.slice(path.lastIndexOf(sep) + 1);
  const there = existsSync(folder) ? readdirSync(folder).find((one) => one.toLowerCase() === name.toLowerCase()) : undefined;
  return join(folder, there ?? name);
};

const coarse = (time: number): number => Math.floor(time / 2000) * 2000;

/**
 * A memory stick: no difference between capital and small letters, times of two seconds, no links, no flushing of folders, and a rename
 * that replaces whatever is there.
 */
export const stickFiles: FolderFiles = {
  names: (folder) => nodeFiles.names(asOnDisk(folder)),
  identity: (folder) => nodeFiles.identity(asOnDisk(folder)),
  facts: async (path) => {
    const facts = await nodeFiles.facts(asOnDisk(path));
    return { ...facts, modifiedAt: coarse(facts.modifiedAt) };
  },
  makeFolder: (path) => nodeFiles.makeFolder(asOnDisk(path)),
  readFrom: (path, from, take) => nodeFiles.readFrom(asOnDisk(path), from, take),
  create: (path, bytes, progress) => nodeFiles.create(asOnDisk(path), bytes, progress),
  rename: async (from, to) => {
    const target = asOnDisk(to);
    if (existsSync(target)) throw failure('EEXIST');
    await rename(asOnDisk(from), target);
  },
  remove: (path) => nodeFiles.remove(asOnDisk(path)),
  syncFolder: async () => undefined,
};
