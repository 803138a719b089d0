import { mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * A tool that mirrors one folder into another as the worse ones do: not in the order of writing, sometimes only half a file at first
 * and under its final name, sometimes with a conflict copy or a temporary file beside it, and not at once.
 */
export type Mirror = {
  /** One round: part of what is new arrives, some of it half. */
  readonly round: () => Promise<void>;
  /** Rounds until both folders hold the same. */
  readonly settle: () => Promise<void>;
};

type Random = () => number;

/** A small generator with a seed, so that a failing mirror fails again. */
const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
};

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    (found) => found.size,
    () => -1,
  );

const isToolsOwn = (name: string): boolean => /\.mirror-tmp$|sync-conflict/.test(name);

export const createMirror = (one: string, other: string, seed: number): Mirror => {
  const random = seeded(seed);
  /** What this tool has seen on both sides; a name that it knows and that one side lacks was removed there. */
  const known = new Set<string>();

  const copy = async (from: string, to: string, name: string): Promise<void> => {
    const target = join(to, name);
    await mkdir(dirname(target), { recursive: true });
    const bytes = await readFile(join(from, name)).catch(() => null);
    if (bytes === null) return;
    const chance = random();
    if (chance < 0.3) {
      await writeFile(target, bytes.subarray(0, Math.floor(bytes.byteLength * random())));
      return;
    }
    if (chance < 0.5) await writeFile(`${target.replace(/(\.json.*)?$/, '')}.sync-conflict-20261102-101500-ABCDEFG.json`, bytes);
    await writeFile(`${target}.mirror-tmp`, bytes);
    if (chance < 0.7) return;
    await rename(`${target}.mirror-tmp`, target);
    known.add(name);
  };

  const between = async (from: string, to: string, eager: boolean): Promise<void> => {
    for (const name of await filesIn(from)) {
      if (isToolsOwn(name) || (!eager && random() < 0.4)) continue;
      const [here, there] = [await sizeOf(join(from, name)), await sizeOf(join(to, name))];
      if (there < 0 && known.has(name)) await rm(join(from, name), { force: true });
      else if (there < here) await copy(from, to, name);
      else if (here === there) known.add(name);
    }
  };

  const isSame = async (): Promise<boolean> => {
    const listed = async (folder: string): Promise<string> =>
      JSON.stringify(
        await Promise.all(
          (await filesIn(folder)).filter((name) => !isToolsOwn(name)).map(async (name) => [name, await sizeOf(join(folder, name))]),
        ),
      );
    return (await listed(one)) === (await listed(other));
  };

  const round = async (eager = false): Promise<void> => {
    await between(one, other, eager);
    await between(other, one, eager);
  };

  const tidy = async (): Promise<void> => {
    for (const folder of [one, other])
      for (const name of await filesIn(folder)) if (isToolsOwn(name)) await rm(join(folder, name), { force: true });
  };

  return {
    round: () => round(),
    settle: async () => {
      for (let turn = 0; turn < 200; turn += 1) {
        await round(true);
        if (await isSame()) return tidy();
      }
      throw new Error('the mirror did not settle');
    },
  };
};

/** Cuts a file, as a tool does that writes in place. */
export const cut = (path: string, bytes: number): Promise<void> => truncate(path, bytes);
