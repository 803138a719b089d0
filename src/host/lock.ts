import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownerOnly, systemCode, unfinished } from './disk.ts';

/** A lock is a file with the number of the process that holds it, which touches it now and then. */

const beatMs = 5000;
const staleMs = 60_000;
/** How long whoever has just made its lock may take to write its number into it. */
const writingMs = 1000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return systemCode(cause) === 'EPERM';
  }
};

const touchedAt = async (lock: string): Promise<number> => (await stat(lock)).mtimeMs;

/** Whether the lock is touched within a little more than a beat. */
const isBeating = async (lock: string): Promise<boolean> => {
  const before = await touchedAt(lock);
  for (let waitedMs = 0; waitedMs < beatMs + 1000; waitedMs += 200) {
    await sleep(200);
    if ((await touchedAt(lock)) !== before) return true;
  }
  return false;
};

/** What a call answers, or `otherwise` where the lock is gone. */
const unlessGone = async <T>(answer: Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await answer;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return otherwise;
    throw cause;
  }
};

const textOf = async (lock: string): Promise<string> => {
  for (let waitedMs = 0; waitedMs < writingMs; waitedMs += 100) {
    const text = await unlessGone<string | null>(readFile(lock, 'utf8'), null);
    if (text !== '') return text ?? '';
    await sleep(100);
  }
  return '';
};

/**
 * Whether the process of that number holds the lock. A number that lives on after a power cut as some other process no longer touches the
 * file; a process that has slept with its machine does so again within a beat.
 */
const isHeld = async (lock: string, pid: number): Promise<boolean> => {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return false;
  const age = Math.abs(Date.now() - (await touchedAt(lock)));
  return age < staleMs || isBeating(lock);
};

/** False where there is a lock. */
const create = async (lock: string, pid: string): Promise<boolean> => {
  try {
    await writeFile(lock, pid, { flag: 'wx', mode: ownerOnly.file });
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return false;
    throw cause;
  }
};

/** Takes a lock that nobody holds out of the way; not the one that another program, which has found the same, has put there meanwhile. */
const clear = async (lock: string, found: string): Promise<void> => {
  const away = `${lock}.${randomUUID()}${unfinished}`;
  if (
    !(await unlessGone(
      rename(lock, away).then(() => true),
      false,
    ))
  )
    return;
  const pid = await readFile(away, 'utf8');
  if (pid !== found) await create(lock, pid);
  await rm(away, { force: true });
};

/** Takes the lock, or answers the number of the process that holds it. */
export const takeLock = async (lock: string): Promise<number | null> => {
  const own = String(process.pid);
  if (await create(lock, own)) return null;
  const found = await textOf(lock);
  if (await unlessGone(isHeld(lock, Number(found)), false)) return Number(found);
  await clear(lock, found);
  return (await create(lock, own)) ? null : Number(await textOf(lock));
};

/** Touches the lock while it is held. What is answered gives it back; one that has become another program's stays. */
export const keepLock = (lock: string): (() => void) => {
  const touch = (): void => {
    const now = new Date();
    utimes(lock, now, now).catch(() => undefined); // A folder that is gone shows itself in the next write.
  };
  const beat = setInterval(touch, beatMs);
  beat.unref();
  const isOwn = (): boolean => {
    try {
      return readFileSync(lock, 'utf8') === String(process.pid);
    } catch {
      return false; // Gone, or out of reach: there is nothing to give back.
    }
  };
  return () => {
    clearInterval(beat);
    if (isOwn()) rmSync(lock, { force: true }); // At once: nothing that is still to come is waited for when a program ends.
  };
};
