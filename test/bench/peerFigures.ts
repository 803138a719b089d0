import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { BrowserContext, Page } from '@playwright/test';
import { launchBrowser } from '../browser.ts';
import { type Bundles, organisationsIn } from './bundles.ts';
import { rendererMemory } from './memory.ts';
import type { PeerPage } from './page/peers.ts';
import type { PeerFiles, PeerTimes } from './page/peersWorker.ts';

declare global {
  interface Window {
    readonly peerBench: PeerPage;
  }
}

export const peerNames = ['plain', 'own', 'yjs', 'loro', 'automerge', 'tinybase', 'actual', 'pouchdb', 'rxdb'] as const;

/** Sizes in bytes. */
export type Payload = { readonly raw: number; readonly gzip: number };
export type PeerRound = PeerTimes & { readonly peakMB: number };
export type PeerResult = {
  readonly name: string;
  readonly organisations: number;
  readonly payload: { readonly whole: Payload; readonly changes: Payload } | null;
  readonly rounds: readonly PeerRound[];
  /** Hash and signature of this peer's whole delivery, in milliseconds; only of our own. */
  readonly checks: readonly { readonly hash: number; readonly verify: number }[];
  /** Why there is no further round: an error of the library, or the cap. */
  readonly failed: string | null;
};

export type PeerPlace = {
  readonly folder: string;
  readonly files: string;
  readonly origin: string;
  readonly runs: number;
  readonly peers: readonly string[];
  readonly capMs: number;
};

const writePlain = async (bundles: Bundles, path: string): Promise<void> => {
  const out = createWriteStream(path);
  await pipeline(async function* () {
    let between = '[';
    for await (const { id, f } of organisationsIn(bundles.whole)) {
      yield `${between}${JSON.stringify({ id, ...f })}`;
      between = ',\n';
    }
    yield ']';
  }, out);
};

const payloadOf = async (path: string): Promise<Payload> => {
  let gzip = 0;
  const count = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      gzip += chunk.byteLength;
      done();
    },
  });
  await pipeline(createReadStream(path), createGzip(), count);
  return { raw: statSync(path).size, gzip };
};

/** A step in a browser process of its own, ended with it when it takes longer than the cap. */
const inBrowser = async <T>(place: PeerPlace, work: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> => {
  const profile = mkdtempSync(join(place.folder, 'profile-'));
  const context = await launchBrowser({ profile });
  let timer: NodeJS.Timeout | undefined;
  const cap = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`over the cap of ${place.capMs / 1000} s`)), place.capMs);
  });
  try {
    const page = await context.newPage();
    const crashed = new Promise<never>((_resolve, reject) => page.once('crash', () => reject(new Error('the page ran out of memory'))));
    await page.goto(`${place.origin}/peers.html`);
    return await Promise.race([work(page, context), cap, crashed]);
  } finally {
    clearTimeout(timer);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
};

const filesOf = (bundles: Bundles, name: string): PeerFiles => {
  const { organisations } = bundles;
  const shared = { records: `/records-${organisations}.json`, edits: `/edits-${organisations}.json` };
  if (name === 'own') return { ...shared, whole: `/${basename(bundles.whole)}`, changes: `/${basename(bundles.changes)}` };
  return { ...shared, whole: `/${name}-${organisations}.whole`, changes: `/${name}-${organisations}.changes` };
};

const round = (name: string, files: PeerFiles, organisations: number, place: PeerPlace): Promise<PeerRound> =>
  inBrowser(place, async (page, context) => {
    const times = await page.evaluate(([peer, paths, count]) => window.peerBench.receive(peer, 'peer-bench', paths, count), [
      name,
      files,
      organisations,
    ] as const);
    return { ...times, peakMB: await rendererMemory(context, 'VmHWM') };
  });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 160) ?? '';

const prepare = async (name: string, bundles: Bundles, place: PeerPlace): Promise<PeerResult> => {
  const files = filesOf(bundles, name);
  const empty = { name, organisations: bundles.organisations, payload: null, rounds: [], checks: [], failed: null };
  try {
    await inBrowser(place, (page) => page.evaluate(([peer, paths]) => window.peerBench.write(peer, paths), [name, files] as const));
    const [whole, changes] = await Promise.all([files.whole, files.changes].map((path) => payloadOf(join(place.files, path))));
    return whole && changes ? { ...empty, payload: { whole, changes } } : empty;
  } catch (error) {
    return { ...empty, failed: `writing its delivery: ${reasonOf(error)}` };
  }
};

/** A peer that took this long once is not asked again: its range would not change what it says. */
const slowMs = 20_000;

const isWorthAnother = ({ failed, rounds }: PeerResult): boolean =>
  failed === null && rounds.every(({ merged, read, changed }) => merged + read + changed < slowMs);

const addRound = async (result: PeerResult, bundles: Bundles, place: PeerPlace): Promise<PeerResult> => {
  const files = filesOf(bundles, result.name);
  try {
    const done = await round(result.name, files, bundles.organisations, place);
    if (result.name !== 'own') return { ...result, rounds: [...result.rounds, done] };
    const check = await inBrowser(place, (page) => page.evaluate((path) => window.peerBench.checks(path), files.whole));
    return { ...result, rounds: [...result.rounds, done], checks: [...result.checks, check] };
  } catch (error) {
    return { ...result, failed: reasonOf(error) };
  }
};

/** All peers at one size, round by round, so that a machine that slows down meanwhile slows all of them. */
export const measurePeers = async (bundles: Bundles, place: PeerPlace): Promise<PeerResult[]> => {
  await writePlain(bundles, join(place.files, `records-${bundles.organisations}.json`));
  writeFileSync(join(place.files, `edits-${bundles.organisations}.json`), JSON.stringify(bundles.edits));
  const results = new Map<string, PeerResult>();
  for (const name of place.peers) results.set(name, await prepare(name, bundles, place));
  for (let n = 0; n < place.runs; n += 1) {
    for (const [name, result] of results) {
      if (isWorthAnother(result)) results.set(name, await addRound(result, bundles, place));
    }
  }
  return [...results.values()];
};
