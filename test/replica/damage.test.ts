import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { launchBrowser } from '../browser.ts';
import { call, type Harness, startHarness, type TestHost } from './harness.ts';
import { killBrowser } from './killBrowser.ts';
import { recordId } from './records.ts';

const records = 300;

let harness: Harness;
let template: string;
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
        const set = { name: `Szervezet ${n}`, 'summary.hu': `${n} szöveg `.repeat(1500) };
        await testPage.api('damaged').commit([{ kind: 'set', type: 'organisation', id, set, shown: {} }]);
      }
      await testPage.api('damaged').close();
    },
    [from, to] as const,
  );

beforeAll(async () => {
  harness = await startHarness();
  template = await mkdtemp(join(tmpdir(), 'replica-damage-'));
  await inBrowser(template, (page) => commitBetween(page, 0, records / 2));
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

type Damage = (folder: string) => Promise<void>;

const overwrite =
  (pattern: RegExp, share: number, flip: boolean): Damage =>
  async (folder) => {
    for (const path of await filesLike(folder, pattern)) {
      const bytes = await readFile(path);
      const from = Math.floor(bytes.length * share);
      for (let at = from; at < Math.min(from + 64, bytes.length); at += 1) bytes[at] = flip ? (bytes[at] ?? 0) ^ 0xff : 0xaa;
      await writeFile(path, bytes);
    }
  };
const shorten =
  (pattern: RegExp, share: number): Damage =>
  async (folder) => {
    for (const path of await filesLike(folder, pattern)) await truncate(path, Math.floor((await stat(path)).size * share));
  };
const remove =
  (pattern: RegExp): Damage =>
  async (folder) => {
    for (const path of await filesLike(folder, pattern)) await rm(path);
  };

const log = /\.log$/;
const manifest = /^MANIFEST/;
const current = /^CURRENT$/;
const table = /\.ldb$/;
const cases: readonly (readonly [string, Damage])[] = [
  ...[0.05, 0.3, 0.6, 0.9].map((share) => [`log overwritten at ${share}`, overwrite(log, share, false)] as const),
  ...[0, 0.25, 0.5, 0.75].map((share) => [`log shortened to ${share}`, shorten(log, share)] as const),
  ...[0.02, 0.4, 0.8].map((share) => [`MANIFEST flipped at ${share}`, overwrite(manifest, share, true)] as const),
  ['MANIFEST deleted', remove(manifest)],
  ['CURRENT empty', shorten(current, 0)],
  ['MANIFEST shortened', shorten(manifest, 0.5)],
  ...[0.1, 0.4, 0.7].map((share) => [`tables flipped at ${share}`, overwrite(table, share, true)] as const),
  ['tables shortened', shorten(table, 0.5)],
  ['tables deleted', remove(table)],
  ['everything deleted', (folder) => rm(folder, { recursive: true })],
];

const openAndRead = async (page: Page): Promise<{ readonly opened: unknown; readonly names: readonly unknown[] }> => {
  const opened = await page.evaluate(async () => JSON.stringify(await testPage.open('damaged')));
  if (!opened.startsWith('{"ok":true')) return { opened: JSON.parse(opened), names: [] };
  const rows = await call(
    page,
    'damaged',
    'rows',
    'organisation',
    Array.from({ length: records }, (_, n) => recordId(n)),
  );
  return { opened: JSON.parse(opened), names: rows.map((row) => row.values.name) };
};

describe('a damaged profile', () => {
  const allNames = Array.from({ length: records }, (_, n) => `Szervezet ${n}`);

  it.each(cases)('is noticed and rebuilt whole: %s', { timeout: 120_000 }, async (_, damage) => {
    const profile = await mkdtemp(join(tmpdir(), 'replica-damaged-'));
    await cp(template, profile, { recursive: true });
    const host = copyOf(remembered);
    harness.replaceHost('damaged', host);
    await damage(await databaseFolder(profile));
    const first = await inBrowser(profile, openAndRead);
    expect(first.opened).toMatchObject({
      ok: true,
      value: { state: 'recovered', identity: { author: 'Anna', office: { name: 'Szeged' } } },
    });
    expect(first.names).toEqual(allNames);
    expect(host.entries).toEqual(remembered.entries); // Nothing was published from the damaged store.
    const second = await inBrowser(profile, openAndRead);
    expect(second.opened).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(second.names).toEqual(allNames);
    await rm(profile, { recursive: true });
  });

  it('is left alone when nothing whole is left of the safety copy either', { timeout: 120_000 }, async () => {
    const profile = await mkdtemp(join(tmpdir(), 'replica-damaged-'));
    await cp(template, profile, { recursive: true });
    const host = copyOf(remembered);
    const left = host.entries.filter(({ snapshot, seq }) => !snapshot && seq > 1);
    host.entries.splice(0, host.entries.length, ...left);
    harness.replaceHost('damaged', host);
    await shorten(current, 0)(await databaseFolder(profile));
    const { opened } = await inBrowser(profile, openAndRead);
    expect(opened).toMatchObject({ ok: false, error: { type: 'recoveryFailed' } });
    expect(host.entries).toEqual(left);
    await rm(profile, { recursive: true });
  });
});
