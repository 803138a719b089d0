import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import type { Result } from '../../src/base/result.ts';
import type { OpenError, OpenReport } from '../../src/replica/api.ts';
import { launchBrowser } from '../browser.ts';
import { call, type Harness, startHarness } from './harness.ts';
import { killBrowser } from './killBrowser.ts';
import { recordId } from './records.ts';

const kills = 100;
/** Simple repeatable randomness (mulberry32), so that a failing run can be told by its seed. */
const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const openStore = async (page: Page): Promise<Result<OpenReport, OpenError>> => {
  const opened = await page.evaluate(async () => await testPage.open('killed'));
  if ((await call(page, 'killed', 'identity')) === null) {
    await call(page, 'killed', 'setUp', { author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: null });
  }
  return opened;
};

/** `fresh`, `open`, or why it was recovered. */
const howOpened = (opened: Awaited<ReturnType<typeof openStore>>): string => {
  if (!opened.ok) return opened.error.type;
  return opened.value.recovered ? `recovered because ${opened.value.recovered.reason}` : opened.value.state;
};

const namesOf = async (page: Page, ids: readonly RecordId[]) =>
  Object.fromEntries((await call(page, 'killed', 'rows', 'organisation', ids)).map((row) => [row.id, row.values.name]));

/** Commits one record after the other as fast as they are confirmed, and tells each confirmation. */
const commitOnAndOn = (page: Page, from: number, large: boolean): Promise<void> =>
  page.evaluate(
    async ([first, isLarge]) => {
      for (let n = first; ; n += 1) {
        const id = `01999999-0000-7000-8000-${String(n).padStart(12, '0')}` as RecordId;
        const set = { name: `Szervezet ${n}`, 'summary.hu': isLarge ? 'szöveg '.repeat(2_000) : 'rövid' };
        const result = await testPage.api('killed').commit([{ kind: 'set', type: 'organisation', id, set, shown: {} }]);
        if (result.ok) console.log(`confirmed ${n}`);
      }
    },
    [from, large] as const,
  );

describe('a browser that is killed', () => {
  it(`has lost no confirmed commit after any of ${kills} kills at random moments`, { timeout: 1_800_000 }, async () => {
    const profile = await mkdtemp(join(tmpdir(), 'replica-kills-'));
    const random = seeded(20101129);
    const confirmed: number[] = [];
    let next = 1;
    for (let kill = 0; kill <= kills; kill += 1) {
      const context = await launchBrowser({ profile });
      const page = await harness.openPage(context);
      const opened = await openStore(page);
      // After about one kill in a thousand Chromium starts with an emptied store by itself; what was confirmed is then in the safety copy.
      expect([kill === 0 ? 'fresh' : 'open', ...(kill === 0 ? [] : ['recovered because emptied'])]).toContain(howOpened(opened));
      const expected = confirmed.slice(kill === kills ? 0 : -500);
      const found = await namesOf(page, expected.map(recordId));
      expect(found).toEqual(Object.fromEntries(expected.map((n) => [recordId(n), `Szervezet ${n}`])));
      const isEnough = Math.floor(random() * 25);
      const delayMs = random() * 12;
      const started = next;
      const reached = new Promise<void>((resolve) => {
        page.on('console', (message) => {
          const [word, number] = message.text().split(' ');
          if (word !== 'confirmed') return;
          confirmed.push(Number(number));
          next = Number(number) + 2; // One more may be on its way.
          if (next - started > isEnough) resolve();
        });
      });
      const endless = commitOnAndOn(page, started, kill % 10 === 9).catch(() => undefined);
      await reached;
      await new Promise((resolve) => {
        setTimeout(resolve, delayMs);
      });
      await killBrowser(profile);
      await endless;
      await context.close().catch(() => undefined);
    }
    expect(confirmed.length).toBeGreaterThan(kills);
  });
});
