import { describe, expect, it } from 'vitest';
import { openWebdav } from '../../../src/host/places/webdav.ts';
import { at, type Call, calls, facing, make, multistatus, resource } from './facing.ts';
import { errorOf, nameOf, noise } from './opened.ts';
import { type Answering, endless, growthMiB, say, startHostile, startRaw, trickle } from './servers/hostile.ts';

describe('a WebDAV server that answers with a status', () => {
  const table: readonly (readonly [number, Readonly<Partial<Record<Call, string>>>, string])[] = [
    [400, {}, 'placeMisbehaves'],
    [401, {}, 'placeRefused'],
    [402, {}, 'placeMisbehaves'],
    [403, {}, 'placeRefused'],
    [404, { read: 'placeFileGone', remove: 'none' }, 'placeNotFound'],
    [405, { writeNew: 'placeMisbehaves' }, 'placeMisbehaves'],
    [407, {}, 'placeRefused'],
    [408, {}, 'placeBusy'],
    [409, { writeNew: 'placeNotFound' }, 'placeBusy'],
    [410, { read: 'placeFileGone', remove: 'none' }, 'placeNotFound'],
    [412, { writeNew: 'nameTaken' }, 'placeMisbehaves'],
    [413, {}, 'placeFull'],
    [418, {}, 'placeMisbehaves'],
    [423, {}, 'placeBusy'],
    [429, {}, 'placeBusy'],
    [500, {}, 'placeBusy'],
    [501, {}, 'placeMisbehaves'],
    [502, {}, 'placeBusy'],
    [503, {}, 'placeBusy'],
    [504, {}, 'placeBusy'],
    [507, {}, 'placeFull'],
    [599, {}, 'placeMisbehaves'],
    [299, { list: 'placeMisbehaves', read: 'placeMisbehaves' }, 'none'],
  ];
  it.each(table.flatMap(([status, special, usual]) => calls.map((call) => [status, call, special[call] ?? usual] as const)))(
    'is told %i in %s as %s',
    async (status, call, type) => {
      expect(errorOf(await make(await facing(say(status, 'go away')), call))).toBe(type);
    },
  );
});

describe('a WebDAV server that leads elsewhere', () => {
  const elsewhere = [
    'http://127.0.0.1:1/x',
    'https://evil.example/',
    '//evil.example/x',
    '/dav/other/',
    'file:///etc/passwd',
    'javascript:1',
    '',
  ];
  it.each([301, 302, 303, 307, 308].flatMap((status) => elsewhere.map((to) => [status, to] as const)))(
    'is not followed: %i to "%s"',
    async (status, to) => {
      const { url, seen } = await startHostile(say(status, '', to === '' ? {} : { location: to }));
      for (const call of calls) expect(errorOf(await make(at(url), call))).toBe('placeRedirects');
      expect(seen.length).toBe(calls.length);
    },
  );

  it('never hears of a password', async () => {
    const other = await startHostile(say(200));
    const { url, seen } = await startHostile((request, response) => {
      if (request.headers.authorization === undefined) say(401, '', { 'www-authenticate': 'Basic realm="x"' })(request, response);
      else say(307, '', { location: other.url })(request, response);
    });
    for (const call of calls) expect(errorOf(await make(at(url), call))).toBe('placeRedirects');
    expect(seen.length).toBeGreaterThan(0);
    expect(other.seen).toEqual([]);
  });
});

describe('T6 a WebDAV server that does not end', () => {
  const ways: Readonly<Record<string, Answering>> = {
    'says nothing': () => undefined,
    'sends a byte now and then': (_request, response) => trickle(response, 207, 100),
    'sends one information after another': (request, response) => {
      request.resume();
      const timer = setInterval(() => response.writeProcessing(), 50);
      response.once('close', () => clearInterval(timer));
    },
  };
  // Of a write or a removal the status is all that is waited for.
  const asked = (way: string): readonly Call[] => (way.startsWith('sends a byte') ? ['list', 'read'] : calls);
  it.each(Object.keys(ways).flatMap((way) => asked(way).map((call) => [way, call] as const)))(
    'and %s is given up in %s',
    async (way, call) => {
      expect(errorOf(await make(await facing(ways[way] ?? say(200)), call))).toMatch(/^placeTooSlow$|^placeMisbehaves$/);
    },
    9_000,
  );

  it('ends within ten seconds with the times of the program, at one byte a second', async () => {
    const { url } = await startHostile((_request, response) => trickle(response, 207, 1000));
    const place = openWebdav({ url, user: '', password: '', createOnly: 'byServer', nonce: () => '' });
    expect(errorOf(await place.list('bundles'))).toBe('placeTooSlow');
  }, 10_000);

  it.each(['list', 'read'] as const)('and sends without end is given up in %s, in little memory', async (call) => {
    const place = await facing((_request, response) => endless(response, call === 'list' ? 207 : 200));
    const growth = await growthMiB(async () => {
      expect(errorOf(await make(place, call))).toBe(call === 'list' ? 'placeMisbehaves' : 'placeFileTooLarge');
    });
    expect(growth).toBeLessThan(200);
  });

  it('and sends headers byte by byte is given up', async () => {
    const url = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-long: ');
      const timer = setInterval(() => socket.write('a'), 50);
      socket.once('close', () => clearInterval(timer));
    });
    for (const call of calls) expect(errorOf(await make(at(url), call))).toBe('placeTooSlow');
  });

  it('and takes an upload byte by byte is given up', async () => {
    const url = await startRaw((socket) => void socket.pause());
    const place = at(url, { user: '' });
    expect(errorOf(await place.writeNew(nameOf(), noise(20_000_000)))).toBe('placeTooSlow');
  });

  it('is given time to store a large file that it has taken, and not for ever', async () => {
    const answers = (after: number | null) =>
      facing((request, response) => {
        request.resume();
        if (request.method !== 'PUT') response.writeHead(207).end('<multistatus/>');
        else if (after !== null) request.once('end', () => void setTimeout(() => response.writeHead(201).end(), after));
      });
    const large = noise(100_000);
    expect(errorOf(await (await answers(1000)).writeNew(nameOf(), large))).toBe('none');
    expect(errorOf(await (await answers(1000)).writeNew(nameOf(), noise(1000)))).toBe('placeTooSlow');
    expect(errorOf(await (await answers(null)).writeNew(nameOf(), large))).toBe('placeTooSlow');
  });
});

describe('a WebDAV server that speaks no proper HTTP', () => {
  const raws: Readonly<Record<string, string>> = {
    'closes at once': '',
    'speaks another protocol': '220 smtp.example ESMTP\r\n',
    'sends noise': '\x00\x01\x02\xff\xfe\r\n\r\n',
    'sends headers without end': `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`,
    'sends one enormous header': `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`,
    'tells two lengths': 'HTTP/1.1 207 Multi-Status\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc',
    'tells a length that is none': 'HTTP/1.1 207 Multi-Status\r\nContent-Length: -3\r\n\r\nabc',
    'tells a length and chunks': 'HTTP/1.1 207 M\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    'sends a broken chunk': 'HTTP/1.1 207 M\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n',
  };
  it.each(Object.keys(raws).flatMap((way) => (['list', 'read'] as const).map((call) => [way, call] as const)))(
    'and %s is one typed error in %s',
    async (way, call) => {
      const url = await startRaw((socket) => void socket.end(Buffer.from(raws[way] ?? '', 'latin1')));
      expect(errorOf(await make(at(url), call))).toMatch(/^place(Unreachable|Misbehaves)$/);
    },
  );

  it('and cuts its answer in the middle is unreachable, and what came is not taken for the whole', async () => {
    const text = multistatus(resource('/dav/replicas/x'));
    const url = await startRaw((socket) => void socket.end(`HTTP/1.1 207 M\r\nContent-Length: ${text.length + 10}\r\n\r\n${text}`));
    for (const call of ['list'] as const) expect(errorOf(await make(at(url), call))).toBe('placeUnreachable');
    const file = await startRaw((socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it'));
    expect(errorOf(await make(at(file), 'read'))).toBe('placeUnreachable');
  });

  it('and ends every upload early is one typed error', async () => {
    const url = await startRaw((socket) => void setTimeout(() => socket.destroy(), 20));
    expect(errorOf(await at(url, { user: '' }).writeNew(nameOf(), noise(5_000_000)))).toBe('placeUnreachable');
  });
});
