import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { launchBrowser } from '../browser.ts';
import { type Harness, startHarness, type TestHost } from './harness.ts';
import { killBrowser } from './killBrowser.ts';
import { recordId } from './records.ts';

const records = 100;

let harness: Harness;
let template: string;
/** The database's folder as it was when half of the records were there. */
let earlier: string;
let remembered: TestHost;

const copyOf = (host: TestHost): TestHost => ({ ...host, entries: [...host.entries], failing: false });

const inBrowser = async <T>(profile: string, job: (page: Page) => Promise<T>): Promise<T> => {
  const context = await launchBrowser({ profile });
  const result = await job(await harness.openPage(context));
  await killBrowser(profile);
  await context.close().catch(() => undefined);
  return result;
};

const commitBetween = (page: Page, from: number, to: number) =>
  page.evaluate(
    async ([first, end]) => {
      await testPage.open('damaged');
      if ((await testPage.api('damaged').identity()) === null) {
        await testPage.api('damaged').setUp({ author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: null });
      }
      for (let n = first; n < end; n += 1) {
        const id = `01999999-0000-7000-8000-${String(n).padStart(12, '0')}` as RecordId;
        const set = { name: `Szervezet ${n}`, 'summary.hu': `${n} szöveg `.repeat(5000) };
        await testPage.api('damaged').commit([{ kind: 'set', type: 'organisation', id, set, shown: {} }]);
      }
      await testPage.api('damaged').close();
    },
    [from, to] as const,
  );

beforeAll(async () => {
  harness = await startHarness();
  template = await mkdtemp(join(tmpdir(), 'replica-damage-'));
  earlier = await mkdtemp(join(tmpdir(), 'replica-earlier-'));
  await inBrowser(template, (page) => commitBetween(page, 0, records / 2));
  await cp(await databaseFolder(template), earlier, { recursive: true });
  await inBrowser(template, (page) => commitBetween(page, records / 2, records)); // Reopening turns the first half into tables.
  remembered = copyOf(harness.host('damaged'));
});
afterAll(() => harness.close());

const databaseFolder = async (profile: string): Promise<string> => {
  const parent = join(profile, 'Default', 'IndexedDB');
  const name = (await readdir(parent)).find((each) => each.endsWith('.indexeddb.leveldb'));
  if (!name) throw new Error('The profile has no database.');
  return join(parent, name);
};

const filesLike = async (folder: string, pattern: RegExp): Promise<readonly string[]> => {
  const found = (await readdir(folder)).filter((name) => pattern.test(name)).map((name) => join(folder, name));
  if (found.length === 0) throw new Error(`No file like ${pattern} to damage.`);
  return found;
};

/** What a failing disk, or a program that cleans up too much, does to a database's folder. */
type Damage = (folder: string) => Promise<void>;

const files = { log: /\.log$/, MANIFEST: /^MANIFEST/, CURRENT: /^CURRENT$/, tables: /\.ldb$/ } as const;

/** What becomes of a file's bytes from `at` on. */
const harms = {
  overwritten: (bytes, at) => bytes.fill(0xaa, at, Math.min(at + 64, bytes.length)),
  flipped: (bytes, at) => bytes.map((byte, index) => (index >= at && index < at + 64 ? byte ^ 0xff : byte)),
  'changed by one bit': (bytes, at) => bytes.map((byte, index) => (index === at ? byte ^ 0x10 : byte)),
  'without a block': (bytes, at) => bytes.fill(0, at, Math.min(at + 4096, bytes.length)),
  shortened: (bytes, at) => bytes.subarray(0, at),
} satisfies Readonly<Record<string, (bytes: Buffer, at: number) => Uint8Array>>;

const harm =
  (pattern: RegExp, how: keyof typeof harms, share: number): Damage =>
  async (folder) => {
    for (const path of await filesLike(folder, pattern)) {
      const bytes = await readFile(path);
      await writeFile(path, harms[how](bytes, Math.floor(bytes.length * share)));
    }
  };
const remove =
  (pattern: RegExp): Damage =>
  async (folder) => {
    for (const path of await filesLike(folder, pattern)) await rm(path);
  };

const restoreEarlier: Damage = (folder) => cp(earlier, folder, { recursive: true });

/** The same harm at several places of the files; the last share of them may lie where nothing is in use any more. */
const placesOf = (file: keyof typeof files, how: keyof typeof harms, shares: readonly number[]) =>
  [`${file} ${how}`, shares.map((share) => harm(files[file], how, share))] as const;

const spread = [0, 0.03, 0.15, 0.35, 0.6, 0.85, 0.97];
const cases: readonly (readonly [string, readonly Damage[]])[] = [
  placesOf('log', 'overwritten', spread),
  placesOf('log', 'flipped', spread),
  placesOf('log', 'changed by one bit', spread),
  placesOf('log', 'without a block', spread),
  placesOf('log', 'shortened', spread),
  placesOf('tables', 'overwritten', spread),
  placesOf('tables', 'changed by one bit', spread),
  placesOf('tables', 'without a block', spread),
  placesOf('tables', 'shortened', spread),
  placesOf('MANIFEST', 'flipped', spread),
  placesOf('MANIFEST', 'without a block', spread),
  placesOf('MANIFEST', 'shortened', spread),
  placesOf('CURRENT', 'shortened', [0, 0.5]),
  placesOf('CURRENT', 'overwritten', [0, 0.5]),
  placesOf('CURRENT', 'flipped', [0, 0.5]),
  ...(['log', 'MANIFEST', 'CURRENT', 'tables'] as const).map((name) => [`${name} deleted`, [remove(files[name])]] as const),
  ['the oldest table deleted', [async (folder) => rm((await filesLike(folder, files.tables))[0] ?? '')]],
  ['the folder deleted', [(folder) => rm(folder, { recursive: true })]],
  ['every folder beside it deleted too', [(folder) => rm(dirname(folder), { recursive: true })]],
  ['the folder emptied', [(folder) => rm(folder, { recursive: true }).then(() => mkdir(folder))]],
  ['the folder exchanged for a file', [(folder) => rm(folder, { recursive: true }).then(() => writeFile(folder, 'not a database'))]],
  ['the folder as it was at an earlier start', [(folder) => rm(folder, { recursive: true }).then(() => restoreEarlier(folder))]],
];

const openAndRead = async (page: Page) => {
  const opened = await page.evaluate(async () => await testPage.open('damaged'));
  if (!opened.ok) return { opened, state: opened.error.type, names: [] };
  const ids = Array.from({ length: records }, (_, n) => recordId(n));
  const names = await page.evaluate(async (asked) => {
    const rows = await testPage.api('damaged').rows('organisation', asked);
    return rows.map(({ values }) => values.name);
  }, ids);
  return { opened, state: opened.value.state, names };
};

describe('a damaged profile', () => {
  const allNames = Array.from({ length: records }, (_, n) => `Szervezet ${n}`);

  it.each(cases)('is noticed and rebuilt whole: %s', { timeout: 300_000 }, async (_, damages) => {
    const states: string[] = [];
    for (const damage of damages) {
      const profile = await mkdtemp(join(tmpdir(), 'replica-damaged-'));
      await cp(template, profile, { recursive: true });
      const host = copyOf(remembered);
      harness.replaceHost('damaged', host);
      await damage(await databaseFolder(profile));
      const first = await inBrowser(profile, openAndRead);
      expect(first.opened).toMatchObject({ ok: true, value: { identity: { author: 'Anna', office: { name: 'Szeged' } } } });
      expect(first.names).toEqual(allNames);
      expect(host.entries).toEqual(remembered.entries); // Nothing was published from the damaged store.
      states.push(first.state);
      const second = await inBrowser(profile, openAndRead);
      expect(second).toEqual({ ...second, state: 'open', names: allNames });
      await rm(profile, { recursive: true });
    }
    expect(states).toContain('recovered');
  });

  it('is left alone when nothing is left of the safety copy either', { timeout: 120_000 }, async () => {
    const profile = await mkdtemp(join(tmpdir(), 'replica-damaged-'));
    await cp(template, profile, { recursive: true });
    const host = copyOf(remembered);
    host.entries.splice(0);
    harness.replaceHost('damaged', host);
    await harm(files.CURRENT, 'shortened', 0)(await databaseFolder(profile));
    const { opened } = await inBrowser(profile, openAndRead);
    expect(opened).toMatchObject({ ok: false, error: { type: 'recoveryFailed' } });
    expect(host.entries).toEqual([]);
    await rm(profile, { recursive: true });
  });
});
