import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { maxDraftsText } from '../exchange/sentinel.ts';
import { type Headers, securityHeaders } from '../host/securityHeaders.ts';
import type { StaticAnswer } from '../host/staticFiles.ts';
import { type Method, maxBytes, maxSnapshotBytes } from '../ipc/contract.ts';
import { decodeFrame, encodeFrame, frameType, maxFrameJson } from '../ipc/frame.ts';
import { type Gate, isMethod } from '../ipc/gate.ts';
import { type BodyError, readBody } from './body.ts';
import { type Refusal, refuseForeign, secretHeader } from './guard.ts';
import type { Session } from './session.ts';

export type LoopbackOptions = {
  readonly port: number;
  readonly gate: Gate;
  readonly session: Session;
  /** Answers GET and HEAD of everything that is not an endpoint. */
  readonly serveFile: (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

const limits = { headersTimeout: 10_000, requestTimeout: 300_000, keepAliveTimeout: 30_000, maxHeaderSize: 16 * 1024 };
const maxTicketBytes = 1024;
const maxSmallRequest = 1024 * 1024;
const maxRequest: Partial<Record<Method, number>> = {
  appendSafetyCopy: maxSnapshotBytes + maxFrameJson,
  putAttachment: 51 * 1024 * 1024,
  noteAttachments: maxFrameJson,
  putPlaceBlob: 8 * maxSmallRequest,
  publishPlaceBundle: maxBytes,
  keepAside: maxBytes,
  keepDrafts: 4 * maxDraftsText,
  unwrapFileKey: 2 * maxSmallRequest,
  removePlaceBundles: 8 * maxSmallRequest,
};

const answer = (response: ServerResponse, status: number, headers: Headers, parts: readonly Uint8Array[]): void => {
  response.writeHead(status, {
    ...securityHeaders,
    'cache-control': 'no-store',
    'content-length': parts.reduce((sum, part) => sum + part.byteLength, 0),
    ...headers,
  });
  for (const part of parts) response.write(part);
  response.end();
};

/** What is left of a refused request is not read; the connection ends with the answer. */
const refuse = (response: ServerResponse, { status, sentence }: Refusal): void =>
  answer(response, status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }, [Buffer.from(`${sentence}\n`)]);

const bodyRefusals: Readonly<Record<BodyError['type'], Refusal>> = {
  lengthMissing: { status: 411, sentence: 'The length of the request must be given.' },
  tooLarge: { status: 413, sentence: 'The request is too large.' },
  cutOff: { status: 400, sentence: 'The request ended too early.' },
};

const isOfType = (request: IncomingMessage, type: string): boolean => request.headers['content-type'] === type;

const parseTicket = (body: Uint8Array): string | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof value === 'object' && value !== null && 'ticket' in value && typeof value.ticket === 'string' ? value.ticket : null;
  } catch {
    return null; // Not JSON is not a ticket.
  }
};

const exchangeTicket = async (request: IncomingMessage, response: ServerResponse, session: Session): Promise<void> => {
  if (!isOfType(request, 'application/json')) return refuse(response, { status: 415, sentence: 'A ticket is sent as application/json.' });
  const body = await readBody(request, maxTicketBytes);
  if (!body.ok) return refuse(response, bodyRefusals[body.error.type]);
  const outcome = session.exchange(parseTicket(body.value) ?? '');
  if (outcome === 'tooMany') return refuse(response, { status: 429, sentence: 'Too many attempts; wait a minute.' });
  if (outcome === 'refused') return refuse(response, { status: 403, sentence: 'This ticket was used, or never given.' });
  answer(response, 200, { 'content-type': 'application/json' }, [Buffer.from(JSON.stringify(outcome))]);
};

const callMethod = async (request: IncomingMessage, response: ServerResponse, { gate, session }: LoopbackOptions): Promise<void> => {
  const secret = request.headers[secretHeader];
  if (!session.accepts(typeof secret === 'string' ? secret : undefined))
    return refuse(response, { status: 401, sentence: 'This page is not known here.' });
  const method = (request.url ?? '').slice('/api/'.length);
  if (!isMethod(method)) return refuse(response, { status: 404, sentence: 'There is no such call.' });
  if (!isOfType(request, frameType)) return refuse(response, { status: 415, sentence: `A call is sent as ${frameType}.` });
  const body = await readBody(request, maxRequest[method] ?? maxSmallRequest);
  if (!body.ok) return refuse(response, bodyRefusals[body.error.type]);
  const message = decodeFrame(body.value);
  if (!message.ok) return refuse(response, { status: 400, sentence: 'The call cannot be read.' });
  answer(response, 200, { 'content-type': frameType }, encodeFrame(await gate(method, message.value)));
};

const route = async (request: IncomingMessage, response: ServerResponse, options: LoopbackOptions): Promise<void> => {
  const foreign = refuseForeign(request, options.port);
  if (foreign !== null) return refuse(response, foreign);
  const path = request.url ?? '';
  const isCall = path.startsWith('/api/');
  const isEndpoint = isCall || path === '/session';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (isEndpoint ? request.method !== 'POST' : !reads) return refuse(response, { status: 405, sentence: 'This cannot be asked this way.' });
  if (isCall) return callMethod(request, response, options);
  if (isEndpoint) return exchangeTicket(request, response, options.session);
  await options.serveFile(path.replace(/\?.*$/, ''), request, response);
};

/** Sends one built file. */
export const sendFile = ({ status, headers, body }: StaticAnswer, request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(status, { ...headers, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
};

/** The loopback shell: the host's contract and the built page behind 127.0.0.1, for the one browser page that holds the secret. */
export const createLoopback = (options: LoopbackOptions, report: (cause: unknown) => void): Server => {
  const server = createServer({ ...limits, requireHostHeader: false }, (request, response) => {
    route(request, response, options).catch((cause: unknown) => {
      report(cause);
      response.destroy();
    });
  });
  // No browser expects anything, and a refusal must come before the body it would invite.
  for (const event of ['checkContinue', 'checkExpectation'] as const) {
    server.on(event, (_request, response) => refuse(response, { status: 417, sentence: 'Send the request as a whole.' }));
  }
  server.on('clientError', (cause, socket) => {
    const headers = Object.entries({ ...securityHeaders, connection: 'close', 'content-length': '0' });
    // A browser connects ahead; what it asks in the very moment in which such a connection is given up it asks again after a 408 only.
    const isLate = 'code' in cause && cause.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    socket.end(
      `HTTP/1.1 ${isLate ? '408 Request Timeout' : '400 Bad Request'}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
  });
  return server;
};
