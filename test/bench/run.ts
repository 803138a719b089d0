import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { launchBrowser } from '../browser.ts';
import { pick, readLines } from './changes.ts';
import type { Bench } from './page/main.ts';
import { type Figure, judge, printFigures, spread } from './report.ts';

/**
 * `npm run bench [-- --json FILE] [--sizes 10000,100000] [--runs 3]`: measures the store in a real browser beside what the machine allows
 * and beside a plain row-per-record table, all in one run, and prints medians with their range and the ratio to each limit.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const option = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const sizes = option('sizes', '10000,100000').split(',').map(Number);
const runs = Number(option('runs', '3'));
const folder = mkdtempSync(join(tmpdir(), 'interreg-bench-'));
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };

const generate = (organisations: number): string => {
  const path = join(folder, `cluster-${organisations}.json`);
  const counts = ['--organisations', String(organisations), '--events', '0', '--registrations', '0', '--visits', '0', '--seed', '7'];
  execFileSync(process.execPath, ['src/cli/bundle.ts', 'generate', ...counts, '-o', path], { cwd: root, stdio: 'inherit' });
  return path;
};

/** The bundle that another office sends after changing 1,000 organisations, having seen all of `source`. */
const changesOf = async (source: string, organisations: number): Promise<string> => {
  const first = (await readLines(source).next()).value as string;
  const head = JSON.parse(`${first}]}`) as {
    header: { heads: Record<string, number>; runs: { id: string }[]; from: Record<string, unknown> } & Record<string, unknown>;
  };
  const [parent, n] = Object.entries(head.header.heads)[0] ?? ['', 0];
  const run = 'benchbenchbenchbench';
  const records = (await pick(source, 1000, organisations)).map((record) => {
    const s = { ...record.s, phone: [run, 1, 1_790_000_000_000] };
    return JSON.stringify({ ...record, f: { ...record.f, phone: '+40712034567' }, s, seen: { [run]: 1 } });
  });
  const runRecord = { id: run, device: 'bench', office: 'bench', author: 'Ion Exemplu', parent: [parent, n] };
  const header = {
    ...head.header,
    id: '01990000-0000-7000-8000-000000000001',
    from: { ...head.header.from, run, device: 'bench', office: 'bench', author: 'Ion Exemplu' },
    base: head.header.heads,
    heads: { [run]: 1 },
    runs: [...head.header.runs, runRecord],
    previous: null,
    counts: { records: records.length, byType: { organisation: records.length } },
  };
  const body = `{"format":"interreg-cluster/bundle","version":1,"header":${JSON.stringify(header)},"records":[\n${records.join(',\n')}\n`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const path = join(folder, `changes-${organisations}.json`);
  writeFileSync(path, `${body}],"footer":${JSON.stringify({ records: records.length, sha256 })}}\n`);
  return path;
};

/** Serves the built page and the bundles; cross-origin isolated, so that the page may read its own memory. */
const serve = (page: string): Promise<{ readonly server: Server; readonly origin: string }> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const name = normalize(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
      const path = [join(page, name === '/' ? 'index.html' : name), join(folder, name)].find(
        (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
      );
      if (path === undefined) return response.writeHead(404).end();
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      return createReadStream(path).pipe(response);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, origin: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}` });
    });
  });

declare global {
  interface Window {
    readonly bench: Bench;
  }
}

/** Resident memory of the page's renderer process (window and worker share it), in MB. */
const rendererMemory = async (context: BrowserContext): Promise<number> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) return Number.NaN;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const resident = processInfo
    .filter((entry) => entry.type === 'renderer')
    .map((entry) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${entry.id}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  return Math.max(...resident);
};

type Answer = { readonly id?: number; readonly result?: { readonly usedSize?: number } };

/** JavaScript heap of the window and its worker after a collection, in bytes. */
const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on('Target.attachedToTarget', (event) => workers.push(event.sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await session.send('HeapProfiler.collectGarbage');
  let used = (await session.send('Runtime.getHeapUsage')).usedSize;
  for (const sessionId of workers) {
    used += await new Promise<number>((resolve) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        const answer = JSON.parse(event.message) as Answer;
        if (event.sessionId === sessionId && answer.id === 2) resolve(answer.result?.usedSize ?? 0);
      });
      for (const [id, method] of [
        [1, 'HeapProfiler.collectGarbage'],
        [2, 'Runtime.getHeapUsage'],
      ] as const) {
        void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
      }
    });
  }
  return used;
};

const searchedNames = async (source: string): Promise<string[]> =>
  (await pick(source, 200, 10_000)).map((record) => String(record.f.name ?? '').slice(0, 24)).filter((name) => name !== '');

const measure = async (organisations: number): Promise<Figure[]> => {
  const source = generate(organisations);
  const changes = await changesOf(source, organisations);
  const page = join(folder, 'page');
  await build({
    root: join(root, 'test/bench/page'),
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: page, emptyOutDir: true, target: 'esnext' },
  });
  const { server, origin } = await serve(page);
  const context = await launchBrowser({ profile: mkdtempSync(join(folder, 'profile-')) });
  try {
    const window: Page = await context.newPage();
    window.on('pageerror', (error) => console.error(error));
    await window.goto(origin);
    return await figures(window, context, organisations, source, changes);
  } finally {
    await context.close();
    server.close();
  }
};

const repeat = async <T>(work: (n: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let n = 0; n < runs; n += 1) results.push(await work(n));
  return results;
};

const figures = async (page: Page, context: BrowserContext, organisations: number, source: string, changes: string): Promise<Figure[]> => {
  const file = `/${source.split('/').at(-1) ?? ''}`;
  const changed = `/${changes.split('/').at(-1) ?? ''}`;
  const store = (n: number): string => `bench-${organisations}-${n}`;
  const limits = await repeat(() => page.evaluate((path) => window.bench.limits(path), file));
  const rows = await repeat(() => page.evaluate((path) => window.bench.rows(path), file));
  const imports = await repeat((n) => page.evaluate(([name, path]) => window.bench.coldImport(name ?? '', path ?? ''), [store(n), file]));
  const starts = await repeat((n) => page.evaluate((name) => window.bench.start(name), store(n)));
  const edits = await page.evaluate((name) => window.bench.edits(name, 30), store(0));
  const merges = await repeat((n) =>
    page.evaluate(([name, path]) => window.bench.mergeChanges(name ?? '', path ?? ''), [store(n), changed]),
  );
  const names = await searchedNames(source);
  const keys = await page.evaluate(([name, typed]) => window.bench.keystrokes(name as string, typed as string[]), [
    store(0),
    names,
  ] as const);
  await page.evaluate((name) => window.bench.holdOpen(name), store(0));
  const heap = await heapOf(page);
  const resident = await rendererMemory(context);
  await page.evaluate(() => window.bench.letGo());
  return judge(organisations, {
    limits,
    rows,
    imports,
    starts,
    edits,
    merges,
    keys,
    heapMB: heap / 1e6,
    residentMB: resident,
    bytesMB: statSync(source).size / 1e6,
  });
};

const all: Figure[] = [];
try {
  for (const size of sizes) all.push(...(await measure(size)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const crossSize = spread(all, sizes);
printFigures([...all, ...crossSize]);
const json = option('json', '');
if (json !== '') {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), node: process.version };
  writeFileSync(json, `${JSON.stringify({ at: new Date().toISOString(), machine, runs, figures: [...all, ...crossSize] }, null, 2)}\n`);
}
