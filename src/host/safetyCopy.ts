import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { SafetyEntry, Sentinel, SnapshotEntry } from '../exchange/sentinel.ts';
import { type RequestOf, type SafetyError, sentinelSchema } from '../ipc/contract.ts';
import { setAsideName } from './copySetAside.ts';
import { createQueue, onDisk, ownerOnly, syncFolder, systemCode } from './disk.ts';
import { readJson, writeJson } from './jsonFile.ts';
import { readRecorded, recordedHashes, recordOf, writeRecorded } from './recorded.ts';
import { openSnapshots } from './snapshots.ts';

/**
 * The safety copy: every commit's bundle document in a file of its own, `<seq>.json` or `<seq>-snapshot.json`, each recorded as
 * `recorded.ts` says, and beside them rotated snapshots for going back to an earlier day.
 */
export type SafetyCopy = {
  readonly readSentinel: () => Promise<Result<Sentinel | null, SafetyError>>;
  readonly setAside: () => Promise<Result<null, SafetyError>>;
  readonly append: (request: RequestOf<'appendSafetyCopy'>) => Promise<Result<null, SafetyError>>;
  readonly list: () => Promise<Result<readonly SafetyEntry[], SafetyError>>;
  readonly read: (name: string) => Promise<Result<Uint8Array<ArrayBuffer>, SafetyError>>;
  /** Whether the store is to send a snapshot soon: none of today is kept, or something was erased that older files still hold. */
  readonly isSnapshotDue: () => Promise<Result<boolean, SafetyError>>;
  /** The newest first. */
  readonly listSnapshots: () => Promise<Result<readonly SnapshotEntry[], SafetyError>>;
  readonly readSnapshot: (name: string) => Promise<Result<Uint8Array<ArrayBuffer>, SafetyError>>;
};

type FileName = { readonly name: string; readonly seq: number; readonly snapshot: boolean };

const fileName = /^(\d{9})(-snapshot)?\.json$/;
const sentinelName = 'sentinel.json';

const nameOf = (seq: number, snapshot: boolean): string => `${String(seq).padStart(9, '0')}${snapshot ? '-snapshot' : ''}.json`;

/** A folder that is not there yet holds nothing; one that cannot be read is a failure, or it would look like a first start. */
const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return [];
    throw cause;
  }
};

const filesIn = async (folder: string): Promise<readonly FileName[]> => {
  const names = await namesIn(folder);
  return names
    .flatMap((name) => {
      const [, seq, snapshot] = fileName.exec(name) ?? [];
      return seq === undefined ? [] : [{ name, seq: Number(seq), snapshot: snapshot !== undefined }];
    })
    .sort((one, other) => one.seq - other.seq || Number(one.snapshot) - Number(other.snapshot));
};

/** Only what the snapshot itself holds goes, and only after its bytes have come back from the disk unharmed. */
const removeBefore = async (folder: string, snapshot: FileName): Promise<Result<null, SafetyError>> => {
  const readBack = await readRecorded(folder, snapshot.name);
  if (!readBack.ok) return err({ type: 'safetyCopyDamaged', name: snapshot.name });
  for (const { name, seq } of await filesIn(folder)) {
    if (seq > snapshot.seq || name === snapshot.name) continue;
    await rm(join(folder, name), { force: true });
    await rm(recordOf(join(folder, name)), { force: true });
  }
  await syncFolder(folder);
  return ok(null);
};

const entryOf = async (folder: string, { name, seq, snapshot }: FileName): Promise<SafetyEntry> => {
  const [hash = ''] = await recordedHashes(join(folder, name));
  return { name, seq, snapshot, bytes: (await stat(join(folder, name))).size, sha256: hash };
};

/** A failure inside a failure: what the disk refused and what the copy itself says are one kind of answer. */
const flat = async <T>(work: () => Promise<Result<T, SafetyError>>): Promise<Result<T, SafetyError>> => {
  const outcome = await onDisk(work);
  return outcome.ok ? outcome.value : outcome;
};

export const openSafetyCopy = (dataFolder: string, clock: Clock): SafetyCopy => {
  const folder = join(dataFolder, 'safety');
  const snapshots = openSnapshots(dataFolder, clock);
  const inTurn = createQueue();

  const readSentinel = async (): Promise<Result<Sentinel | null, SafetyError>> => {
    const content = await readJson(join(dataFolder, sentinelName), sentinelSchema);
    if (content.state === 'read') return ok(content.value);
    // A sentinel that got lost is no new user. A crash within the very first append looks the same, and then the store itself has that entry.
    const isFirstStart = content.state === 'absent' && (await filesIn(folder)).length + (await snapshots.list()).length === 0;
    return isFirstStart ? ok(null) : err({ type: 'safetyCopyDamaged', name: sentinelName });
  };

  /**
   * A window that has lost the store and has not noticed yet would put an older state over a newer one, and a browser that has served another
   * data folder the data of another cluster over this one's.
   */
  const isOutdated = async ({ cluster, device, seq }: Sentinel): Promise<boolean> => {
    const content = await readJson(join(dataFolder, sentinelName), sentinelSchema);
    if (content.state !== 'read') return false;
    return content.value.cluster !== cluster || (content.value.device === device && content.value.seq > seq);
  };

  const append = async (request: RequestOf<'appendSafetyCopy'>): Promise<Result<null, SafetyError>> => {
    const { seq, snapshot } = request;
    if (await isOutdated(request.sentinel)) return err({ type: 'safetyCopyAhead' });
    const name = nameOf(seq, snapshot);
    await mkdir(folder, { recursive: true, mode: ownerOnly.folder });
    await writeRecorded(folder, name, request.bundle);
    await writeJson(join(dataFolder, sentinelName), request.sentinel);
    if (!snapshot) return ok(null);
    const removed = await removeBefore(folder, { name, seq, snapshot });
    if (removed.ok) await snapshots.take(request.bundle, request.sentinel);
    return removed;
  };

  const setAside = async (): Promise<Result<null, SafetyError>> => {
    if ((await readSentinel()).ok) return err({ type: 'safetyCopyAhead' });
    const aside = join(dataFolder, setAsideName(clock()));
    await mkdir(aside, { mode: ownerOnly.folder });
    const there = new Set(await namesIn(dataFolder));
    // The sentinel last: without it a kill in between leaves what is left of the copy as lost as it was.
    for (const name of ['safety', 'snapshots', 'drafts.json', sentinelName])
      if (there.has(name)) await rename(join(dataFolder, name), join(aside, name));
    await syncFolder(dataFolder);
    return ok(null);
  };

  const isSnapshotDue = async (): Promise<Result<boolean, SafetyError>> => {
    const sentinel = await readSentinel();
    if (!sentinel.ok) return sentinel;
    return ok(sentinel.value !== null && (await snapshots.isDue(sentinel.value)));
  };

  return {
    readSentinel: () => inTurn(() => flat(readSentinel)),
    setAside: () => inTurn(() => flat(setAside)),
    append: (request) => inTurn(() => flat(() => append(request))),
    list: () => inTurn(() => onDisk(async () => Promise.all((await filesIn(folder)).map((file) => entryOf(folder, file))))),
    read: (name) => inTurn(() => flat(() => readRecorded(folder, name))),
    isSnapshotDue: () => inTurn(() => flat(isSnapshotDue)),
    listSnapshots: () => inTurn(() => onDisk(() => snapshots.list())),
    readSnapshot: (name) => inTurn(() => flat(() => snapshots.read(name))),
  };
};
