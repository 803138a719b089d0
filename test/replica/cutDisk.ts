import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A disk of its own, mounted at `folder`. */
export type Disk = {
  readonly folder: string;
  /**
   * What a power cut now would leave: a copy of the disk without what still waits in the operating system's memory, mounted elsewhere.
   * Nobody may be writing meanwhile. Blocks this process, so that its own writes stand still too.
   */
  readonly cut: () => Disk;
  readonly remove: () => void;
};

const run = (command: string, ...args: readonly string[]): string => execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' });

/** A system call that was under way when its process was stopped still comes to its end. */
const settleMs = 30;
/** A time after which the file system writes its own journal unasked: never during a test. What was not synced is then lost for certain. */
const options = 'loop,commit=3600';

/** How often and how much has been written to the device that is mounted at `folder`, and how much is under way. */
const writesTo = (folder: string): string => {
  const line = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .find((each) => each.split(' ')[1] === folder);
  const counts = readFileSync(`/sys/block/${basename(line?.split(' ')[0] ?? '')}/stat`, 'utf8')
    .trim()
    .split(/\s+/);
  return [counts[4], counts[6], counts[8]].join(' ');
};

const mostCopies = 100;

/**
 * A copy of the image in which no write fell: what reached the disk while it was copied would be there in part, as no power cut leaves it. A
 * busy machine may still be ending a write of before.
 */
const copyAtOneMoment = (image: string, folder: string, copy: string): void => {
  for (let tried = 1; tried <= mostCopies; tried += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, settleMs);
    const before = writesTo(folder);
    run('cp', '--sparse=always', image, copy);
    if (before.endsWith(' 0') && writesTo(folder) === before) return;
  }
  throw new Error('The disk does not come to rest.');
};

const mounted = (image: string, folder: string): Disk => {
  mkdirSync(folder);
  run('mount', '-o', options, image, folder);
  let cuts = 0;
  return {
    folder,
    cut: () => {
      cuts += 1;
      const copy = `${image}-${cuts}`;
      copyAtOneMoment(image, folder, copy);
      return mounted(copy, `${folder}-${cuts}`);
    },
    remove: () => {
      run('umount', '--lazy', folder);
      rmSync(image);
    },
  };
};

const imageMiB = 400;

/** Whether a folder in memory takes the disk and its copies; containers often allow it a few megabytes only. */
const isRoomy = (folder: string): boolean => {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 3 * imageMiB * 2 ** 20;
};

/** In memory where that can be had: the test is about what was synced, not about how long the disk takes for it. */
const place = isRoomy('/dev/shm') ? '/dev/shm' : tmpdir();

/** An empty ext4 disk in a file. */
export const createDisk = (): Disk => {
  const folder = mkdtempSync(join(place, 'power-cut-'));
  const image = join(folder, 'image');
  run('truncate', `--size=${imageMiB}M`, image);
  run('mkfs.ext4', '-q', '-F', image);
  const disk = mounted(image, join(folder, 'disk'));
  return {
    ...disk,
    remove: () => {
      disk.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Why no disk can be made here; null where it can. */
export const noDisk = (): string | null => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a disk of its own';
  try {
    createDisk().remove();
    return null;
  } catch (error) {
    return `no disk can be mounted: ${String(error)}`;
  }
};
