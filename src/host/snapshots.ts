import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { err, type Result } from '../base/result.ts';
import type { Sentinel, SnapshotEntry } from '../exchange/sentinel.ts';
import type { SafetyError } from '../ipc/contract.ts';
import { purgeSetAside } from './copySetAside.ts';
import { ownerOnly, syncFolder, systemCode } from './disk.ts';
import { readJson, writeJson } from './jsonFile.ts';
import { readRecorded, recordOf, writeRecorded } from './recorded.ts';
import { isSnapshotDue, snapshotsToKeep } from './rotation.ts';
import { countInSnapshot, withoutErased } from './snapshotText.ts';

/**
 * Rotated snapshots of the whole store, for going back to an earlier day: `snapshots/<time>-<seq>-<records>.json.gz` with a `.sha256`
 * beside each. They are copies beside the safety copy: a recovery needs one only where the copy itself is damaged.
 */
export type Snapshots = {
  readonly list: () => Promise<readonly SnapshotEntry[]>;
  readonly read: (name: string) => Promise<Result<Uint8Array<ArrayBuffer>, SafetyError>>;
  /** Whether a fresh snapshot is wanted: the first of a day, or because something was erased since the last one. */
  readonly isDue: (sentinel: Sentinel) => Promise<boolean>;
  /** Takes a fresh snapshot in where one of this day is wanted, lets old ones go, and takes what has been erased out of all of them. */
  readonly take: (bundle: Uint8Array, sentinel: Sentinel) => Promise<void>;
};

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Only the instant's digits may stand in a file name on every system. */
const namePattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d{9})-(\d+)\.json\.gz$/;

const nameOf = (at: number, seq: number, records: number): string => {
  const instant = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  return `${instant}-${String(seq).padStart(9, '0')}-${records}.json.gz`;
};

type Named = Omit<SnapshotEntry, 'bytes'>;

const parseName = (name: string): readonly Named[] => {
  const [, year, month, day, hour, minute, second, seq, records] = namePattern.exec(name) ?? [];
  if (records === undefined) return [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return [{ name, at, seq: Number(seq), records: Number(records) }];
};

const namesIn = async (folder: string): Promise<readonly Named[]> => {
  try {
    return (await readdir(folder)).flatMap(parseName).sort((a, b) => b.seq - a.seq || b.at - a.at);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return [];
    throw cause;
  }
};

const remove = async (folder: string, name: string): Promise<void> => {
  await rm(join(folder, name), { force: true });
  await rm(recordOf(join(folder, name)), { force: true });
};

const plainOf = async (packed: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    return new Uint8Array(await unzip(packed));
  } catch {
    return null; // Guarded by its hash, so this is a file that was never a snapshot.
  }
};

/** Puts a snapshot without the erased records in the place of one that holds some. One that cannot be read is removed: it may hold them too. */
const purge = async (folder: string, snapshot: Named, erased: ReadonlySet<string>): Promise<void> => {
  const packed = await readRecorded(folder, snapshot.name);
  const plain = packed.ok ? await plainOf(packed.value) : null;
  const left = plain && withoutErased(plain, erased);
  if (plain !== null && left === plain) return;
  if (left !== null) await writeRecorded(folder, nameOf(snapshot.at, snapshot.seq, countInSnapshot(left)), await zip(left));
  await remove(folder, snapshot.name);
  await syncFolder(folder);
};

const purgedSchema = z.strictObject({ erased: z.array(z.string()) });

export const openSnapshots = (dataFolder: string, clock: Clock): Snapshots => {
  const folder = join(dataFolder, 'snapshots');
  const notePath = join(folder, 'purged.json');
  /** Ids that no snapshot, old or new, holds any more; null until they have been read. */
  let purged: ReadonlySet<string> | null = null;

  const readPurged = async (): Promise<ReadonlySet<string>> => {
    if (purged) return purged;
    const note = await readJson(notePath, purgedSchema);
    purged = new Set(note.state === 'read' ? note.value.erased : []); // Where the note is lost, all is looked through once more.
    return purged;
  };

  const unpurged = async ({ erased }: Sentinel): Promise<readonly string[]> => {
    const done = await readPurged();
    return erased.filter((id) => !done.has(id));
  };

  const rotate = async (bundle: Uint8Array, { seq }: Sentinel): Promise<void> => {
    if (!isSnapshotDue(await namesIn(folder), seq, clock())) return;
    await writeRecorded(folder, nameOf(clock(), seq, countInSnapshot(bundle)), await zip(bundle));
    const all = await namesIn(folder);
    const keep = snapshotsToKeep(all);
    for (const snapshot of all) if (!keep.has(snapshot)) await remove(folder, snapshot.name);
    await syncFolder(folder);
  };

  const purgeAll = async (sentinel: Sentinel): Promise<void> => {
    const waiting = new Set(await unpurged(sentinel));
    if (waiting.size === 0) return;
    for (const snapshot of await namesIn(folder)) await purge(folder, snapshot, waiting);
    await purgeSetAside(dataFolder, waiting);
    await writeJson(notePath, { erased: sentinel.erased });
    purged = new Set(sentinel.erased);
  };

  const take = async (bundle: Uint8Array, sentinel: Sentinel): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: ownerOnly.folder });
    await rotate(bundle, sentinel);
    await purgeAll(sentinel);
  };

  const entryOf = async (named: Named): Promise<SnapshotEntry> => ({ ...named, bytes: (await stat(join(folder, named.name))).size });

  return {
    list: async () => Promise.all((await namesIn(folder)).map(entryOf)),
    read: async (name) => (parseName(name).length > 0 ? readRecorded(folder, name) : err({ type: 'notFound' })),
    isDue: async (sentinel) => {
      if ((await unpurged(sentinel)).length > 0) return true;
      return isSnapshotDue(await namesIn(folder), sentinel.seq, clock());
    },
    take,
  };
};
