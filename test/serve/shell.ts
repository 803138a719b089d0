import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { ok } from '../../src/base/result.ts';
import { securityHeaders } from '../../src/host/securityHeaders.ts';
import type { StaticFiles } from '../../src/host/staticFiles.ts';
import type { Handlers, Method } from '../../src/ipc/contract.ts';
import { encodeFrame, frameType, type Message } from '../../src/ipc/frame.ts';
import { createGate } from '../../src/ipc/gate.ts';
import { methods } from '../../src/ipc/methods.ts';
import { createLoopback, sendFile } from '../../src/serve/loopback.ts';
import { createSession, type Session } from '../../src/serve/session.ts';
import { freePort } from '../app.ts';

/** The real loopback shell before handlers that count: whatever a hostile request reaches is seen. */
export type CountedShell = {
  readonly port: number;
  readonly session: Session;
  readonly calls: string[];
  readonly faults: unknown[];
  readonly stop: () => Promise<void>;
};

const page = '<!doctype html><title>InterregCluster</title><p>the page</p>';

const files: StaticFiles = (path) => ({
  status: path === '/' || path === '/index.html' ? 200 : 404,
  headers: { ...securityHeaders, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: new Uint8Array(Buffer.from(page)),
});

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Counts every call that reaches the handlers; `answering` answers it, or else nothing does but `null`. */
export const startCountedShell = async (answering?: Handlers): Promise<CountedShell> => {
  const port = await freePort();
  const calls: string[] = [];
  const faults: unknown[] = [];
  const count = (method: Method) => async (request: never) => {
    calls.push(method);
    return answering === undefined ? ok(null) : answering[method](request);
  };
  const handlers = Object.fromEntries(methods.map((method) => [method, count(method)])) as unknown as Handlers;
  const session = createSession(Date.now, randomBytes);
  const gate = createGate(handlers, (fault) => faults.push(fault));
  const serveFile: Parameters<typeof createLoopback>[0]['serveFile'] = async (path, request, response) =>
    sendFile(files(path), request, response);
  const server = createLoopback({ port, gate, session, serveFile }, (fault) => faults.push(fault));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, session, calls, faults, stop: () => closed(server) };
};

/** A secret as a page gets it: by exchanging the newest ticket. */
export const admit = (session: Session): string => {
  const outcome = session.exchange(session.issueTicket());
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome.secret;
};

export type RawAnswer = { readonly status: number; readonly text: string };

/** Sends bytes as they are and reads until the other side ends the connection (at the latest after `waitMs`). */
export const sendRaw = (port: number, text: string | Uint8Array, waitMs = 3000): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const finish = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0), text: received });
    };
    const timer = setTimeout(finish, waitMs);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('end', finish);
    socket.on('error', finish);
    socket.write(text);
  });

export type Line = { readonly method?: string; readonly path?: string; readonly version?: string };

/** One HTTP request as text; the headers stand exactly as given, names may repeat. */
export const requestText = (
  { method = 'POST', path = '/api/hello', version = '1.1' }: Line,
  headers: readonly string[],
  body: Uint8Array,
): Buffer =>
  Buffer.concat([Buffer.from([`${method} ${path} HTTP/${version}`, ...headers, 'connection: close', '', ''].join('\r\n'), 'latin1'), body]);

export const frame = (message: Message = {}): Buffer => Buffer.concat([...encodeFrame(message)]);

/** The headers of a call that is accepted; a hostile request differs from it in what its name says. */
export const goodHeaders = (port: number, secret: string, length: number): Readonly<Record<string, string>> => ({
  host: `127.0.0.1:${port}`,
  origin: `http://127.0.0.1:${port}`,
  'sec-fetch-site': 'same-origin',
  'content-type': frameType,
  'x-interreg-cluster': secret,
  'content-length': String(length),
});
