import { randomBytes } from 'node:crypto';
import type { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { ok, type Result } from '../base/result.ts';
import { createHost } from '../host/host.ts';
import { createGate } from '../ipc/gate.ts';
import { createLoopback } from './loopback.ts';
import { parseOptions } from './options.ts';
import {
  announce,
  cannotStart,
  endCleanly,
  giveUp,
  listen,
  onEnter,
  openFolder,
  projectFolder,
  readVersion,
  type StartError,
} from './run.ts';
import { createSession } from './session.ts';
import { openBrowser } from './shells.ts';

/** While one is writing code, styles and the refresh script stand inline and changes arrive through a web socket. */
const looserPolicy = "default-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self' ws:; frame-ancestors 'none'";

const createPages = (hotReload: ReturnType<typeof createHttpServer>): Promise<ViteDevServer> =>
  createVite({
    configFile: false,
    root: join(projectFolder, 'src', 'renderer'),
    cacheDir: join(projectFolder, 'node_modules', '.vite'),
    plugins: [react()],
    worker: { format: 'es' },
    appType: 'mpa',
    server: { middlewareMode: true, hmr: { server: hotReload }, fs: { allow: [projectFolder] } },
  });

/** `npm run dev`: the loopback shell with the pages straight from their sources, reloaded as they change. */
const start = async (): Promise<Result<null, StartError>> => {
  const options = parseOptions(process.argv.slice(2));
  if (!options.ok) return cannotStart(options.error.sentence);
  const { port, dataFolder, opens } = options.value;
  const folder = await openFolder(dataFolder ?? join(projectFolder, 'out', 'dev-data'));
  if (!folder.ok) return folder;

  const session = createSession(Date.now, randomBytes);
  const handlers = createHost({
    shell: 'loopback',
    appVersion: readVersion(projectFolder),
    dataFolder: folder.value.path,
    clock: Date.now,
  });
  const gate = createGate(handlers, ({ method, cause }) => console.error(`${method} failed:`, cause));
  const server = createLoopback(
    {
      port,
      gate,
      session,
      serveFile: (path, request, response) => {
        response.setHeader('content-security-policy', looserPolicy);
        if (path === '/') request.url = '/door.html';
        pages.middlewares(request, response);
      },
    },
    (cause) => console.error('A request failed:', cause),
  );
  const pages = await createPages(server);
  const listening = await listen(server, port);
  if (!listening.ok) {
    await Promise.all([pages.close(), folder.value.release()]);
    return listening;
  }
  endCleanly(server, folder.value, () => pages.close());
  const url = announce(port, session.issueTicket());
  if (opens && !process.env.CI) openBrowser(url, process.platform);
  onEnter(() => announce(port, session.issueTicket()));
  return ok(null);
};

const started = await start();
if (!started.ok) giveUp(started.error);
