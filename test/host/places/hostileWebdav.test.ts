import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/base/result.ts';
import type { PlaceError, SharedPlace } from '../../../src/exchange/place.ts';
import { blobName } from '../../../src/exchange/placeName.ts';
import { publish } from '../../../src/host/places/placeFiles.ts';
import { openWebdav, type WebdavOptions } from '../../../src/host/places/webdav.ts';
import { bytesOf, errorOf, good, nameOf, noise, someRun, szeged } from './opened.ts';
import { type Answering, endless, growthMiB, quick, say, startHostile, startRaw, trickle } from './servers/hostile.ts';

const at = (url: string, change: Partial<WebdavOptions> = {}): SharedPlace =>
  openWebdav({ url, user: 'u', password: 'p', createOnly: 'byServer', nonce: () => '00'.repeat(16), limits: quick, ...change });
const facing = async (answer: Answering): Promise<SharedPlace> => at((await startHostile(answer)).url);

type Call = 'list' | 'read' | 'writeNew' | 'remove';
const calls: readonly Call[] = ['list', 'read', 'writeNew', 'remove'];
const make = (place: SharedPlace, call: Call): Promise<Result<unknown, PlaceError>> =>
  ({
    list: () => place.list('bundles'),
    read: () => place.read(nameOf(), { maxBytes: 1000, sink: () => undefined }),
    writeNew: () => place.writeNew(nameOf(), noise(300_000)),
    remove: () => place.remove(nameOf()),
  })[call]();

const resource = (href: string, size = '5', type = ''): string =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype>${type}</D:resourcetype><D:getcontentlength>${size}</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;
const multistatus = (...resources: readonly string[]): string =>
  `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${resources.join('')}</D:multistatus>`;
const listed = (...resources: readonly string[]): Answering => say(207, multistatus(...resources), { 'content-type': 'application/xml' });

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

describe('a WebDAV server that does not end', () => {
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

describe('a WebDAV listing made to hurt', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'b'.repeat(n + 1)} "${`&${n === 0 ? 'a' : 'b'.repeat(n)};`.repeat(10)}">`).join('')}]>`;
  const bodies: Readonly<Record<string, string | Uint8Array>> = {
    'nothing at all': '',
    'a web page': '<!doctype html><html><body>Sign in</body></html>',
    JSON: '{"multistatus":[]}',
    'text that only begins well': multistatus(resource('/dav/replicas/x')).slice(0, -30),
    'crossed tags': '<multistatus><response><href></response></href></multistatus>',
    'another root': '<propfind></propfind>',
    'two roots': '<multistatus></multistatus><multistatus></multistatus>',
    'a billion laughs': `${laughs}<multistatus><response><href>&bbbbbbbbb;</href></response></multistatus>`,
    'an entity that reads a file':
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><multistatus><response><href>&e;</href></response></multistatus>',
    'an unknown entity': multistatus(resource('&nope;')),
    'a character beyond Unicode': multistatus(resource('&#x110000;')),
    'an ampersand alone': multistatus(resource('a & b')),
    'a hundred thousand levels': `<multistatus>${'<a>'.repeat(100_000)}`,
    'a comment without end': `<multistatus><!-- ${'-'.repeat(100_000)}`,
    'a million opening signs': '<'.repeat(1_000_000),
    'bytes that are no UTF-8': new Uint8Array([...Buffer.from('<multistatus>'), 0xff, 0xfe, ...Buffer.from('</multistatus>')]),
    'UTF-16': Buffer.from(`\ufeff${multistatus()}`, 'utf16le'),
    'a hundred thousand names': multistatus(
      ...Array.from({ length: 100_000 }, (_, n) => `<response><href>/dav/replicas/${n}</href></response>`),
    ),
    'what does not fit': multistatus(
      '<D:response><D:href>/dav/replicas/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>',
    ),
  };
  it.each(Object.keys(bodies))(
    'that is %s is refused as a whole, in little memory',
    async (what) => {
      const place = await facing(say(207, bodies[what]));
      const growth = await growthMiB(async () => expect(errorOf(await place.list('bundles'))).toBe('placeMisbehaves'));
      expect(growth).toBeLessThan(250);
    },
    9_000,
  );

  it('that is packed although that was not asked for is refused', async () => {
    const place = await facing(say(207, gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }));
    expect(await place.list('bundles')).toEqual({ ok: false, error: { type: 'placeMisbehaves', what: 'encoding' } });
  });

  const fine = resource(`/dav/${nameOf()}`);
  const strange = [
    `../../${nameOf()}`,
    `/dav/../${nameOf()}`,
    '/dav/replicas/../../../etc/passwd',
    '/dav/replicas/%2e%2e/%2e%2e/etc/passwd',
    `/dav/replicas/${szeged}/..%2f..%2fetc%2fpasswd`,
    `/dav/replicas%2f${szeged}%2f${'a'.repeat(20)}-000001.json`,
    `/dav/replicas/${szeged}\\${'a'.repeat(20)}-000001.json`,
    `/dav/replicas/${szeged}/${'a'.repeat(20)}-000001.json%00.txt`,
    `/dav/replicas/${szeged}/${'a'.repeat(20)}-000001.json%0a`,
    `/dav/replicas/${szeged}/${'a'.repeat(20)}-000001%zz.json`,
    `/dav/replicas/${szeged}/${'a'.repeat(20)}-000001.json:stream`,
    `/dav/replicas/${szeged}/${'x'.repeat(100_000)}`,
    `/dav/replicas/${szeged}/CON`,
    `/dav/replicas/${szeged}/%E2%80%AEgnp.exe`,
    `https://evil.example/other/${nameOf()}`,
    `file:///etc/passwd`,
    'javascript:alert(1)',
    '',
    ' ',
    '//',
    'http://[::1',
  ];
  it.each(strange)('that names %j passes over it and keeps what is right', async (href) => {
    const { entries, ignored } = good(await (await facing(listed(fine, resource(href)))).list('bundles'));
    expect(entries).toEqual([{ name: nameOf(), bytes: 5 }]);
    expect(ignored).toBe(1);
  });

  it.each(['-5', '1e9', '0x10', '99999999999999999999', 'NaN', 'five', '5 6', '', '<b>5</b>'])(
    'that gives a bundle the size %j passes over it',
    async (size) => {
      const { entries, ignored } = good(await (await facing(listed(resource(`/dav/${nameOf()}`, size)))).list('bundles'));
      expect(entries).toEqual([]);
      expect(ignored).toBe(1);
    },
  );

  it('that names one bundle a thousand times shows it once', async () => {
    const place = await facing(listed(...Array.from({ length: 1000 }, () => fine)));
    expect(good(await place.list('bundles')).entries).toEqual([{ name: nameOf(), bytes: 5 }]);
  });

  it('that names what is no longer there is a file that is gone, and no more', async () => {
    const place = await facing((request, response) =>
      request.method === 'PROPFIND' ? listed(fine)(request, response) : say(404)(request, response),
    );
    expect(good(await place.list('bundles')).entries.length).toBe(1);
    expect(errorOf(await make(place, 'read'))).toBe('placeFileGone');
  });

  it('that is shallow although a deep one was asked for is completed folder by folder', async () => {
    const folder = (path: string): string => resource(`/dav/${path}`, '', '<D:collection/>');
    const place = await facing((request, response) => {
      const path = request.url ?? '';
      const answer =
        path === '/dav/replicas/'
          ? listed(folder('replicas/'), folder(`replicas/${szeged}/`))
          : listed(folder(`replicas/${szeged}/`), fine);
      answer(request, response);
    });
    for (let look = 0; look < 2; look += 1) expect(good(await place.list('bundles')).entries).toEqual([{ name: nameOf(), bytes: 5 }]);
  });
});

describe('a WebDAV server that keeps files badly', () => {
  /** Takes every upload and shows `stored` of it afterwards; null where it shows nothing. */
  const keeping = (stored: (body: Buffer) => Buffer | null) => {
    const files = new Map<string, Buffer>();
    const removed: string[] = [];
    const answer: Answering = (request, response) => {
      const path = request.url ?? '';
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const there = files.get(path);
        if (request.method === 'PUT') files.set(path, Buffer.concat(parts));
        if (request.method === 'DELETE') {
          files.delete(path);
          removed.push(path);
        }
        const shown = there === undefined ? null : stored(there);
        if (request.method !== 'GET')
          response.writeHead(request.method === 'PROPFIND' ? 207 : 201).end(request.method === 'PROPFIND' ? multistatus() : '');
        else if (shown === null) response.writeHead(404).end();
        else response.writeHead(200).end(shown);
      });
    };
    return { answer, removed };
  };
  const bytes = noise(50_000);

  it.each<readonly [string, (body: Buffer) => Buffer | null]>([
    ['cuts them', (body) => body.subarray(0, -1)],
    ['stores nothing', () => null],
    ['empties them', () => Buffer.alloc(0)],
    ['flips a bit', (body) => Buffer.from(body.map((byte, n) => (n === 777 ? byte ^ 1 : byte)))],
    ['adds a byte', (body) => Buffer.concat([body, Buffer.from('\n')])],
    ['shows another file', () => Buffer.from('something else')],
  ])('and %s is noticed when publishing, and its wrong copy is removed', async (_what, stored) => {
    const { answer, removed } = keeping(stored);
    expect(errorOf(await publish(await facing(answer), nameOf(), bytes))).toBe('placeChanged');
    expect(removed).toEqual([`/dav/${nameOf()}`]);
  });

  it('but well this once is published to', async () => {
    const { answer, removed } = keeping((body) => body);
    expect(good(await publish(await facing(answer), nameOf(), bytes)).alreadyThere).toBe(false);
    expect(removed).toEqual([]);
  });

  it('is found to have the file already when only its answer was lost', async () => {
    const place = await facing((request, response) =>
      request.method === 'GET'
        ? response.writeHead(200).end(bytes)
        : say(request.method === 'PUT' ? 412 : 207, multistatus())(request, response),
    );
    expect(good(await publish(place, nameOf(), bytes)).alreadyThere).toBe(true);
    expect(errorOf(await publish(place, nameOf(), noise(50_000)))).toBe('nameTaken');
  });

  it('and answers an upload before it has read it is believed, and the connection is not used again', async () => {
    const { url, seen } = await startHostile((request, response) => {
      if (request.method === 'PUT') response.writeHead(413).end('too large');
      else say(207, multistatus())(request, response);
    });
    const place = at(url);
    for (let attempt = 0; attempt < 3; attempt += 1) expect(errorOf(await place.writeNew(nameOf(), noise(8_000_000)))).toBe('placeFull');
    expect(seen.filter(({ method }) => method === 'PUT').length).toBe(3);
    expect(good(await place.list('bundles')).entries).toEqual([]);
  });

  it('and never refuses to overwrite is probed, and from then on is looked at before each write', async () => {
    const files = new Map<string, Buffer>();
    const { url, seen } = await startHostile((request, response) => {
      const path = request.url ?? '';
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const there = files.get(path);
        if (request.method === 'PUT') files.set(path, Buffer.concat(parts));
        if (request.method === 'DELETE') files.delete(path);
        if (request.method === 'PROPFIND') response.writeHead(207).end(multistatus(...[...files.keys()].map((name) => resource(name))));
        else if (request.method === 'GET' || request.method === 'HEAD') response.writeHead(there === undefined ? 404 : 200).end(there);
        else response.writeHead(201).end();
      });
    });
    const place = at(url);
    expect(good(await place.probe({ device: szeged, run: someRun() })).createOnly).toBe('byChecking');
    good(await place.writeNew(nameOf(), bytesOf('first')));
    expect(errorOf(await place.writeNew(nameOf(), bytesOf('second')))).toBe('nameTaken');
    expect(seen.some(({ method }) => method === 'HEAD')).toBe(true);
    expect(files.get(`/dav/${nameOf()}`)?.toString()).toBe('first');
  });

  it.each<readonly [string, Answering]>([
    ['write', say(403)],
    ['list', (request, response) => say(request.method === 'PROPFIND' ? 207 : 201, multistatus())(request, response)],
  ])('is unfit or refused when the probe fails at its step "%s"', async (_step, answer) => {
    expect(errorOf(await (await facing(answer)).probe({ device: szeged, run: someRun() }))).toMatch(/^place(Unfit|Refused)$/);
  });
});

describe('a WebDAV server asked for the rest of a file', () => {
  const whole = noise(10_000);
  const rest = async (answer: Answering): Promise<readonly [string, Buffer]> => {
    const parts: Uint8Array[] = [];
    const place = await facing(answer);
    const outcome = await place.read(blobName('a'.repeat(64)), { from: 4000, maxBytes: 6000, sink: (one) => void parts.push(one.slice()) });
    return [errorOf(outcome), Buffer.concat(parts)];
  };

  it('may send the whole again', async () => {
    expect(await rest(say(200, whole))).toEqual(['none', Buffer.from(whole.subarray(4000))]);
  });

  it.each(['bytes 0-9999/10000', 'bytes 4001-9999/10000', 'bytes 3999-9999/10000', 'lines 4000-9999/10000', '', 'bytes x'])(
    'may not send another part than was asked for: %j',
    async (range) => {
      const [type, bytes] = await rest(say(206, whole.subarray(4000), range === '' ? {} : { 'content-range': range }));
      expect(type).toBe('placeMisbehaves');
      expect(bytes.byteLength).toBe(0);
    },
  );

  it('may not send more than there can be', async () => {
    const [type] = await rest(say(206, noise(6001), { 'content-range': 'bytes 4000-9999/10000' }));
    expect(type).toBe('placeFileTooLarge');
  });
});

describe('a WebDAV server that wants to know a password', () => {
  const asking =
    (...challenges: readonly string[]): Answering =>
    (request, response) => {
      request.resume();
      request.once('end', () => {
        response.setHeader('www-authenticate', [...challenges]);
        response.writeHead(401).end();
      });
    };

  it.each([
    ['', 1],
    ['Negotiate', 1],
    ['Bearer realm="x"', 1],
    ['Digest', 1],
    ['Digest realm="x"', 1],
    ['Digest realm="x", nonce="n", algorithm=ROT13', 1],
    ['Digest realm="x", nonce="n", qop="auth-int"', 1],
    [',,,,', 1],
    ['"', 1],
    [`Digest ${'a="b",'.repeat(2000)}`, 1],
    ['Basic realm="x"', 2],
    ['Digest realm="x", nonce="n"', 2],
    ['Digest realm="x", nonce="n", qop="auth", stale=true', 2],
    ['Digest realm="x", nonce="n", qop="auth,auth-int", algorithm=SHA-256', 2],
  ] as const)('with %j and never lets anybody in is refused after %i requests', async (challenge, requests) => {
    const { url, seen } = await startHostile(challenge === '' ? say(401) : asking(challenge));
    expect(errorOf(await make(at(url), 'list'))).toBe('placeRefused');
    expect(seen.length).toBe(requests);
  });

  it('gets a digest and never the password itself, once it has asked for a digest', async () => {
    let asked = 0;
    const { url, seen } = await startHostile((request, response) => {
      asked += 1;
      if (asked === 1) asking('Digest realm="x", nonce="n", qop="auth"')(request, response);
      else if (asked <= 3) listed()(request, response);
      else asking('Basic realm="x"')(request, response);
    });
    const place = at(url);
    good(await place.list('bundles'));
    for (let attempt = 0; attempt < 3; attempt += 1) expect(errorOf(await place.list('bundles'))).toMatch(/none|placeRefused/);
    expect(seen.filter(({ authorization }) => authorization.startsWith('Basic'))).toEqual([]);
    expect(seen.some(({ authorization }) => authorization.startsWith('Digest'))).toBe(true);
  });

  it('is given the stronger of two digests, beside a plain one', async () => {
    const { url, seen } = await startHostile(
      asking(
        'Basic realm="x"',
        'Digest realm="x", nonce="n", qop="auth", algorithm=MD5, Digest realm="x", nonce="n", qop="auth", algorithm=SHA-256',
      ),
    );
    expect(errorOf(await make(at(url), 'list'))).toBe('placeRefused');
    expect(seen.at(-1)?.authorization).toContain('algorithm=SHA-256');
  });
});
