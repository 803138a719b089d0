import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Diary, foldSoon, keepDiary, quietMs } from './diary.ts';
import { call } from './harness.ts';
import { killBrowser } from './killBrowser.ts';
import { type Machine, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { addFolder, commit, exchange, named, twoFriends } from './offices.ts';
import { recordId } from './records.ts';
import { seeded } from './seeded.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_242, [foldSoon]);
});
afterAll(() => site.close());

/** What a machine is in the middle of when its browser is killed. */
type Job = (running: Running, diary: Diary) => Promise<unknown>;

const jobs = {
  committing: async (running, diary) => {
    for (let n = 1; n <= 25; n += 1) await diary.commit(running, n === 9 ? 'szöveg '.repeat(3000) : undefined);
  },
  importing: (running, diary) => diary.receive(running, 150),
  'importing much': (running, diary) => diary.receive(running, 2500),
  folding: async (running, diary) => {
    for (let n = 1; n <= 70; n += 1) await diary.commit(running);
    await sleep(quietMs * 3);
  },
  'taking back': (running, diary) => diary.takeBack(running),
} satisfies Readonly<Record<string, Job>>;
const order = ['committing', 'importing', 'folding', 'taking back', 'importing much', 'committing', 'rebuilding', 'taking back'] as const;

/** Removes the browser's databases from a profile, so that the next start has to rebuild the store. */
const emptyStore = async (profile: string): Promise<void> => {
  const names = await readdir(profile, { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.leveldb') && each.includes('IndexedDB')))
    await rm(join(profile, name), { recursive: true });
};

/**
 * Kills the browser at a random moment of `work`. How long the work takes is learned from the first time, which ends with the work; what fails
 * before the kill is a failure.
 */
const createKiller = (random: () => number) => {
  const longestMs = new Map<string, number>();
  return async (name: string, { profile }: Machine, work: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    let isKilled = false;
    const working = work().catch((error: unknown) => {
      if (!isKilled) throw error;
    });
    const known = longestMs.get(name);
    await (known === undefined ? working : Promise.race([working, sleep(random() * known * 1.2)]));
    if (known === undefined) longestMs.set(name, performance.now() - began);
    isKilled = true;
    await killBrowser(profile);
    await working;
  };
};

/** Whether the safety copy holds everything: before that nothing is handed over. */
const isCopied = ({ page }: Running): Promise<boolean> =>
  page.evaluate(async (name) => (await testPage.api(name).exportBundle({ for: 'everything' })).ok, store);

/** What a kill has left opens as it is; nothing has to be rebuilt from the safety copy. */
const expectClean = ({ opened }: Running): void => expect(opened).toMatchObject({ ok: true, value: { state: 'open' } });

describe('a browser that is killed', () => {
  const [machines, killsEach] = process.env.SLOW ? [20, 120] : [4, 60];

  it.each(Array.from({ length: machines }, (_, at) => at))(
    `${killsEach} times at random moments has lost nothing that was confirmed and holds nothing by halves (machine %i)`,
    {
      timeout: 1_800_000,
    },
    async (at) => {
      const kill = createKiller(seeded(at));
      const machine = await newMachine();
      const first = await site.switchOn(machine);
      await setUp(first, 'Szeged');
      const diary = keepDiary(site, (await call(first.page, store, 'identity'))?.cluster ?? '', 'abcdefghijklmnopqrstuvwxyz'[at] ?? '');
      await first.kill();
      for (let n = 0; n < killsEach; n += 1) {
        const job = order[n % order.length] ?? 'committing';
        const running = await site.switchOn(machine);
        if (order[(n + order.length - 1) % order.length] !== 'rebuilding') expectClean(running);
        await diary.check(running);
        await diary.goOn(running);
        if (job === 'rebuilding') {
          await expect.poll(() => isCopied(running), { timeout: 60_000 }).toBe(true);
          await running.shutDown();
          await emptyStore(machine.profile);
          await site.switchOn(machine, [], false, (opening) => kill(job, machine, () => opening)).catch(() => undefined);
        } else await kill(job, machine, () => jobs[job](running, diary));
      }
      const last = await site.switchOn(machine);
      expectClean(last);
      await diary.check(last);
      await last.shutDown();
      expect(diary.commits()).toBeGreaterThan(killsEach);
    },
  );

  it('while it exchanges leaves no half bundle in the folder, and both offices come to hold the same', { timeout: 1_800_000 }, async () => {
    const kills = process.env.SLOW ? 400 : 60;
    const kill = createKiller(seeded(20101129));
    const [szeged, timisoara] = await twoFriends(site);
    const folder = await mkdtemp(join(tmpdir(), 'replica-kills-'));
    const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
    const diary = keepDiary(site, (await call(szeged.page, store, 'identity'))?.cluster ?? '', 'x');
    const { machine } = szeged;
    await szeged.kill();
    for (let n = 0; n < kills; n += 1) {
      await commit(timisoara, named(5000 + n, `Timișoara ${n}`));
      expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { refused: [], aside: [] } });
      const running = await site.switchOn(machine, [], true);
      expectClean(running);
      await diary.check(running);
      await diary.commit(running);
      await kill('exchanging', machine, () => exchange(running, here));
    }
    const last = await site.switchOn(machine, [], true);
    expectClean(last);
    for (let round = 0; round < 2; round += 1) {
      expect(await exchange(last, here)).toMatchObject({ ok: true, value: { refused: [], aside: [] } });
      expect(await exchange(timisoara, there)).toMatchObject({ ok: true, value: { refused: [], aside: [] } });
    }
    for (const office of [last, timisoara]) await diary.check(office);
    expect(await call(timisoara.page, store, 'counts')).toEqual(await call(last.page, store, 'counts'));
    await last.shutDown();
    await timisoara.shutDown();
    await rm(folder, { recursive: true });
  });

  it('has not lost the draft that was saved last', async () => {
    const machine = await newMachine();
    const running = await site.switchOn(machine);
    await setUp(running, 'Szeged');
    const draft = { key: `visit/${recordId(7)}`, type: 'visit', id: recordId(7), shown: {}, at: 1 } as const;
    for (let typed = 1; typed <= 30; typed += 1) {
      const saved = await call(running.page, store, 'saveDraft', { ...draft, values: { 'summary.hu': 'ő'.repeat(typed) } });
      expect(saved).toMatchObject({ ok: true });
    }
    await running.kill();
    const again = await site.switchOn(machine);
    expect(await call(again.page, store, 'drafts')).toEqual([{ ...draft, values: { 'summary.hu': 'ő'.repeat(30) } }]);
    await again.shutDown();
  });
});
