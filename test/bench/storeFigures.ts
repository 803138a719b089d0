import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { launchBrowser } from '../browser.ts';
import { type Bundles, pick } from './bundles.ts';
import { heapOf, rendererMemory } from './memory.ts';
import type { Bench } from './page/main.ts';
import type { Figure } from './report.ts';
import { judge } from './storeTargets.ts';

declare global {
  interface Window {
    readonly bench: Bench;
  }
}

/** `folder` takes the profile; `origin` serves the built page and the bundles. */
export type Place = { readonly folder: string; readonly origin: string; readonly runs: number };

const searchedNames = async (path: string): Promise<string[]> =>
  (await pick(path, 200, 10_000)).map((record) => String(record.f.name ?? '').slice(0, 24)).filter((name) => name !== '');

type Round = Pick<Parameters<typeof judge>[1], 'limits' | 'rows' | 'imports'>;

/** Limits, plain table and import follow one another in every round, so that a machine that slows down meanwhile slows all of them. */
const rounds = async (page: Page, runs: number, storeOf: (n: number) => string, file: string, changes: string): Promise<Round> => {
  const limits: Round['limits'][number][] = [];
  const rows: Round['rows'][number][] = [];
  const imports: Round['imports'][number][] = [];
  for (let n = 0; n < runs; n += 1) {
    limits.push(await page.evaluate((path) => window.bench.limits(path), file));
    rows.push(await page.evaluate(([whole, changed]) => window.bench.rows(whole, changed), [file, changes] as const));
    imports.push(await page.evaluate(([name, path]) => window.bench.coldImport(name, path), [storeOf(n), file] as const));
  }
  return { limits, rows, imports };
};

const repeat = async <T>(runs: number, work: (n: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let n = 0; n < runs; n += 1) results.push(await work(n));
  return results;
};

/** A window of its own, alone in its process, so that nothing else has left its memory there. */
const inNewWindow = async <T>(context: BrowserContext, origin: string, measure: (page: Page) => Promise<T>): Promise<T> => {
  const page = await context.newPage();
  await page.goto(origin);
  for (const other of context.pages()) if (other !== page) await other.close();
  return measure(page);
};

const restMs = 5000;
const mostRests = 6;

/** Heap and resident memory once they stay as they are: the store tidies up when it is left alone, and what has been collected is given back by and by. */
const steadyMemory = async (context: BrowserContext, page: Page): Promise<{ readonly heap: number; readonly residentMB: number }> => {
  let before = Number.POSITIVE_INFINITY;
  for (let rests = 1; ; rests += 1) {
    await page.waitForTimeout(restMs);
    const heap = await heapOf(page);
    const residentMB = await rendererMemory(context, 'VmRSS');
    if (residentMB > before * 0.95 || rests === mostRests) return { heap, residentMB };
    before = residentMB;
  }
};

const memoryOf = async (context: BrowserContext, origin: string, store: string, file: string) => {
  const plainHeap = await inNewWindow(context, origin, async (page) => {
    await page.evaluate((path) => window.bench.holdPlain(path), file);
    return heapOf(page);
  });
  return inNewWindow(context, origin, async (page) => {
    await page.evaluate((name) => window.bench.holdOpen(name), store);
    const { heap, residentMB } = await steadyMemory(context, page);
    await page.evaluate(() => window.bench.letGo());
    return { heapMB: heap / 1e6, plainHeapMB: plainHeap / 1e6, residentMB };
  });
};

const figures = async (page: Page, context: BrowserContext, bundles: Bundles, { origin, runs }: Place): Promise<Figure[]> => {
  const { organisations, whole } = bundles;
  const file = `/${basename(whole)}`;
  const changes = `/${basename(bundles.changes)}`;
  const storeOf = (n: number): string => `bench-${organisations}-${n}`;
  const round = await rounds(page, runs, storeOf, file, changes);
  const starts = await repeat(runs, (n) => page.evaluate((name) => window.bench.start(name), storeOf(n)));
  const edits = await page.evaluate((name) => window.bench.edits(name, 30), storeOf(0));
  const merges = await repeat(runs, (n) =>
    page.evaluate(([name, path]) => window.bench.mergeChanges(name, path), [storeOf(n), changes] as const),
  );
  const names = await searchedNames(whole);
  const keys = await page.evaluate(([name, typed]) => window.bench.keystrokes(name, typed), [storeOf(0), names] as const);
  const memory = await memoryOf(context, origin, storeOf(0), file);
  return judge(organisations, { ...round, starts, edits, merges, keys, ...memory, bytesMB: statSync(whole).size / 1e6 });
};

/** The store's figures at one size, in a browser of its own. */
export const measureStore = async (bundles: Bundles, place: Place): Promise<Figure[]> => {
  const context = await launchBrowser({ profile: join(place.folder, `profile-store-${bundles.organisations}`) });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(place.origin);
    return await figures(page, context, bundles, place);
  } finally {
    await context.close();
  }
};
