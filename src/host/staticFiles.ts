import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { type Headers, securityHeaders } from './securityHeaders.ts';

export type StaticAnswer = { readonly status: 200 | 404; readonly headers: Headers; readonly body: Uint8Array<ArrayBuffer> };
/** `path` is the path of the URL as it was sent, with its percent signs: `/assets/index.js`. */
export type StaticFiles = (path: string) => StaticAnswer;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const missing: StaticAnswer = {
  status: 404,
  headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: new TextEncoder().encode('Not found\n'),
};

/** The build names everything under `assets` after its content, so it never changes; all else is asked for anew. */
const headersOf = (path: string): Headers => ({
  ...securityHeaders,
  'content-type': types[extname(path)] ?? 'application/octet-stream',
  'cache-control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
});

const load = async (folder: string, name: string): Promise<readonly [string, StaticAnswer]> => {
  const path = `/${name.split(sep).join('/')}`;
  return [path, { status: 200, headers: headersOf(path), body: new Uint8Array(await readFile(join(folder, name))) }];
};

/**
 * Reads a built folder once and answers from that list by exact name. A path that is asked for is never decoded, joined or resolved, so
 * no spelling of `..` leads anywhere, and a new build does not change what a running program serves.
 */
export const loadStaticFiles = async (folder: string): Promise<StaticFiles> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const answers = new Map(await Promise.all(names.map((name) => load(folder, name))));
  const start = answers.get('/index.html');
  return (path) => (path === '/' ? start : answers.get(path)) ?? missing;
};
