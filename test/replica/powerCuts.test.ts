import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDisk, type Disk, noDisk } from './cutDisk.ts';
import { type Diary, foldSoon, keepDiary, quietMs } from './diary.ts';
import { type Change, call } from './harness.ts';
import { signalBrowser } from './killBrowser.ts';
import { type Machine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { seeded } from './seeded.ts';

const relaxed: Change = { file: 'replica/database.ts', from: "durability = 'strict'", to: "durability = 'default'" };
const cutsPerLife = 10;
const longestWorkMs = 600;

const machineOn = ({ folder }: Disk): Machine => ({ profile: join(folder, 'profile'), data: join(folder, 'data') });

/** Writes without end: commits small and large, bundles in and back, and pauses in which the journal is folded. Rejects with the browser's end. */
const writeOnAndOn = async (running: Running, diary: Diary): Promise<never> => {
  for (let step = 1; ; step += 1) {
    await diary.commit(running, step % 10 === 0 ? 'szöveg '.repeat(3000) : undefined);
    if (step % 40 === 20) await diary.receive(running, step % 80 === 20 ? 150 : 2100);
    if (step % 40 === 30) await diary.takeBack(running);
    if (step % 25 === 0) await sleep(quietMs * 2);
  }
};

/** What is missing on a disk that lost its power; null when it opens as it was left and holds what was confirmed. */
const shortfallOf = async (site: Site, left: Disk, diary: Diary): Promise<string | null> => {
  const running = await site.switchOn(machineOn(left));
  try {
    expect(running.opened).toMatchObject({ ok: true, value: { state: 'open' } });
    await diary.check(running);
    return null;
  } catch (error) {
    return String(error);
  } finally {
    await running.kill();
  }
};

/**
 * Cuts the power of a working machine again and again and answers what was missing on the disks that were left. `isAlone` says at which cuts
 * the store has to do without what the host remembers.
 */
const cutPower = async (port: number, changes: readonly Change[], cuts: number, isAlone: (cut: number) => boolean) => {
  const random = seeded(20101129);
  const site = await startSite(port, changes);
  const disk = createDisk();
  const machine = machineOn(disk);
  const shortfalls: string[] = [];
  let diary: Diary | null = null;
  try {
    for (let cut = 0; cut < cuts; ) {
      const running = await site.switchOn(machine);
      if (diary === null) {
        await setUp(running, 'Szeged');
        diary = keepDiary(site, (await call(running.page, store, 'identity'))?.cluster ?? '', 'a');
      }
      await diary.goOn(running);
      const writing = writeOnAndOn(running, diary).catch(() => undefined);
      for (const end = Math.min(cut + cutsPerLife, cuts); cut < end; cut += 1) {
        await sleep(random() * longestWorkMs);
        signalBrowser(machine.profile, 'SIGSTOP');
        const left = disk.cut();
        if (isAlone(cut)) await rm(machineOn(left).data, { recursive: true });
        const shortfall = await shortfallOf(site, left, diary);
        if (shortfall !== null) shortfalls.push(`cut ${cut}: ${shortfall}`);
        left.remove();
        signalBrowser(machine.profile, 'SIGCONT');
      }
      await running.kill();
      await writing;
    }
    expect(diary?.commits()).toBeGreaterThan(cuts);
  } finally {
    await site.close();
    disk.remove();
  }
  return shortfalls;
};

const why = noDisk();
if (why) console.warn(`Power cuts are not tested here: ${why}.`);

describe.skipIf(why !== null)('a power cut', () => {
  const cuts = process.env.SLOW ? 200 : 50;

  it(`at any of ${cuts} moments loses nothing that was confirmed, with the host's memory and without it`, {
    timeout: 3_600_000,
  }, async () => {
    expect(await cutPower(18_244, [foldSoon], cuts, (cut) => cut % 2 === 1)).toEqual([]);
  });

  it("would cost confirmed commits with the browser's default durability and no safety copy", { timeout: 600_000 }, async () => {
    expect(await cutPower(18_245, [foldSoon, relaxed], 5, () => true)).not.toEqual([]);
  });
});
