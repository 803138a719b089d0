import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { ok, type Result } from '../base/result.ts';
import { parseOptions } from './options.ts';
import { cannotStart, createShell, endCleanly, giveUp, invite, listen, openFolder, projectFolder, type StartError } from './run.ts';
import { createSession } from './session.ts';

/** While one is writing code, styles and the refresh script stand inline and changes arrive through a web socket. */
const looserPolicy = "default-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self' ws:; frame-ancestors 'none'";

const createPages = (hotReload: Server): Promise<ViteDevServer> =>
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
  const shell = createShell(folder.value.path, {
    port,
    session,
    serveFile: async (path, request, response) => {
      response.setHeader('content-security-policy', looserPolicy);
      if (path === '/') request.url = '/door.html';
      pages.middlewares(request, response);
    },
  });
  const pages = await createPages(shell);
  const listening = await listen(shell, port);
  if (!listening.ok) {
    folder.value.release();
    await pages.close();
    return listening;
  }
  endCleanly(shell, folder.value, () => pages.close());
  invite(port, session, opens);
  return ok(null);
};

const started = await start();
if (!started.ok) giveUp(started.error);
