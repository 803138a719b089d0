import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { readIfThere, syncFolder } from './disk.ts';
import { writeRecorded } from './recorded.ts';
import { linesWithout, withoutErased } from './snapshotText.ts';

/**
 * What is left of a lost safety copy stays in a folder of its own until a person removes it: `copy-set-aside-<instant>` in the data folder.
 * Nothing here reads it any more, and so nothing else would take out of it what is erased later.
 */
const prefix = 'copy-set-aside-';

export const setAsideName = (at: number): string => `${prefix}${new Date(at).toISOString().replace(/\D/g, '')}`;

const [zip, unzip] = [promisify(gzip), promisify(gunzip)];

const remove = async (path: string): Promise<void> => {
  await rm(path, { force: true });
  await syncFolder(dirname(path));
};

/** A packed file that is damaged may hold anything, as in `snapshots/`; of a text that is damaged the other lines stay. */
const purgeFile = async (folder: string, name: string, erased: ReadonlySet<string>): Promise<void> => {
  const path = join(folder, name);
  const bytes = await readIfThere(path);
  if (bytes === null) return;
  const isPacked = name.endsWith('.gz');
  const plain = isPacked
    ? await unzip(bytes).then(
        (unpacked) => new Uint8Array(unpacked),
        () => null,
      )
    : bytes;
  if (plain === null) return remove(path);
  const left = withoutErased(plain, erased) ?? linesWithout(plain, erased);
  if (left !== plain) await writeRecorded(folder, name, isPacked ? await zip(left) : left);
};

/** What was begun in forms is one text, and goes whole when it names an erased record. */
const purgeDrafts = async (path: string, erased: ReadonlySet<string>): Promise<void> => {
  const text = Buffer.from((await readIfThere(path)) ?? new Uint8Array());
  if ([...erased].some((id) => text.includes(id))) await remove(path);
};

/** Takes erased records out of every copy that was set aside. */
export const purgeSetAside = async (dataFolder: string, erased: ReadonlySet<string>): Promise<void> => {
  for (const aside of (await readdir(dataFolder)).filter((name) => name.startsWith(prefix))) {
    const folder = join(dataFolder, aside);
    await purgeDrafts(join(folder, 'drafts.json'), erased);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && dirname(join(entry.parentPath, entry.name)) !== folder) await purgeFile(entry.parentPath, entry.name, erased);
  }
};
