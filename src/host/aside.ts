import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type AsideEntry, type AsideError, asideNoteSchema, type Handlers } from '../ipc/contract.ts';
import { createQueue, makeFolder, onDisk, readIfThere, sha256, systemCode, writeDurably } from './disk.ts';
import { readJson, writeJson } from './jsonFile.ts';

export type AsideHandlers = Pick<Handlers, 'keepAside' | 'listAside' | 'readAside' | 'dropAside'>;

/** What may wait at most; beyond it a flood of strange files would fill the disk. */
export const asideLimits = { files: 200, bytes: 1024 * 1024 * 1024 } as const;

const entrySchema: z.ZodType<AsideEntry> = asideNoteSchema.extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  at: z.number().int(),
});
const notePattern = /^([0-9a-f]{64})\.json$/;
const filePattern = /^([0-9a-f]{64})\.bundle$/;

/**
 * Files kept aside in `<data>/aside`: `<sha256>.bundle` as it came, and `<sha256>.json` beside it with the note. The file is written first,
 * so a note always has its file. A file without a note was never confirmed, or has been dropped but for a crash: it goes with the next that is
 * kept or dropped, because nobody would ever be asked about it, and what is erased would stay in it.
 */
export const openAside = (dataFolder: string, clock: Clock): AsideHandlers => {
  const folder = join(dataFolder, 'aside');
  const inTurn = createQueue();
  const fileOf = (name: string): string => join(folder, `${name}.bundle`);
  const noteOf = (name: string): string => join(folder, `${name}.json`);

  const namesOf = async (pattern: RegExp): Promise<readonly string[]> => {
    try {
      return (await readdir(folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    } catch (cause) {
      if (systemCode(cause) === 'ENOENT') return [];
      throw cause;
    }
  };

  const removeUnnoted = async (): Promise<void> => {
    const noted = new Set(await namesOf(notePattern));
    for (const name of await namesOf(filePattern)) if (!noted.has(name)) await rm(fileOf(name), { force: true });
  };

  const entries = async (): Promise<readonly AsideEntry[]> => {
    const found: AsideEntry[] = [];
    for (const name of await namesOf(notePattern)) {
      const note = await readJson(noteOf(name), entrySchema);
      if (note.state === 'read') found.push(note.value);
    }
    return found.sort((a, b) => a.at - b.at || (a.sha256 < b.sha256 ? -1 : 1));
  };

  const keep: AsideHandlers['keepAside'] = async ({ file, note }) => {
    const name = sha256(file);
    const kept = await onDisk(async (): Promise<AsideEntry | null> => {
      const all = await entries();
      const known = all.find((each) => each.sha256 === name);
      const others = all.filter((each) => each !== known);
      const total = others.reduce((sum, each) => sum + each.bytes, file.byteLength);
      if (others.length >= asideLimits.files || total > asideLimits.bytes) return null;
      const entry = { ...note, sha256: name, bytes: file.byteLength, at: known?.at ?? clock() };
      await makeFolder(folder);
      await removeUnnoted();
      await writeDurably(fileOf(name), file);
      await writeJson(noteOf(name), entry);
      return entry;
    });
    if (!kept.ok) return kept;
    return kept.value === null ? err({ type: 'asideFull' }) : ok(kept.value);
  };

  const read = async (name: string): Promise<Result<Uint8Array<ArrayBuffer>, AsideError>> => {
    const file = await onDisk(() => readIfThere(fileOf(name)));
    if (!file.ok) return file;
    if (file.value === null) return err({ type: 'notFound' });
    return sha256(file.value) === name ? ok(file.value) : err({ type: 'hashMismatch' });
  };

  const drop = (dropped: readonly string[]): Promise<Result<null, AsideError>> =>
    onDisk(async () => {
      for (const name of dropped) for (const path of [noteOf(name), fileOf(name)]) await rm(path, { force: true });
      await removeUnnoted();
      return null;
    });

  return {
    keepAside: (request) => inTurn(() => keep(request)),
    listAside: () => inTurn(() => onDisk(entries)),
    readAside: ({ sha256: name }) => inTurn(() => read(name)),
    dropAside: ({ sha256s }) => inTurn(() => drop(sha256s)),
  };
};
