import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const pages = fileURLToPath(new URL('page', import.meta.url));

/** Builds the benchmark's own pages into `folder`; they and the peers never become part of the program's build. */
export const buildPages = async (folder: string): Promise<void> => {
  await build({
    root: pages,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { events: fileURLToPath(new URL('peers/nodeEmitter.ts', import.meta.url)) } }, // PouchDB asks for Node's.
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: { store: join(pages, 'index.html'), peers: join(pages, 'peers.html') } },
    },
  });
};

const nameOf = (request: IncomingMessage): string => normalize(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);

const answer = (folders: readonly string[], request: IncomingMessage, response: ServerResponse): void => {
  const name = nameOf(request);
  const path = folders
    .map((folder) => join(folder, name === '/' ? 'index.html' : name))
    .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (path === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  createReadStream(path).pipe(response);
};

const keep = async (folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  await pipeline(request, createWriteStream(join(folder, nameOf(request))));
  response.writeHead(204).end();
};

/** Serves the built pages and the files of `folder`, and keeps what a page puts there; cross-origin isolated, as a page must be to read its memory. */
export const serve = (page: string, folder: string): Promise<{ readonly server: Server; readonly origin: string }> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      if (request.method === 'PUT') keep(folder, request, response).catch(() => response.destroy());
      else answer([page, folder], request, response);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, origin: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}` });
    });
  });
