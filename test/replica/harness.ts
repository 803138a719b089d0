import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { build, type Plugin } from 'vite';
import type { ReplicaApi } from '../../src/replica/api.ts';
import type { TestPage } from './page/main.ts';

/** One file of a safety copy as the test's host keeps it. */
export type KeptEntry = { readonly name: string; readonly seq: number; readonly snapshot: boolean; readonly bytes: Buffer };
/**
 * The host of one store: in memory, so that it outlives browsers. `failing` makes it refuse what is appended, or only whole stores, of which
 * it counts those that it has `refused`; until `held` it does not answer.
 */
export type TestHost = {
  sentinel: unknown;
  readonly entries: KeptEntry[];
  failing: boolean | 'snapshots';
  refused: number;
  held?: Promise<void>;
  freeBytes: number;
  drafts?: string;
};

export type Harness = {
  readonly url: string;
  readonly host: (store: string) => TestHost;
  /** Gives a store another host, as a copied disk has one of its own. */
  readonly replaceHost: (store: string, host: TestHost) => void;
  readonly files: Map<string, Buffer>;
  /** A page of its own in the given browser, in which `testPage` is ready. */
  readonly openPage: (context: BrowserContext) => Promise<Page>;
  readonly close: () => Promise<void>;
};

declare global {
  var testPage: TestPage;
}

/** Calls a store's interface in the page; arguments and answer are plain JSON. */
export const call = async <M extends keyof ReplicaApi>(
  page: Page,
  store: string,
  method: M,
  ...args: Parameters<ReplicaApi[M]>
): Promise<Awaited<ReturnType<ReplicaApi[M]>>> => {
  const request = [store, method, JSON.stringify(args)] as const;
  const answer = await page.evaluate(([name, asked, text]) => testPage.call(name, asked, text), request);
  return JSON.parse(answer) as Awaited<ReturnType<ReplicaApi[M]>>; // The worker answers what its interface says.
};

const here = fileURLToPath(new URL('.', import.meta.url));

/** A text of one source file that a test's page has otherwise: a shorter wait, or what a control leaves out. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

/** Fails where the text is not there, so that a test cannot go on with a change that has become none. */
const changing = (changes: readonly Change[]): Plugin => ({
  name: 'changing',
  enforce: 'pre', // The text as it is written, before types are taken out of it.
  transform: (code, id) =>
    changes
      .filter(({ file }) => id.endsWith(`/src/${file}`))
      .reduce((text, { file, from, to }) => {
        if (!text.includes(from)) throw new Error(`${file} does not say ${from}.`);
        return text.replace(from, to);
      }, code),
});

/** Bundles the page and the real worker once; answers the folder. */
export const buildPage = async (changes: readonly Change[] = []): Promise<string> => {
  const outDir = await mkdtemp(join(tmpdir(), 'replica-page-'));
  await build({
    root: join(here, 'page'),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'esnext', minify: true },
    worker: { format: 'es', plugins: () => [changing(changes)] },
  });
  return outDir;
};

const contentTypes: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

const append = async (host: TestHost, url: URL, request: IncomingMessage): Promise<void> => {
  const bytes = await bodyOf(request);
  await host.held;
  const seq = Number(url.searchParams.get('seq'));
  const snapshot = url.searchParams.get('snapshot') === 'true';
  if (host.failing === true || (host.failing === 'snapshots' && snapshot)) {
    host.refused += snapshot ? 1 : 0;
    throw new Error('The host is told to fail.');
  }
  const name = `${String(seq).padStart(9, '0')}${snapshot ? '-snapshot' : ''}.json`;
  const at = host.entries.findIndex((entry) => entry.name === name);
  host.entries.splice(at < 0 ? host.entries.length : at, at < 0 ? 0 : 1, { name, seq, snapshot, bytes });
  host.sentinel = JSON.parse(url.searchParams.get('sentinel') ?? 'null');
};

const listing = (host: TestHost) =>
  host.entries.map(({ name, seq, snapshot, bytes }) => ({
    name,
    seq,
    snapshot,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));

const answers: Readonly<Record<string, (host: TestHost) => unknown>> = {
  sentinel: (host) => host.sentinel,
  list: listing,
  due: () => false,
  snapshots: () => [],
  free: (host) => host.freeBytes,
  drafts: (host) => host.drafts ?? '',
};

/** A loopback server with the page, files for bundles, and a host for each store. */
export const startHarness = async (folder?: string): Promise<Harness> => {
  const root = folder ?? (await buildPage());
  const hosts = new Map<string, TestHost>();
  const files = new Map<string, Buffer>();
  const host = (store: string): TestHost => {
    const known = hosts.get(store) ?? { sentinel: null, entries: [], failing: false, refused: 0, freeBytes: Number.MAX_SAFE_INTEGER };
    hosts.set(store, known);
    return known;
  };
  const safety = async (parts: readonly string[], url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const mine = host(parts[1] ?? '');
    if (parts[2] === 'append') await append(mine, url, request);
    if (parts[2] === 'keepDrafts') mine.drafts = (await bodyOf(request)).toString();
    if (parts[2] === 'entry') response.end(mine.entries.find((entry) => entry.name === parts[3])?.bytes);
    else response.end(JSON.stringify(answers[parts[2] ?? '']?.(mine) ?? null));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const parts = url.pathname.split('/').slice(1);
    if (parts[0] === 'safety') return safety(parts, url, request, response);
    if (parts[0] === 'files') {
      const name = parts[1] ?? '';
      if (request.method === 'POST') files.set(name, await bodyOf(request));
      response.end(request.method === 'POST' ? '' : files.get(name));
      return undefined;
    }
    const path = url.pathname === '/' ? '/index.html' : url.pathname;
    response.setHeader('content-type', contentTypes[extname(path)] ?? 'application/octet-stream');
    response.end(readFileSync(join(root, path)));
    return undefined;
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.statusCode = 500;
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  return {
    url,
    host,
    replaceHost: (store, other) => {
      hosts.set(store, other);
    },
    files,
    openPage: async (context) => {
      const page = context.pages().find((each) => each.url() === 'about:blank') ?? (await context.newPage()); // A start shows an empty one.
      await page.goto(url);
      await page.waitForFunction(() => 'testPage' in globalThis);
      return page;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
