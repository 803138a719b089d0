import { Readable } from 'node:stream';
import { fault } from './fault.ts';
import { collectText, type HttpAnswer, type Transport } from './http.ts';

/** A signed request as the client hands it over, and what it wants back. */
type SdkRequest = {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
type SdkResponse = { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: Readable };

export type S3Handler = {
  readonly metadata: { readonly handlerProtocol: string };
  readonly handle: (request: SdkRequest, options?: { readonly abortSignal?: unknown }) => Promise<{ response: SdkResponse }>;
  readonly updateHttpClientConfig: () => void;
  readonly httpHandlerConfigs: () => Record<string, never>;
};

const answerLimits = { bytes: 4 * 1024 * 1024, tags: 60_000 } as const;

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const queryOf = (query: SdkRequest['query']): string => {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (value === null || typeof value === 'string' ? [value] : value).map((one) =>
      one === null ? encode(name) : `${encode(name)}=${encode(one)}`,
    ),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const headersOf = (headers: HttpAnswer['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

/** One page of a listing has a few thousand tags; what has a document type or a hundred thousand is made to hurt the parser behind. */
const checked = async (answer: HttpAnswer): Promise<Readable> => {
  const text = await collectText(answer, answerLimits.bytes);
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    tags += 1;
    if (text.charCodeAt(at + 1) === 0x21 || tags > answerLimits.tags) throw fault({ type: 'placeMisbehaves', what: 'malformed' });
  }
  return Readable.from([Buffer.from(text)]);
};

const isFile = (request: SdkRequest, answer: HttpAnswer): boolean =>
  request.method === 'GET' &&
  (answer.status === 200 || answer.status === 206) &&
  Object.keys(request.query ?? {}).every((name) => name === 'x-id');

/** Puts the S3 client on the transport of all places, with its limits, instead of one that follows redirects and reads without end. */
export const createS3Handler = (transport: Transport, noteTime: (serverTime: number | null) => void): S3Handler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  updateHttpClientConfig: () => undefined,
  httpHandlerConfigs: () => ({}),
  handle: async (request, options) => {
    const port = request.port === undefined ? '' : `:${request.port}`;
    const url = new URL(`${request.protocol}//${request.hostname}${port}${request.path}${queryOf(request.query)}`);
    const { host: _host, 'content-length': _length, ...headers } = request.headers;
    const signal = options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
    const body = request.body instanceof Uint8Array ? { body: request.body } : {};
    const answer = await transport.send({ method: request.method, url, headers, signal, ...body });
    noteTime(answer.serverTime);
    const content = isFile(request, answer) ? Readable.from(answer.body) : await checked(answer);
    return { response: { statusCode: answer.status, headers: headersOf(answer.headers), body: content } };
  },
});
