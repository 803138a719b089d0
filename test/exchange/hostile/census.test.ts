import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/**
 * How many hostile bundles, listings of places and answers of servers there are, and that no class of attack is without one. A case carries
 * the name of its class (T1 to T16) in its own or its group's; counted is what the runner finds, so that a list cannot shrink unseen.
 */

const folders = ['test/exchange/hostile', 'test/host/places/hostile', 'test/host/places/careless'];
const further = ['test/exchange/routine.test.ts', 'test/replica/store.test.ts', 'test/replica/carried.test.ts'];
const classes = Array.from({ length: 16 }, (_, at) => `T${at + 1}`);

type Found = { readonly name: string; readonly file: string };

const casesIn = async (paths: readonly string[]): Promise<readonly Found[]> => {
  const vitest = ['node_modules/vitest/vitest.mjs', 'list', '--config', 'test/vitest.config.ts', '--no-static-parse'];
  const { stdout } = await promisify(execFile)(process.execPath, [...vitest, ...paths, '--json'], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as readonly Found[]; // As the runner writes it.
};

const isCase = ({ name }: Found): boolean => !/^(at least|the bundle that all others)/.test(name);

it('at least 600 hostile bundles, listings and answers are tried, at least 290 of them bundles, and some of each class', async () => {
  const all = await casesIn([...folders, ...further]);
  const hostile = all.filter(({ file }) => folders.some((folder) => file.includes(folder)));
  const cases = hostile.filter(isCase);
  expect(cases.length).toBeGreaterThanOrEqual(600);
  expect(cases.filter(({ file }) => file.includes('/exchange/hostile/')).length).toBeGreaterThanOrEqual(290);
  const names = all.map(({ name }) => name);
  expect(classes.filter((each) => !names.some((name) => new RegExp(`\\b${each}\\b`).test(name)))).toEqual([]);
}, 120_000);

it('T15 no library that reads workbooks is installed with the program', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { readonly packages: Readonly<Record<string, unknown>> };
  const readers = Object.keys(packages).filter((path) => /node_modules\/(xlsx|exceljs|xlsx-js-style|@e965\/xlsx)$/.test(path));
  expect(readers).toEqual([]);
});
