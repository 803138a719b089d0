import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import type { RecordType } from '../../src/domain/recordTypes.ts';
import { foreignBundle, organisationsFrom } from './bundles.ts';
import { call } from './harness.ts';
import { importFrom, type Machine, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_233);
});
afterAll(() => site.close());

const count = 2500;
const letters = 'abcdefghijklm';

const rowsOf = async ({ page }: Running, type: RecordType, numbers: readonly number[]): Promise<readonly unknown[]> =>
  (await call(page, store, 'rows', type, numbers.map(recordId))).map((row) => row.values.name);

/** Commits two records together, again and again, and tells each confirmation. */
const commitPairs = ({ page }: Running, from: number): Promise<void> =>
  page.evaluate(
    async ([name, first]) => {
      for (let n = first; ; n += 1) {
        const id = `01999999-0000-7000-8000-${String(n).padStart(12, '0')}` as RecordId; // It has the pattern of one.
        const both = (['organisation', 'practice'] as const).map(
          (type) => ({ kind: 'set', type, id, set: { name: `Közös ${n}` }, shown: {} }) as const,
        );
        const result = await testPage.api(name).commit(both);
        if (result.ok) console.log(`confirmed ${n}`);
      }
    },
    [store, from] as const,
  );

const organisations = async ({ page }: Running): Promise<number> => (await call(page, store, 'counts')).organisation;

describe('a kill', () => {
  it('during an import leaves all of the bundle or nothing of it, and folding it loses nothing', async () => {
    const machine: Machine = await newMachine();
    const first = await site.switchOn(machine);
    await setUp(first, 'Szeged');
    const cluster = (await call(first.page, store, 'identity'))?.cluster ?? '';
    await first.shutDown();
    let held = 0;
    const seen = new Set<boolean>();
    for (const [at, letter] of [...letters].entries()) {
      site.files.set(letter, await foreignBundle(cluster, letter, 1, organisationsFrom(at * count, count)));
      const running = await site.switchOn(machine);
      expect(running.opened).toMatchObject({ ok: true, value: { state: 'open' } });
      const importing = importFrom(running, letter).then(
        (result) => result.ok,
        () => null, // The browser is gone before it could answer.
      );
      const delayMs = at * 60;
      const answered = await Promise.race([importing, sleep(delayMs, null)]);
      await running.kill();
      const again = await site.switchOn(machine);
      expect(again.opened).toMatchObject({ ok: true, value: { state: 'open' } });
      const now = await organisations(again);
      expect([held, held + count]).toContain(now);
      if (answered) expect(now).toBe(held + count);
      seen.add(now > held);
      held = now;
      await sleep(at % 2 === 0 ? 0 : 1900 + at * 40); // Every second time it is killed again around the moment in which the journal is folded.
      await again.kill();
      const last = await site.switchOn(machine);
      expect(last.opened).toMatchObject({ ok: true, value: { state: 'open' } });
      expect(await organisations(last)).toBe(held);
      await last.kill();
    }
    expect(seen).toEqual(new Set([true, false])); // The moments were spread widely enough to meet both.
  });

  it('right after a confirmed commit loses neither it nor half of the next, and the sentinel is never ahead of the store', async () => {
    const machine = await newMachine();
    const confirmed: number[] = [];
    for (let life = 0; life < 40; life += 1) {
      const running = await site.switchOn(machine);
      expect(running.opened).toMatchObject({ ok: true, value: { state: life === 0 ? 'fresh' : 'open' } });
      if (life === 0) await setUp(running, 'Szeged');
      const [names, practices] = [await rowsOf(running, 'organisation', confirmed), await rowsOf(running, 'practice', confirmed)];
      expect(names).toEqual(confirmed.map((n) => `Közös ${n}`));
      expect(practices).toEqual(names);
      const counts = await call(running.page, store, 'counts');
      expect(counts.organisation).toBe(counts.practice);
      const enough = new Promise<void>((resolve) => {
        const least = confirmed.length + 1 + ((life * 7) % 23);
        running.page.on('console', (message) => {
          const [word, n] = message.text().split(' ');
          if (word === 'confirmed') confirmed.push(Number(n));
          if (confirmed.length >= least) resolve();
        });
      });
      const endless = commitPairs(running, life * 1000).catch(() => undefined); // Ends with the browser.
      await enough;
      await sleep((life * 5) % 13);
      await running.kill();
      await endless;
    }
    expect(confirmed.length).toBeGreaterThan(400);
  });

  it('spares the draft that was saved last', async () => {
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
