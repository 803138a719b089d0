import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type Server as RawServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { placeLimits } from '../../../../src/exchange/place.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;
export type Hostile = {
  readonly url: string;
  readonly seen: { readonly method: string; readonly path: string; readonly authorization: string }[];
};

/** The limits of the program with shorter times, so that two hundred slow servers take no minute each. */
export const quick = { ...placeLimits, connectMs: 500, windowMs: 400 };

const listening = async (server: Server | RawServer): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** A web server that answers as badly as `answer` says, until the test ends. */
export const startHostile = async (answer: Answering): Promise<Hostile> => {
  const seen: { method: string; path: string; authorization: string }[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', path: request.url ?? '', authorization: request.headers.authorization ?? '' });
    response.on('error', () => undefined);
    answer(request, response);
  });
  server.on('clientError', (_cause, socket) => socket.destroy());
  const port = await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}/dav/`, seen };
};

/** A server below HTTP, for answers that no web server library would write. */
export const startRaw = async (talk: (socket: Socket, request: string) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let isFirst = true;
    socket.on('data', (part) => {
      if (isFirst) talk(socket, part.toString('latin1'));
      isFirst = false;
    });
  });
  const port = await listening(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${port}/dav/`;
};

const part = Buffer.alloc(256 * 1024, ' ');

/** Sends for ever, as fast as it is taken. */
export const endless = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'application/xml' });
  const more = (): void => {
    while (!response.destroyed && response.write(part));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

/** Sends one byte at a time, with `everyMs` between two. */
export const trickle = (response: ServerResponse, status: number, everyMs: number): void => {
  response.writeHead(status, { 'content-type': 'application/xml' });
  const timer = setInterval(() => response.write(' '), everyMs);
  response.once('close', () => clearInterval(timer));
};

export const say =
  (status: number, body: string | Uint8Array = '', headers: Readonly<Record<string, string>> = {}): Answering =>
  (request, response) => {
    request.resume();
    request.once('end', () => {
      response.writeHead(status, headers);
      response.end(body);
    });
  };

/** Peak growth of the process while `work` runs, in MiB. */
export const growthMiB = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage().rss;
  let peak = before;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return (Math.max(peak, process.memoryUsage().rss) - before) / 2 ** 20;
};
