import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type AsideEntry, type AsideError, asideNoteSchema, type Handlers } from '../ipc/contract.ts';
import { createQueue, makeFolder, onDisk, readIfThere, sha256, systemCode, writeDurably } from './disk.ts';
import { readJson, writeJson } from './jsonFile.ts';

export type AsideHandlers = Pick<Handlers, 'keepAside' | 'listAside' | 'readAside' | 'refuseAside' | 'dropAside'>;

/** What may wait at most; beyond it a flood of strange files would fill the disk. */
export const asideLimits = { files: 200, bytes: 1024 * 1024 * 1024 } as const;
/** Of that, what nobody known has signed may take, and each office: whoever floods, another one's bundle finds room. */
const share = 0.4;
/** Of the share of what nobody known has signed, what comes from one shared place. */
const shareOfPlace = 0.5;
/** How much of what was refused is kept. */
export const refusedLimits = { files: 20, bytes: 256 * 1024 * 1024 } as const;

const entrySchema: z.ZodType<AsideEntry> = asideNoteSchema.extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  at: z.number().int(),
  refusedAt: z.number().int().optional(),
});
const notePattern = /^([0-9a-f]{64})\.json$/;
const filePattern = /^([0-9a-f]{64})\.bundle$/;

type Waiting = Pick<AsideEntry, 'trusted' | 'place' | 'bytes'>;

const fits = (waiting: readonly Waiting[], file: Waiting, part: number): boolean =>
  waiting.length < asideLimits.files * part && waiting.reduce((sum, { bytes }) => sum + bytes, file.bytes) <= asideLimits.bytes * part;

/** Whether one more file may wait beside these. */
const hasRoom = (waiting: readonly Waiting[], file: Waiting): boolean => {
  const alike = waiting.filter(({ trusted }) => trusted === file.trusted);
  if (!fits(waiting, file, 1) || !fits(alike, file, share)) return false;
  if (file.trusted !== undefined || file.place === undefined) return true;
  return alike.filter(({ place }) => place === file.place).length < asideLimits.files * share * shareOfPlace;
};

/**
 * Files kept aside in `<data>/aside`: `<sha256>.bundle` as it came, and `<sha256>.json` beside it with the note. The file is written first,
 * so a note always has its file. A file without a note was never confirmed, or has been dropped but for a crash, and a note without its file is
 * the rest of one: both go with the next look, because nobody would ever be asked about them, and what is erased would stay there. A file whose
 * note cannot be read is shown all the same.
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

  const removeHalves = async (): Promise<void> => {
    const [noted, filed] = [new Set(await namesOf(notePattern)), new Set(await namesOf(filePattern))];
    for (const name of filed.difference(noted)) await rm(fileOf(name), { force: true });
    for (const name of noted.difference(filed)) await rm(noteOf(name), { force: true });
  };

  /** What is left to say of a file whose note is lost. */
  const withoutNote = async (name: string): Promise<AsideEntry> => {
    const { size, mtimeMs } = await stat(fileOf(name));
    return { why: 'noteLost', fileName: '', office: '', author: '', sha256: name, bytes: size, at: Math.floor(mtimeMs) };
  };

  const entries = async (): Promise<readonly AsideEntry[]> => {
    await removeHalves();
    const found: AsideEntry[] = [];
    for (const name of await namesOf(notePattern)) {
      const note = await readJson(noteOf(name), entrySchema);
      found.push(note.state === 'read' ? note.value : await withoutNote(name));
    }
    return found.sort((a, b) => a.at - b.at || (a.sha256 < b.sha256 ? -1 : 1));
  };

  const remove = async (name: string): Promise<void> => {
    for (const path of [noteOf(name), fileOf(name)]) await rm(path, { force: true });
  };

  /** Lets go of the longest refused ones beyond the limits. */
  const forgetRefused = async (): Promise<void> => {
    const refused = (await entries()).filter(({ refusedAt }) => refusedAt !== undefined);
    let [files, bytes] = [0, 0];
    for (const each of refused.toSorted((a, b) => (b.refusedAt ?? 0) - (a.refusedAt ?? 0))) {
      files += 1;
      bytes += each.bytes;
      if (files > refusedLimits.files || bytes > refusedLimits.bytes) await remove(each.sha256);
    }
  };

  const keep: AsideHandlers['keepAside'] = async ({ file, note }) => {
    const name = sha256(file);
    const kept = await onDisk(async (): Promise<AsideEntry | null> => {
      const all = await entries();
      const known = all.find((each) => each.sha256 === name);
      const place = note.place ?? known?.place;
      const waiting = all.filter((each) => each.refusedAt === undefined);
      if (known === undefined && !hasRoom(waiting, { ...note, bytes: file.byteLength })) return null;
      const refusedAt = known?.refusedAt;
      const entry = {
        ...note,
        ...(place !== undefined && { place }),
        sha256: name,
        bytes: file.byteLength,
        at: known?.at ?? clock(),
        ...(refusedAt !== undefined && { refusedAt }),
      };
      await makeFolder(folder);
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

  const refuse: AsideHandlers['refuseAside'] = async ({ sha256: name, refused }) => {
    const done = await onDisk(async (): Promise<boolean> => {
      const known = (await entries()).find((each) => each.sha256 === name);
      if (known === undefined) return false;
      const { refusedAt: _, ...waiting } = known;
      await writeJson(noteOf(name), refused ? { ...waiting, refusedAt: clock() } : waiting);
      await forgetRefused();
      return true;
    });
    if (!done.ok) return done;
    return done.value ? ok(null) : err({ type: 'notFound' });
  };

  const drop = (dropped: readonly string[]): Promise<Result<null, AsideError>> =>
    onDisk(async () => {
      for (const name of dropped) await remove(name);
      await removeHalves();
      return null;
    });

  return {
    keepAside: (request) => inTurn(() => keep(request)),
    listAside: () => inTurn(() => onDisk(entries)),
    readAside: ({ sha256: name }) => inTurn(() => read(name)),
    refuseAside: (request) => inTurn(() => refuse(request)),
    dropAside: ({ sha256s }) => inTurn(() => drop(sha256s)),
  };
};
