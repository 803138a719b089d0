import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Failure, Result } from '../../src/base/result.ts';
import { openDataFolder } from '../../src/host/dataFolder.ts';
import type { Handlers } from '../../src/ipc/contract.ts';
import { bytesOf, hostIn, sha256Of, temporaryFolder } from './open.ts';
import { asideOf, bundleOf, type Kept, settingsOf, textOf, uploadOf } from './writings.ts';

/** Writings that are read again after each kill, beside everything that a folder lists. */
const checkedAgain = 200;
const writer = join(import.meta.dirname, 'writer.ts');

const given = async <T>(answer: Promise<Result<T, Failure>>): Promise<T> => {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Lets a process of its own write from `first` on, entries from `entry` on, and kills it `delayMs` after its first confirmed writing. Answers all confirmed ones. */
const writeAndKill = async (folder: string, first: number, entry: number, delayMs: number): Promise<readonly Kept[]> => {
  const child = spawn(process.execPath, [writer, folder, String(first), String(entry)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let printed = '';
  const begun = new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await Promise.race([begun, ended]);
  await sleep(delayMs);
  expect(child.exitCode).toBe(null); // It has not ended by itself.
  child.kill('SIGKILL');
  await ended;
  return printed
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Kept); // As the writer prints it.
};

/** Compares by hash: vitest takes its time over long rows of bytes. */
const expectSame = (found: Uint8Array, wanted: Uint8Array): void => expect(sha256Of(found)).toBe(sha256Of(wanted));

const numbersOf = (kept: readonly Kept[], what: Kept['what']): readonly number[] =>
  kept.flatMap((each) => (each.what === what && 'n' in each ? [each.n] : []));

/** The last entry of a safety copy, and how far its sentinel says that it goes: every kill between the two leaves it one behind. */
type Reached = { readonly last: number; readonly told: number };

/** `before`: how far it went before. Answers how far it goes now. */
const expectSafetyCopy = async (host: Handlers, confirmed: number, before: Reached): Promise<Reached> => {
  const listed = await given(host.listSafetyCopy({}));
  for (const { name, seq } of listed) expectSame(await given(host.readSafetyCopy({ name })), bytesOf(textOf(seq)));
  const last = Math.max(0, ...listed.map(({ seq }) => seq));
  const snapshot = Math.max(0, ...listed.filter((entry) => entry.snapshot).map(({ seq }) => seq));
  const present = new Set(listed.map(({ seq }) => seq));
  expect([0, 1]).toContain(last - Math.max(confirmed, before.last));
  for (let seq = snapshot + 1; seq <= confirmed; seq += 1) expect(present.has(seq)).toBe(true);
  const sentinel = await host.readSentinel({});
  const told = sentinel.ok ? (sentinel.value?.seq ?? 0) : 0; // It comes behind the very first entry.
  expect(told).toBeGreaterThanOrEqual(Math.max(confirmed, before.told));
  expect(told).toBeLessThanOrEqual(last);
  return { last, told };
};

const expectFiles = async (host: Handlers, folder: string, kept: readonly Kept[]): Promise<void> => {
  for (const n of numbersOf(kept, 'file').slice(-checkedAgain))
    expectSame(await given(host.getAttachment({ sha256: uploadOf(n).sha256 })), uploadOf(n).file);
  const names = readdirSync(join(folder, 'data', 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name } of names) expect(sha256Of(await given(host.getAttachment({ sha256: name })))).toBe(name);
};

const expectAside = async (host: Handlers, kept: readonly Kept[]): Promise<void> => {
  const listed = await given(host.listAside({}));
  for (const { sha256, fileName } of listed)
    expectSame(await given(host.readAside({ sha256 })), asideOf(Number(basename(fileName, '.json'))).file);
  const names = listed.map(({ fileName }) => fileName);
  for (const n of numbersOf(kept, 'aside')) expect(names).toContain(`${n}.json`);
};

const expectPlace = async (host: Handlers, kept: readonly Kept[]): Promise<void> => {
  const [place] = await given(host.listPlaces({}));
  if (!place) return expect(kept.some(({ what }) => what === 'place')).toBe(false);
  const { bundles, marked } = await given(host.listPlaceBundles({ place: place.id }));
  expect(marked).toBe(true);
  for (const { n } of bundles) {
    const { bundle, ...asked } = bundleOf(place.id, n);
    expectSame(await given(host.readPlaceBundle(asked)), bundle);
  }
  const there = bundles.map(({ n }) => n);
  for (const n of numbersOf(kept, 'bundle')) expect(there).toContain(n);
};

const expectKeysAndSettings = async (host: Handlers, kept: readonly Kept[]): Promise<void> => {
  const keys = kept.flatMap((each) => (each.what === 'key' ? [each.key] : []));
  expect(new Set([...keys, (await given(host.keys({}))).key]).size).toBe(1);
  const said = numbersOf(kept, 'settings').at(-1);
  if (said !== undefined) expect([settingsOf(said), settingsOf(said + 1)]).toContainEqual(await given(host.readSettings({})));
};

describe('a host that is killed', () => {
  const [machines, kills] = process.env.SLOW ? [20, 50] : [4, 25];

  it.each(Array.from({ length: machines }, (_, at) => at))(
    `${kills} times while it writes everything at once has kept what it confirmed, shows nothing by halves and starts clean (machine %i)`,
    {
      timeout: 600_000,
    },
    async (machine) => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'shared'));
      const kept: Kept[] = [];
      let reached: Reached = { last: 0, told: 0 };
      for (let kill = 0; kill < kills; kill += 1) {
        const next = Math.max(0, ...kept.flatMap((each) => ('n' in each ? [each.n] : []))) + 1;
        kept.push(...(await writeAndKill(folder, next, reached.last + 1, (kill * 13 + machine * 7) % 97)));
        const data = await given(openDataFolder(join(folder, 'data')));
        const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /unfinished|partial/.test(name));
        expect(left).toEqual([]);
        const host = hostIn(data.path);
        reached = await expectSafetyCopy(host, numbersOf(kept, 'entry').at(-1) ?? 0, reached);
        await expectFiles(host, folder, kept);
        await expectAside(host, kept);
        await expectPlace(host, kept);
        await expectKeysAndSettings(host, kept);
        data.release();
      }
      expect(kept.length).toBeGreaterThan(kills);
    },
  );
});
