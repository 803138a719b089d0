import type { PlaceLimits } from '../../exchange/place.ts';
import { fault } from './fault.ts';
import type { FolderFiles } from './folderFiles.ts';

type Watch = { readonly touch: () => void; readonly expired: Promise<never>; readonly end: () => void };

/** Rejects once `ms` pass without a `touch`, after telling `onExpiry`. */
const createWatch = (ms: number, onExpiry: () => void): Watch => {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined); // Work that is done first leaves nobody waiting for it.
  const expire = (): void => {
    onExpiry();
    reject(fault({ type: 'placeTooSlow' }));
  };
  const timer = setTimeout(expire, ms);
  timer.unref();
  return { touch: () => void timer.refresh(), expired: promise, end: () => clearTimeout(timer) };
};

/**
 * The same calls with an end: a network drive whose server is gone lets a call wait for ever. Such a call keeps one of the few threads
 * that all of the host's files share, so nothing more is asked of the drive until it has come back.
 */
export const patient = (files: FolderFiles, limits: PlaceLimits): FolderFiles => {
  let hanging = 0;

  const within = async <T>(ms: number, work: (touch: () => void) => Promise<T>): Promise<T> => {
    if (hanging > 0) throw fault({ type: 'placeTooSlow' });
    let working: Promise<unknown> = Promise.resolve();
    const wait = (): void => {
      hanging += 1;
      const back = (): void => {
        hanging -= 1;
      };
      working.then(back, back);
    };
    const watch = createWatch(ms, wait);
    const running = work(watch.touch);
    working = running;
    try {
      return await Promise.race([running, watch.expired]);
    } finally {
      watch.end();
    }
  };

  const { windowMs } = limits;
  return {
    names: (folder) => within(windowMs, () => files.names(folder)),
    identity: (folder) => within(windowMs, () => files.identity(folder)),
    facts: (path) => within(windowMs, () => files.facts(path)),
    makeFolder: (path) => within(windowMs, () => files.makeFolder(path)),
    readFrom: (path, from, take) =>
      within(windowMs, (touch) =>
        files.readFrom(path, from, async (chunk) => {
          touch();
          await take(chunk);
          touch();
        }),
      ),
    create: (path, bytes, progress) =>
      within(windowMs, (touch) =>
        files.create(path, bytes, () => {
          touch();
          progress?.();
        }),
      ),
    rename: (from, to) => within(windowMs, () => files.rename(from, to)),
    remove: (path) => within(windowMs, () => files.remove(path)),
    syncFolder: (path) => within(windowMs, () => files.syncFolder(path)),
  };
};
