import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { err, ok, type Result } from '../../base/result.ts';
import { type FoundFile, type PlaceError, type PlaceLimits, placeLimits, type SharedPlace, toListing } from '../../exchange/place.ts';
import { devicePattern, type PlaceName, probeName } from '../../exchange/placeName.ts';
import { runProbe } from '../../exchange/placeProbe.ts';
import { systemCode } from '../disk.ts';
import { createPour, fault, PlaceFault, settled, stopIfCancelled } from './fault.ts';
import { type FolderFiles, nodeFiles } from './folderFiles.ts';
import { patient } from './patience.ts';

export type FolderOptions = {
  /** The folder as a person chose it; absolute. */
  readonly path: string;
  readonly files?: FolderFiles;
  readonly limits?: PlaceLimits;
  /** Ends the name of a file that is still being written; random, so that two processes never meet. */
  readonly suffix: () => string;
};

const errorByCode: Readonly<Record<string, PlaceError>> = {
  EACCES: { type: 'placeRefused' },
  EPERM: { type: 'placeRefused' },
  EROFS: { type: 'placeRefused' },
  ENOSPC: { type: 'placeFull' },
  EDQUOT: { type: 'placeFull' },
  EFBIG: { type: 'placeFull' },
  EBUSY: { type: 'placeBusy' },
  EAGAIN: { type: 'placeBusy' },
  ETXTBSY: { type: 'placeBusy' },
  EEXIST: { type: 'nameTaken' },
  ELOOP: { type: 'placeMisbehaves', what: 'malformed' },
  EINVAL: { type: 'placeMisbehaves', what: 'malformed' },
  EISDIR: { type: 'placeMisbehaves', what: 'malformed' },
  ENOTDIR: { type: 'placeMisbehaves', what: 'malformed' },
};

/** What the operating system refused, as the place's error. Anything else is a bug and keeps flying. */
const toPlaceError = (cause: unknown): PlaceError => {
  const code = systemCode(cause);
  if (code === undefined) throw cause;
  return errorByCode[code] ?? { type: 'placeUnreachable', code };
};

const isAbsent = (cause: unknown): boolean => systemCode(cause) === 'ENOENT';
const isNoFolder = (cause: unknown): boolean => systemCode(cause) === 'ENOTDIR';
const isClosed = (cause: unknown): boolean => toPlaceError(cause).type === 'placeRefused';
const temporary = /^\.interreg-[a-z2-7]+\.tmp$/;
const staleMs = 24 * 60 * 60_000;

const foldersOf = (name: string): readonly string[] => {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
};

/**
 * A folder on a disk, a network drive, a memory stick, or one that another tool mirrors. New files are written under a temporary name
 * in their own folder and renamed once they are on the disk, so a mirroring tool sees a bundle whole or not at all; what such a tool
 * leaves at our names half copied is for the reader's hash to notice. A root that is gone is `placeUnreachable`, never an empty place.
 */
export const openFolder = ({ path: root, files: given = nodeFiles, limits = placeLimits, suffix }: FolderOptions): SharedPlace => {
  const files = patient(given, limits);
  const pathOf = (name: string): string => join(root, ...name.split('/'));

  /** Why the root's names cannot be told. A path below a file names nothing; one to a file was a slip of whoever chose it. */
  const whyNoRoot = async (cause: unknown): Promise<unknown> => {
    if (isAbsent(cause)) return fault({ type: 'placeFolderMissing' });
    if (!isNoFolder(cause)) return cause;
    const facts = await files.facts(root).catch(() => null);
    return fault({ type: facts === null ? 'placeFolderMissing' : 'placeIsFile' });
  };

  const needsRoot = async (): Promise<void> => {
    if (!isAbsolute(root)) throw fault({ type: 'placeUnreachable', code: 'EINVAL' });
    const names = await files.names(root).catch(async (cause: unknown) => {
      throw await whyNoRoot(cause);
    });
    if (names.length > limits.names) throw fault({ type: 'placeMisbehaves', what: 'tooManyNames' });
  };

  const namesOrNone = async (folder: string) =>
    files.names(pathOf(folder)).catch((cause: unknown) => {
      if (isAbsent(cause)) return [];
      throw cause;
    });

  /** A file that vanishes between the look at its folder and the look at itself is not there. */
  const fileAt = async (path: string): Promise<FoundFile | null> => {
    try {
      const { kind, bytes } = await files.facts(pathOf(path));
      return { path, bytes: kind === 'file' ? bytes : -1 };
    } catch (cause) {
      if (isAbsent(cause)) return null;
      throw cause;
    }
  };

  const filesIn = async (folder: string, signal?: AbortSignal): Promise<readonly FoundFile[]> => {
    const found: FoundFile[] = [];
    const names = await namesOrNone(folder);
    if (names.length > limits.names) throw fault({ type: 'placeMisbehaves', what: 'tooManyNames' });
    for (const { name, kind } of names) {
      stopIfCancelled(signal);
      const path = `${folder}/${name}`;
      const file = kind === 'file' ? await fileAt(path) : { path, bytes: -1 };
      if (file !== null) found.push(file);
    }
    return found;
  };

  /** One whose maker has kept others out of it says nothing about the next, and means as little as any other name that is of no use here. */
  const filesOfDevice = (folder: string, signal?: AbortSignal): Promise<readonly FoundFile[]> =>
    filesIn(folder, signal).catch((cause: unknown) => {
      if (cause instanceof PlaceFault || !isClosed(cause)) throw cause;
      return [{ path: folder, bytes: -1 }];
    });

  const bundleFiles = async (signal?: AbortSignal): Promise<readonly FoundFile[]> => {
    const found: FoundFile[] = [];
    for (const { name, kind } of await namesOrNone('replicas')) {
      if (kind === 'folder' && devicePattern.test(name)) found.push(...(await filesOfDevice(`replicas/${name}`, signal)));
      else found.push({ path: `replicas/${name}`, bytes: -1 });
      if (found.length > limits.names) throw fault({ type: 'placeMisbehaves', what: 'tooManyNames' });
    }
    return found;
  };

  /** A mirroring tool carries links too, and one in the place of a folder would lead out of it. */
  const needsPlainFolders = async (name: string): Promise<void> => {
    for (const folder of foldersOf(name))
      if ((await files.facts(pathOf(folder))).kind !== 'folder') throw fault({ type: 'placeMisbehaves', what: 'malformed' });
  };

  const list: SharedPlace['list'] = (part, signal) =>
    settled(toPlaceError, async () => {
      await needsRoot();
      return toListing(part, part === 'bundles' ? await bundleFiles(signal) : await filesIn('blobs', signal), null, limits);
    });

  const read: SharedPlace['read'] = (name, request) =>
    settled(toPlaceError, async () => {
      stopIfCancelled(request.signal);
      const pour = createPour(request);
      try {
        await needsPlainFolders(name);
        await files.readFrom(pathOf(name), request.from ?? 0, pour.chunk);
      } catch (cause) {
        if (!isAbsent(cause) && !isNoFolder(cause)) throw cause;
        await needsRoot();
        throw isAbsent(cause) ? fault({ type: 'placeFileGone' }) : cause;
      }
      return ok({ bytes: pour.total() });
    });

  const makeFolders = async (name: string): Promise<void> => {
    for (const folder of foldersOf(name)) await files.makeFolder(pathOf(folder));
    await needsPlainFolders(name);
  };

  /** What a power cut left of earlier writes; a day's patience, because clocks of shares differ. */
  const removeStale = async (folder: string): Promise<void> => {
    const { modifiedAt: now } = await files.facts(folder);
    for (const { name, kind } of await files.names(folder)) {
      if (kind !== 'file' || !temporary.test(name)) continue;
      const { modifiedAt } = await files.facts(join(folder, name));
      if (now - modifiedAt > staleMs) await files.remove(join(folder, name));
    }
  };

  const writeNew: SharedPlace['writeNew'] = (name, bytes, signal) =>
    settled(toPlaceError, async () => {
      stopIfCancelled(signal);
      await needsRoot();
      await makeFolders(name);
      const path = pathOf(name);
      if ((await fileAt(name)) !== null) return err({ type: 'nameTaken' });
      const partial = join(dirname(path), `.interreg-${suffix()}.tmp`);
      try {
        await files.create(partial, bytes);
        stopIfCancelled(signal);
        await files.rename(partial, path);
      } catch (cause) {
        await files.remove(partial).catch(() => undefined); // The first failure is the one worth telling.
        throw cause;
      }
      await files.syncFolder(dirname(path));
      await removeStale(dirname(path)).catch(() => undefined); // Tidying may wait for the next write.
      return ok(null);
    });

  const remove: SharedPlace['remove'] = (name, signal) =>
    settled(toPlaceError, async () => {
      stopIfCancelled(signal);
      await needsRoot();
      try {
        await needsPlainFolders(name);
        await files.remove(pathOf(name));
      } catch (cause) {
        if (!isAbsent(cause)) throw cause;
      }
      return ok(null);
    });

  const isListed = (name: PlaceName): Promise<Result<boolean, PlaceError>> =>
    settled(toPlaceError, async () => ok((await namesOrNone(dirname(name))).some((found) => found.name === basename(name))));

  /** As it is spelt where it is not there just now, or does not answer. */
  const identity: SharedPlace['identity'] = async () => {
    const found = await settled(toPlaceError, async () => ok(await files.identity(root)));
    return [resolve(root), ...(found.ok ? found.value : [])];
  };

  return {
    identity,
    list,
    read,
    writeNew,
    remove,
    probe: async (slot, signal) => {
      let serverTime: number | null = null;
      const look = async (name: PlaceName) => {
        // The share's own clock stamps the probe's file; a local folder merely tells this computer's.
        const facts = await files.facts(pathOf(probeName(slot.device, slot.run))).catch(() => null); // Gone once removed.
        serverTime ??= facts === null ? null : Math.round(facts.modifiedAt);
        return isListed(name);
      };
      const createOnly = await runProbe(
        { read, writeNew, remove, isListed: look, createOnly: () => 'byServer', checkFirst: () => undefined },
        slot,
        signal,
      );
      return createOnly.ok ? ok({ createOnly: createOnly.value, serverTime }) : createOnly;
    },
  };
};
