import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Failure, Result } from '../../src/base/result.ts';
import { openDataFolder } from '../../src/host/dataFolder.ts';
import { createHost } from '../../src/host/host.ts';
import { type Handlers, sentinelSchema } from '../../src/ipc/contract.ts';
import { decodeFrame, encodeFrame } from '../../src/ipc/frame.ts';
import { createGate } from '../../src/ipc/gate.ts';
import type { ExportRequest, OpenError, OpenReport, OpenRequest } from '../../src/replica/api.ts';
import { launchBrowser } from '../browser.ts';
import { buildPage, type Change, call } from './harness.ts';
import { killBrowser } from './killBrowser.ts';

/** A laptop: a browser's profile and the folder in which the real host keeps sentinel and safety copy. Either may be copied like a disk. */
export type Machine = { readonly profile: string; readonly data: string };

/** A machine that is switched on, with the store open in one window. */
export type Running = {
  readonly machine: Machine;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly opened: Result<OpenReport, OpenError>;
  /** Ends every process of the browser at once. */
  readonly kill: () => Promise<void>;
  /** Closes the store and the browser as a person does. */
  readonly shutDown: () => Promise<void>;
};

export type Site = {
  readonly url: string;
  /** Data folders whose host answers nothing. */
  readonly unreachable: Set<string>;
  /** Bundles that travel between machines. */
  readonly files: Map<string, Buffer>;
  /**
   * `args` are further arguments of the browser; `desktop`: with keys and shared places; `whileOpening` runs beside the opening of the store;
   * `lost`: what a person wants after the sentinel was lost.
   */
  readonly switchOn: (
    machine: Machine,
    args?: readonly string[],
    desktop?: boolean,
    whileOpening?: (opening: Promise<unknown>) => Promise<void>,
    lost?: OpenRequest['lost'],
  ) => Promise<Running>;
  /** Ends the site and removes every machine. */
  readonly close: () => Promise<void>;
};

/** The one store of these tests. */
export const store = 'cluster';

const folders = new Set<string>();

export const newMachine = async (): Promise<Machine> => {
  const folder = await mkdtemp(join(tmpdir(), 'replica-machine-'));
  folders.add(folder);
  return { profile: join(folder, 'profile'), data: join(folder, 'data') };
};

/** Everything on a machine's disk, or only its profile, under another name. The browser must not be running. */
export const copyDisk = async (machine: Machine): Promise<Machine> => {
  const copy = await newMachine();
  await cp(machine.profile, copy.profile, { recursive: true });
  await cp(machine.data, copy.data, { recursive: true });
  return copy;
};

const machineHeader = 'x-machine';
const contentTypes: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

const need = async <T, E extends Failure>(answer: Promise<Result<T, E>>): Promise<T> => {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.type, { cause: result.error });
  return result.value;
};

const openHost = async (data: string): Promise<{ readonly handlers: Handlers; readonly release: () => void }> => {
  const { release } = await need(openDataFolder(data));
  return { handlers: createHost({ shell: 'loopback', appVersion: '0.0.0-test', dataFolder: data, clock: Date.now }), release };
};

const append = async (host: Handlers, url: URL, request: IncomingMessage): Promise<string> => {
  const bundle = new Uint8Array(await bodyOf(request));
  const sentinel = sentinelSchema.parse(JSON.parse(url.searchParams.get('sentinel') ?? ''));
  const [seq, snapshot] = [Number(url.searchParams.get('seq')), url.searchParams.get('snapshot') === 'true'];
  return JSON.stringify(await need(host.appendSafetyCopy({ seq, snapshot, bundle, sentinel })));
};

/** Null where the file is damaged or gone. */
const bytesOrNull = async (answer: ReturnType<Handlers['readSafetyCopy']>): Promise<Uint8Array | null> => {
  const read = await answer;
  return !read.ok && (read.error.type === 'safetyCopyDamaged' || read.error.type === 'notFound') ? null : need(answer);
};

const answerOf = async (
  host: Handlers,
  parts: readonly string[],
  url: URL,
  request: IncomingMessage,
): Promise<string | Uint8Array | null> => {
  const [, , asked, name = ''] = parts;
  if (asked === 'append') return append(host, url, request);
  if (asked === 'setAside') return JSON.stringify(await need(host.setSafetyCopyAside({})));
  if (asked === 'entry') return bytesOrNull(host.readSafetyCopy({ name }));
  if (asked === 'snapshots') return JSON.stringify(await need(host.listSnapshots({})));
  if (asked === 'snapshot') return bytesOrNull(host.readSnapshot({ name }));
  if (asked === 'keepDrafts') return JSON.stringify(await need(host.keepDrafts({ text: (await bodyOf(request)).toString() })));
  if (asked === 'drafts') return JSON.stringify(await need(host.readDrafts({})));
  if (parts[2] === 'free') return JSON.stringify(await need(host.freeSpace({})));
  if (parts[2] === 'due') return JSON.stringify(await need(host.isSnapshotDue({})));
  if (parts[2] === 'list') return JSON.stringify(await need(host.listSafetyCopy({})));
  const sentinel = await host.readSentinel({});
  const isLost = !sentinel.ok && sentinel.error.type === 'safetyCopyDamaged';
  return JSON.stringify(isLost ? 'lost' : await need(Promise.resolve(sentinel)));
};

/** The page on a fixed port, because another port is another, empty store; behind it the real host of whichever machine asks. */
export const startSite = async (port: number, changes: readonly Change[] = []): Promise<Site> => {
  const root = await buildPage(changes);
  const url = `http://127.0.0.1:${port}/`;
  const files = new Map<string, Buffer>();
  const unreachable = new Set<string>();
  const hosts = new Map<string, ReturnType<typeof openHost>>();
  const hostOf = (data: string): ReturnType<typeof openHost> => {
    const host = hosts.get(data) ?? openHost(data);
    hosts.set(data, host);
    return host;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = new URL(request.url ?? '/', url);
    const parts = asked.pathname.split('/').slice(1);
    if (parts[0] === 'safety') {
      const data = String(request.headers[machineHeader]);
      if (unreachable.has(data)) throw new Error('Nobody answers.');
      const answered = await answerOf((await hostOf(data)).handlers, parts, asked, request);
      if (answered === null) response.writeHead(404).end();
      else response.end(answered);
    } else if (parts[0] === 'desktop') {
      const { handlers } = await hostOf(String(request.headers[machineHeader]));
      const asking = decodeFrame(new Uint8Array(await bodyOf(request)));
      if (!asking.ok) throw new Error(asking.error.type);
      const gate = createGate(handlers, ({ cause }) => console.error(cause));
      response.end(Buffer.concat(encodeFrame(await gate(parts[1] ?? '', asking.value))));
    } else if (parts[0] === 'files') {
      if (request.method === 'POST') files.set(parts[1] ?? '', await bodyOf(request));
      response.end(request.method === 'POST' ? '' : files.get(parts[1] ?? ''));
    } else {
      const path = asked.pathname === '/' ? '/index.html' : asked.pathname;
      response.setHeader('content-type', contentTypes[extname(path)] ?? 'application/octet-stream');
      response.end(readFileSync(join(root, path)));
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  const switchOn: Site['switchOn'] = async (machine, args = [], desktop = false, whileOpening = undefined, lost = undefined) => {
    const context = await launchBrowser({ profile: machine.profile, args });
    await context.setExtraHTTPHeaders({ [machineHeader]: machine.data });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    const opening = page.evaluate(async ([name, keys, yes]) => await testPage.open(name, false, keys, yes), [
      store,
      desktop,
      lost,
    ] as const);
    opening.catch(() => undefined); // Awaited below.
    await whileOpening?.(opening);
    const opened = await opening;
    const kill = async (): Promise<void> => {
      await killBrowser(machine.profile);
      await context.close().catch(() => undefined); // The connection has gone with the browser.
    };
    const shutDown = async (): Promise<void> => {
      if (opened.ok) await call(page, store, 'close');
      await context.close();
    };
    return { machine, context, page, opened, kill, shutDown };
  };
  const close = async (): Promise<void> => {
    for (const host of hosts.values()) (await host).release();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    for (const folder of [root, ...folders]) await rm(folder, { recursive: true, force: true });
  };
  return { url, unreachable, files, switchOn, close };
};

/** Makes a fresh machine the first replica of a cluster, or one that joins by the bundle of that name. */
export const setUp = ({ page }: Running, office: string, join: string | null = null) =>
  page.evaluate(
    async ([name, own, bundle]) =>
      await testPage.api(name).setUp({
        author: `Szerző (${own})`,
        office: { name: own, country: 'HU' },
        join: bundle === null ? null : await testPage.fetchFile(bundle),
      }),
    [store, office, join] as const,
  );

/** Writes a bundle and keeps it under a name for other machines. */
export const exportAs = ({ page }: Running, fileName: string, request: ExportRequest = { for: 'everything' }): Promise<void> =>
  page.evaluate(
    async ([name, file, asked]) => {
      const bundle = await testPage.api(name).exportBundle(asked);
      if (!bundle.ok) throw new Error(bundle.error.type);
      await testPage.keepFile(file, bundle.value.file);
    },
    [store, fileName, request] as const,
  );

export const importFrom = ({ page }: Running, fileName: string, confirmed = true) =>
  page.evaluate(
    async ([name, file, yes]) => await testPage.api(name).importBundle(await testPage.fetchFile(file), { fileName: file, confirmed: yes }),
    [store, fileName, confirmed] as const,
  );
