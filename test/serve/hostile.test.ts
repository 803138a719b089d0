import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/ipc/frame.ts';
import { methods } from '../../src/ipc/methods.ts';
import {
  admit,
  type CountedShell,
  frame,
  goodHeaders,
  type Line,
  type RawAnswer,
  requestText,
  sendRaw,
  startCountedShell,
} from './shell.ts';

let shell: CountedShell;
let oldSecret: string;
let secret: string;

beforeAll(async () => {
  shell = await startCountedShell();
  oldSecret = admit(shell.session);
  for (let page = 0; page < 4; page += 1) secret = admit(shell.session);
});
afterAll(() => shell.stop());

type Change = {
  readonly line?: Line;
  /** Header by name; null leaves it out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly more?: readonly string[];
  readonly body?: Uint8Array;
};

/** A request that would be answered, but for `change`. */
const send = (change: Change): Promise<RawAnswer> => {
  const body = change.body ?? frame();
  const headers = { ...goodHeaders(shell.port, secret, body.byteLength), ...change.headers };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return sendRaw(shell.port, requestText(change.line ?? {}, [...lines, ...(change.more ?? [])], body));
};

/** Nothing behind the shell was called, nothing threw, and what came back carries the policy and opens nothing to other origins. */
const expectNothingReached = (answer: RawAnswer, statuses: readonly number[]): void => {
  expect(shell.calls).toEqual([]);
  expect(shell.faults).toEqual([]);
  expect(statuses).toContain(answer.status);
  const head = answer.text.split('\r\n\r\n')[0]?.toLowerCase() ?? '';
  if (answer.status !== 0) expect(head).toContain("content-security-policy: default-src 'none'");
  expect(head).not.toContain('access-control-');
  expect(head).not.toContain('set-cookie');
};

describe('the yardstick', () => {
  it('is answered, so that what follows is refused for the one thing it changes', async () => {
    const answer = await send({});
    expect(answer.status).toBe(200);
    expect(shell.calls.splice(0)).toEqual(['hello']);
    const body = Buffer.from(answer.text.slice(answer.text.indexOf('\r\n\r\n') + 4), 'latin1');
    expect(decodeFrame(new Uint8Array(body))).toEqual({ ok: true, value: { ok: true, value: null } });
  });
});

describe('a wrong host', () => {
  const hosts = (port: number): readonly string[] => [
    `localhost:${port}`,
    `LOCALHOST:${port}`,
    `evil.test:${port}`,
    `127.0.0.1.evil.test:${port}`,
    `evil.test`,
    `127.0.0.1`,
    `127.0.0.1:${port + 1}`,
    `127.0.0.1:0${port}`,
    `127.0.0.1:${port}.`,
    `127.0.0.1.:${port}`,
    `127.1:${port}`,
    `127.0.0.2:${port}`,
    `0.0.0.0:${port}`,
    `2130706433:${port}`,
    `0x7f000001:${port}`,
    `0177.0.0.1:${port}`,
    `[::1]:${port}`,
    `[::ffff:127.0.0.1]:${port}`,
    `user@127.0.0.1:${port}`,
    `127.0.0.1:${port}, evil.test`,
    `127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}`,
    `192.168.1.5:${port}`,
    'null',
    '',
  ];

  it.each(hosts(0).map((_, index) => index))('is refused before all else (%i)', async (index) => {
    expectNothingReached(await send({ headers: { host: hosts(shell.port)[index] ?? '' } }), [421, 400]);
  });

  it.each(hosts(0).map((_, index) => index))('gets no page either (%i)', async (index) => {
    const headers = { host: hosts(shell.port)[index] ?? '', origin: null, 'content-length': null };
    const answer = await send({ line: { method: 'GET', path: '/' }, headers, body: new Uint8Array() });
    expectNothingReached(answer, [421, 400]);
    expect(answer.text).not.toContain('the page');
  });

  it('is not saved by a right one beside it', async () => {
    expectNothingReached(await send({ more: ['host: evil.test'] }), [421, 400]);
    expectNothingReached(await send({ headers: { host: 'evil.test' }, more: [`host: 127.0.0.1:${shell.port}`] }), [421, 400]);
  });

  it('is not replaced by the host of an absolute address or of a proxy', async () => {
    expectNothingReached(await send({ line: { path: `http://127.0.0.1:${shell.port}/api/hello` } }), [404, 405]);
    expectNothingReached(await send({ headers: { host: 'evil.test' }, more: [`x-forwarded-host: 127.0.0.1:${shell.port}`] }), [421]);
  });

  it('is as wrong when it is missing', async () => {
    expectNothingReached(await send({ headers: { host: null } }), [421, 400]);
    expectNothingReached(await send({ line: { version: '1.0' }, headers: { host: null } }), [421, 400]);
  });
});

describe('another site', () => {
  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour on another port', { 'sec-fetch-site': 'same-site' }],
    ['an unknown relation', { 'sec-fetch-site': 'trusted' }],
    ['two relations', { 'sec-fetch-site': 'same-origin, cross-site' }],
    ['typed by a person, but writing', { 'sec-fetch-site': 'none' }],
    ['an opaque origin', { origin: 'null' }],
    ['a foreign origin', { origin: 'https://evil.test' }],
    ['the same host on another port', { origin: 'http://127.0.0.1:1' }],
    ['https instead of http', { origin: 'https://127.0.0.1' }],
    ['localhost', { origin: 'http://localhost:4317' }],
    ['no origin', { origin: null }],
    ['neither origin nor relation', { origin: null, 'sec-fetch-site': null }],
  ])('is refused: %s', async (_what, headers) => {
    expectNothingReached(await send({ headers }), [403]);
  });

  it('gets no page', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { origin: null, 'sec-fetch-site': site, 'content-length': null };
      const answer = await send({ line: { method: 'GET', path: '/' }, headers, body: new Uint8Array() });
      expectNothingReached(answer, [403]);
      expect(answer.text).not.toContain('the page');
    }
  });

  it('gets no permission when it asks beforehand', async () => {
    const more = ['access-control-request-method: POST', 'access-control-request-headers: x-interreg-cluster'];
    for (const origin of ['https://evil.test', `http://127.0.0.1:${shell.port}`]) {
      expectNothingReached(await send({ line: { method: 'OPTIONS' }, headers: { origin }, more }), [403, 405]);
    }
  });
});

describe('a caller without the secret', () => {
  it.each(methods)('cannot call %s', async (method) => {
    expectNothingReached(await send({ line: { path: `/api/${method}` }, headers: { 'x-interreg-cluster': null } }), [401]);
  });

  it('is refused with a secret that newer pages have replaced, a part of one, more than one, an empty one', async () => {
    for (const given of [
      oldSecret,
      secret.slice(1),
      `${secret}x`,
      secret.toUpperCase(),
      `${secret}, ${secret}`,
      '',
      ' ',
      '0',
      'undefined',
      'null',
    ]) {
      expectNothingReached(await send({ headers: { 'x-interreg-cluster': given } }), [401]);
    }
  });

  it('cannot bring it in any other place', async () => {
    const without = { 'x-interreg-cluster': null };
    expectNothingReached(await send({ headers: without, more: [`cookie: x-interreg-cluster=${secret}`] }), [401]);
    expectNothingReached(await send({ headers: without, more: [`authorization: Bearer ${secret}`] }), [401]);
    expectNothingReached(await send({ line: { path: `/api/hello?x-interreg-cluster=${secret}` }, headers: without }), [401]);
    expectNothingReached(await send({ headers: without, body: frame({ 'x-interreg-cluster': secret }) }), [401]);
  });

  it('learns nothing about which calls there are', async () => {
    expectNothingReached(await send({ line: { path: '/api/nothing' }, headers: { 'x-interreg-cluster': null } }), [401]);
  });
});

describe('a wrong method or path', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'MERGE'])('%s calls nothing', async (method) => {
    expectNothingReached(await send({ line: { method } }), [405, 400]);
  });

  it.each(['CONNECT', 'NONSENSE', 'post', 'GET  '])('%j is no method', async (method) => {
    expectNothingReached(await send({ line: { method } }), [0, 400, 403, 405, 421]);
  });

  it.each([
    '/api/',
    '/api/Hello',
    '/api/hello/',
    '/api//hello',
    '/api/hello%00',
    '/api/%68ello',
    '/api/hello?x=1',
    '/api/hello#x',
    '/api/../api/hello',
    '/api/constructor',
    '/api/__proto__',
    '/api/toString',
    '/API/hello',
    '//api/hello',
    '/./api/hello',
    '/api\\hello',
    '*',
    'api/hello',
  ])('%s leads nowhere', async (path) => {
    expectNothingReached(await send({ line: { path } }), [400, 404, 405]);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fetc/passwd', '//evil.test/', '/etc/passwd', '/.git/config'])(
    '%s is not served',
    async (path) => {
      const headers = { origin: null, 'content-length': null };
      expectNothingReached(await send({ line: { method: 'GET', path }, headers, body: new Uint8Array() }), [404]);
    },
  );

  it('does not become another protocol', async () => {
    const upgrade = ['upgrade: websocket', 'sec-websocket-version: 13', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='];
    const headers = { 'content-length': null };
    for (const path of ['/', '/api/hello', '/ws']) {
      const answer = await send({ line: { method: 'GET', path }, headers, more: upgrade, body: new Uint8Array() });
      expect(answer.status).not.toBe(101);
      expectNothingReached(answer, [200, 404, 405]);
    }
  });
});

describe('a wrong body', () => {
  it.each([
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/vnd.interreg-cluster.frame; charset=utf-8',
    '',
  ])('of type %j is not read', async (type) => {
    expectNothingReached(await send({ headers: { 'content-type': type } }), [415]);
  });

  it('without a type is not read', async () => {
    expectNothingReached(await send({ headers: { 'content-type': null } }), [415]);
  });

  it.each([
    ['hello', 1024 * 1024 + 1],
    ['writeSettings', 3 * 1024 ** 3],
    ['putAttachment', 52 * 1024 * 1024],
    ['appendSafetyCopy', 3 * 1024 ** 3],
    ['appendSafetyCopy', 999_999_999_999],
  ])('for %s that says it has %i bytes is refused before it comes', async (method, length) => {
    expectNothingReached(await send({ line: { path: `/api/${method}` }, headers: { 'content-length': String(length) } }), [413]);
  });

  it.each(['-1', '1e3', '0x10', '99999999999999999999', 'abc', '+5', '5, 5', ''])('of length %j is refused', async (length) => {
    expectNothingReached(await send({ headers: { 'content-length': length } }), [400, 411]);
  });

  it('in chunks of unknown number is refused', async () => {
    const body = Buffer.from(`6\r\n${'x'.repeat(6)}\r\n0\r\n\r\n`);
    expectNothingReached(await send({ headers: { 'content-length': null }, more: ['transfer-encoding: chunked'], body }), [411]);
    expectNothingReached(await send({ more: ['transfer-encoding: chunked'], body }), [400, 411]);
  });

  it('that promises a continuation gets no further', async () => {
    expectNothingReached(await send({ headers: { 'x-interreg-cluster': null }, more: ['expect: 100-continue'] }), [417]);
    expectNothingReached(await send({ more: ['expect: a miracle'] }), [417]);
  });

  it('that is no frame is refused', async () => {
    for (const body of [Buffer.alloc(0), Buffer.from('{}'), Buffer.alloc(64, 0xff), Buffer.concat([frame(), Buffer.from('rest')])]) {
      expectNothingReached(await send({ body }), [400]);
    }
  });

  it('that is a frame with a strange request is answered with a value', async () => {
    for (const message of [{ extra: 1 }, { __proto__x: 1 }, { value: new Uint8Array(9) }]) {
      const answer = await send({ body: frame(message) });
      expect(answer.text).toContain('invalidRequest');
      expectNothingReached(answer, [200]);
    }
  });

  it('that ends too early is dropped', async () => {
    const text = requestText(
      {},
      Object.entries(goodHeaders(shell.port, secret, 500)).map(([name, value]) => `${name}: ${value}`),
      frame(),
    );
    expectNothingReached(await sendRaw(shell.port, text, 300), [0, 400]);
  });

  it('smuggled behind a request without the secret is not taken for a second request', async () => {
    const smuggled = requestText(
      {},
      Object.entries(goodHeaders(shell.port, secret, frame().byteLength)).map(([name, value]) => `${name}: ${value}`),
      frame(),
    );
    expectNothingReached(await send({ headers: { 'x-interreg-cluster': null }, body: smuggled }), [401]);
  });

  it('of headers alone, larger than any browser sends, is refused', async () => {
    expectNothingReached(await send({ more: [`x-large: ${'x'.repeat(64 * 1024)}`] }), [0, 400, 431]);
  });
});

describe('a ticket', () => {
  const exchange = (body: string, headers: Change['headers'] = {}): Promise<RawAnswer> =>
    send({
      line: { path: '/session' },
      headers: {
        'content-type': 'application/json',
        'x-interreg-cluster': null,
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
      body: Buffer.from(body),
    });

  it('works once, for our own page alone, and not for long guessing', async () => {
    const other = await startCountedShell();
    const rival = shell;
    shell = other;
    const ticket = other.session.issueTicket();
    const text = JSON.stringify({ ticket });
    expectNothingReached(await exchange(text, { origin: 'https://evil.test' }), [403]);
    expectNothingReached(await exchange(text, { 'sec-fetch-site': 'cross-site' }), [403]);
    expectNothingReached(await exchange(text, { host: 'evil.test' }), [421]);
    expectNothingReached(await exchange(text, { 'content-type': 'text/plain' }), [415]);
    expectNothingReached(await exchange(' '.repeat(5000), {}), [413]);
    expectNothingReached(await exchange('{"ticket":""}'), [403]);
    expectNothingReached(await exchange('{"ticket":null}'), [403]);
    expectNothingReached(await exchange('not json'), [403]);
    const granted = await exchange(text);
    expect(granted.status).toBe(200);
    expect(granted.text).toContain('cache-control: no-store');
    expectNothingReached(await exchange(text), [403]);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) statuses.push((await exchange(JSON.stringify({ ticket: `guess${attempt}` }))).status);
    expect(statuses.at(0)).toBe(403);
    expect(statuses.at(-1)).toBe(429);
    expectNothingReached(await exchange(JSON.stringify({ ticket: other.session.issueTicket() })), [429]);
    await other.stop();
    shell = rival;
  });
});
