import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { PlaceError, PlaceLimits } from '../../exchange/place.ts';
import { fault, type PlaceFault, stopIfCancelled } from './fault.ts';
import { type Pace, watchPace } from './pace.ts';

export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
};

/** `body` must be read to its end or let go with `discard`; it throws what ended it. `serverTime` is the answer's `Date` in milliseconds. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly serverTime: number | null;
  readonly body: AsyncGenerator<Uint8Array, void>;
  readonly discard: () => void;
};

export type Transport = {
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Requests sent so far. */
  readonly requests: () => number;
  readonly close: () => void;
};

export type TransportOptions = {
  /** PEM of an authority that is trusted beside the usual ones. Certificates are always checked. */
  readonly ca?: string | undefined;
  readonly limits: PlaceLimits;
};

const certificateCode = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|INVALID_CA|PATH_LENGTH)/;
const otherNameCode = /^(ERR_TLS_CERT_ALTNAME|HOSTNAME_MISMATCH)/;

/** What went wrong between two computers, as the place's error. What has no code is a bug and keeps flying. */
export const toNetworkError = (cause: unknown): PlaceError => {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  if (code === undefined) throw cause;
  if (code === 'ERR_INVALID_CHAR') return { type: 'placeRefused' }; // Of all headers only names and keys of a person can hold such a one.
  if (otherNameCode.test(code)) return { type: 'placeOtherName', code };
  if (certificateCode.test(code)) return { type: 'placeCertificate', code };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return { type: 'placeNoTls', code };
  if (code.startsWith('HPE_')) return { type: 'placeMisbehaves', what: 'malformed' };
  return { type: 'placeUnreachable', code };
};

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const hostOf = (location: string | undefined, from: URL): string => {
  const target = location === undefined || !URL.canParse(location, from.href) ? null : new URL(location, from);
  return target === null ? '?' : `${target.protocol}//${target.host}${target.host === from.host ? target.pathname : ''}`.slice(0, 200);
};

const timeOf = (date: string | undefined): number | null => {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isFinite(time) ? time : null;
};

const partBytes = 64 * 1024;

/** Writes part by part, so that what the network has not taken yet counts as not moved. Ends early where the answer comes first. */
const upload = async (request: ClientRequest, body: Uint8Array | undefined, pace: Pace, isAnswered: () => boolean): Promise<void> => {
  for (let at = 0; body !== undefined && at < body.byteLength && !isAnswered() && !request.destroyed; at += partBytes) {
    const part = body.subarray(at, at + partBytes);
    const taken = Promise.withResolvers<void>();
    request.once('close', taken.resolve);
    request.once('response', taken.resolve);
    request.write(part, () => taken.resolve());
    await taken.promise;
    request.off('close', taken.resolve);
    request.off('response', taken.resolve);
    pace.add(part.byteLength);
  }
  if (request.destroyed || isAnswered()) return; // The rest is owed, and the connection ends with the answer.
  request.end();
  pace.given(body?.byteLength ?? 0);
};

/** `ending` tells why we ended the request ourselves; a body that is cut by that only knows that it was cut. */
type Ended = {
  readonly request: ClientRequest;
  readonly pace: Pace;
  readonly forget: () => void;
  readonly ending: () => PlaceFault | null;
};

async function* readBody(incoming: IncomingMessage, { pace, ending }: Ended, finish: () => void): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
      pace.add(chunk.byteLength);
      pace.pause();
      yield chunk;
      pace.resume();
    }
  } catch (cause) {
    throw ending() ?? cause;
  } finally {
    finish();
    incoming.destroy();
  }
}

const answerOf = (incoming: IncomingMessage, url: URL, ended: Ended): HttpAnswer => {
  const { request, pace, forget } = ended;
  const finish = (): void => {
    pace.end();
    forget();
  };
  const status = incoming.statusCode ?? 0;
  if (redirects.has(status)) {
    finish();
    request.destroy();
    throw fault({ type: 'placeRedirects', to: hostOf(incoming.headers.location, url) });
  }
  const discard = (): void => {
    // A short answer is read away to keep the connection; anything else costs less to drop.
    if (Number(incoming.headers['content-length'] ?? Number.NaN) <= partBytes && !request.destroyed) {
      incoming.once('close', finish);
      incoming.on('error', finish);
      incoming.resume();
    } else {
      finish();
      request.destroy();
    }
  };
  return { status, headers: incoming.headers, serverTime: timeOf(incoming.headers.date), body: readBody(incoming, ended, finish), discard };
};

/**
 * HTTP as shared places need it: certificates checked, redirects refused (a password would go where nobody meant it to), nothing
 * decoded, and an end to everything: connecting, silence, trickling and the whole. Faults are thrown, typed.
 */
export const createTransport = ({ ca, limits }: TransportOptions): Transport => {
  const agentOptions = { keepAlive: true, timeout: 30_000 };
  const http = new HttpAgent(agentOptions);
  const https = new HttpsAgent({ ...agentOptions, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }) });
  let requests = 0;

  const once = async ({ method, url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> => {
    stopIfCancelled(signal);
    requests += 1;
    const isTls = url.protocol === 'https:';
    const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
    const request = (isTls ? httpsRequest : httpRequest)(url, {
      method,
      headers: { 'accept-encoding': 'identity', ...headers, ...length },
      agent: isTls ? https : http,
      maxHeaderSize: 32 * 1024,
    });
    let ending: PlaceFault | null = null;
    const end = (error: PlaceError): void => {
      ending ??= fault(error);
      request.destroy(ending);
    };
    const pace = watchPace(limits, () => end({ type: 'placeTooSlow' }));
    const connecting = setTimeout(() => end({ type: 'placeUnreachable', code: 'ETIMEDOUT' }), limits.connectMs);
    const cancel = (): void => end({ type: 'cancelled' });
    signal?.addEventListener('abort', cancel, { once: true });
    const forget = (): void => {
      clearTimeout(connecting);
      signal?.removeEventListener('abort', cancel);
    };
    request.once('socket', (socket) => {
      if (request.reusedSocket) clearTimeout(connecting);
      else socket.once(isTls ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
    });

    const answered = Promise.withResolvers<IncomingMessage>();
    let isAnswered = false;
    request.once('response', (incoming) => {
      isAnswered = true;
      answered.resolve(incoming);
    });
    request.on('error', answered.reject); // After the answer it says nothing new; the body's reader hears of it by itself.
    try {
      await Promise.race([upload(request, body, pace, () => isAnswered), answered.promise]);
      const incoming = await answered.promise;
      if (!request.writableEnded) incoming.once('end', () => request.destroy());
      return answerOf(incoming, url, { request, pace, forget, ending: () => ending });
    } catch (cause) {
      pace.end();
      forget();
      request.destroy();
      throw Object.assign(cause instanceof Error ? cause : new Error(String(cause)), { reusedSocket: request.reusedSocket });
    }
  };

  /** A kept connection that the server has closed meanwhile says nothing about the server. */
  const isStale = (cause: unknown): boolean =>
    cause instanceof Error &&
    'reusedSocket' in cause &&
    cause.reusedSocket === true &&
    'code' in cause &&
    (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    try {
      return await once(request);
    } catch (cause) {
      if (!isStale(cause)) throw cause;
      return once(request);
    }
  };

  return {
    send,
    requests: () => requests,
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
};

/** The whole body, or `endless` once it grows beyond `maxBytes`. */
export const collectBody = async (answer: HttpAnswer, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw fault({ type: 'placeMisbehaves', what: 'endless' });
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
};

/** The text of an answer that lists names. */
export const collectText = async (answer: HttpAnswer, maxBytes: number): Promise<string> => {
  const encoding = answer.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    answer.discard();
    throw fault({ type: 'placeMisbehaves', what: 'encoding' });
  }
  const bytes = await collectBody(answer, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault({ type: 'placeMisbehaves', what: 'encoding' });
  }
};
