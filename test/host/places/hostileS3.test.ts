import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/base/result.ts';
import { type PlaceError, placeLimits, type SharedPlace } from '../../../src/exchange/place.ts';
import { blobName } from '../../../src/exchange/placeName.ts';
import { openS3 } from '../../../src/host/places/s3.ts';
import { bytesOf, errorOf, good, nameOf, noise, someRun, szeged } from './opened.ts';
import { type Answering, endless, growthMiB, quick, say, startHostile, trickle } from './servers/hostile.ts';

const at = (url: string): SharedPlace =>
  openS3({
    endpoint: new URL(url).origin,
    region: 'default',
    bucket: 'cluster',
    prefix: 'joint',
    accessKey: 'a',
    secretKey: 's',
    createOnly: 'byServer',
    limits: { ...quick, names: 5000 },
  });
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

const fault = (code: string): string => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
const object = (key: string, size = '5'): string => `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`;
type Page = { readonly next?: string; readonly isCut?: boolean };
const page = (contents: string, { next, isCut = next !== undefined }: Page = {}): string =>
  `<?xml version="1.0"?><ListBucketResult><Name>cluster</Name><IsTruncated>${isCut}</IsTruncated>${
    next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
  }${contents}</ListBucketResult>`;
const tokenOf = (url = ''): string => new URL(url, 'http://x').searchParams.get('continuation-token') ?? '';

describe('an S3 server that answers with an error', () => {
  const table: readonly (readonly [number, string, Readonly<Partial<Record<Call, string>>>, string])[] = [
    [400, 'InvalidRequest', {}, 'placeMisbehaves'],
    [401, 'Unauthorized', {}, 'placeRefused'],
    [403, 'AccessDenied', {}, 'placeRefused'],
    [403, 'SignatureDoesNotMatch', {}, 'placeRefused'],
    [403, 'QuotaExceeded', {}, 'placeFull'],
    [404, 'NoSuchBucket', {}, 'placeNotFound'],
    [404, 'NoSuchKey', {}, 'placeFileGone'],
    [409, 'OperationAborted', {}, 'placeBusy'],
    [412, 'PreconditionFailed', {}, 'nameTaken'],
    [413, 'EntityTooLarge', {}, 'placeFull'],
    [423, 'Locked', {}, 'placeBusy'],
    [429, 'TooManyRequests', {}, 'placeBusy'],
    [500, 'InternalError', {}, 'placeBusy'],
    [503, 'SlowDown', {}, 'placeBusy'],
    [507, 'InsufficientStorage', {}, 'placeFull'],
    [501, 'NotImplemented', {}, 'placeMisbehaves'],
    [418, 'Teapot', {}, 'placeMisbehaves'],
  ];
  it.each(table.flatMap(([status, code, special, usual]) => calls.map((call) => [status, code, call, special[call] ?? usual] as const)))(
    'is told %i %s in %s as %s',
    async (status, code, call, type) => {
      expect(errorOf(await make(await facing(say(status, fault(code), { 'content-type': 'application/xml' })), call))).toBe(type);
    },
  );

  it.each([403, 500, 502] as const)('and a body that is no XML is told by its status alone: %i', async (status) => {
    for (const call of calls)
      expect(errorOf(await make(await facing(say(status, '<html><body>proxy')), call))).toBe(status === 403 ? 'placeRefused' : 'placeBusy');
  });
});

describe('an S3 server that leads elsewhere', () => {
  it.each([301, 302, 307, 308])('is not followed: %i', async (status) => {
    const other = await startHostile(say(200));
    const { url, seen } = await startHostile(say(status, fault('PermanentRedirect'), { location: other.url }));
    for (const call of calls) expect(errorOf(await make(at(url), call))).toBe('placeRedirects');
    expect(seen.length).toBe(calls.length);
    expect(other.seen).toEqual([]);
  });
});

describe('T6 an S3 server that does not end', () => {
  it.each(calls)(
    'and says nothing is given up in %s',
    async (call) => {
      expect(errorOf(await make(await facing(() => undefined), call))).toBe('placeTooSlow');
    },
    9_000,
  );

  it.each(calls)(
    'and sends a byte now and then is given up in %s',
    async (call) => {
      expect(errorOf(await make(await facing((_request, response) => trickle(response, 200, 100)), call))).toBe('placeTooSlow');
    },
    9_000,
  );

  it.each(['list', 'read'] as const)('and sends without end is given up in %s, in little memory', async (call) => {
    const place = await facing((_request, response) => endless(response, 200));
    const growth = await growthMiB(async () => {
      expect(errorOf(await make(place, call))).toBe(call === 'list' ? 'placeMisbehaves' : 'placeFileTooLarge');
    });
    expect(growth).toBeLessThan(200);
  });

  it('ends within ten seconds with the times of the program, at one byte a second', async () => {
    const { url } = await startHostile((_request, response) => trickle(response, 200, 1000));
    const options = { endpoint: new URL(url).origin, region: 'r', bucket: 'cluster', prefix: '', accessKey: 'a', secretKey: 's' };
    expect(errorOf(await openS3({ ...options, createOnly: 'byServer', limits: placeLimits }).list('bundles'))).toBe('placeTooSlow');
  }, 10_000);

  it('and closes every connection is unreachable', async () => {
    const place = await facing((request) => request.socket.destroy());
    for (const call of calls) expect(errorOf(await make(place, call))).toBe('placeUnreachable');
  });

  it('and closes in the middle of a file is unreachable, and the part is not taken for the whole', async () => {
    const place = await facing((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(errorOf(await make(place, 'read'))).toBe('placeUnreachable');
  });
});

describe('an S3 listing made to hurt', () => {
  const key = (n: number): string => `joint/replicas/${szeged}/${'a'.repeat(20)}-${String(n).padStart(6, '0')}.json`;

  const circles: Readonly<Record<string, Answering>> = {
    'gives the same token again and again': (_request, response) => void response.end(page(object(key(1)), { next: 'same' })),
    'gives new tokens and the same names': (request, response) =>
      void response.end(page(object(key(1)), { next: `${tokenOf(request.url)}x` })),
    'gives new tokens and no names': (request, response) => void response.end(page('', { next: `${tokenOf(request.url)}x` })),
    'goes back to earlier names': (request, response) =>
      void response.end(page(object(key(Math.max(1, 5 - tokenOf(request.url).length))), { next: `${tokenOf(request.url)}x` })),
    'says there is more and not where': (_request, response) => void response.end(page(object(key(1)), { isCut: true })),
  };
  it.each(Object.keys(circles))('T6 that %s ends', async (what) => {
    const { url, seen } = await startHostile(circles[what] ?? say(200));
    expect(await at(url).list('bundles')).toEqual({ ok: false, error: { type: 'placeMisbehaves', what: 'listingLoop' } });
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  it('T6 that always has more names ends at more than any cluster has', async () => {
    const { url, seen } = await startHostile((request, response) => {
      const from = Number(tokenOf(request.url) || '0');
      response.end(page(Array.from({ length: 1000 }, (_, n) => object(key(from + n + 1))).join(''), { next: String(from + 1000) }));
    });
    expect(await at(url).list('bundles')).toEqual({ ok: false, error: { type: 'placeMisbehaves', what: 'tooManyNames' } });
    expect(seen.length).toBe(6);
  });

  const laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const bodies: Readonly<Record<string, string>> = {
    'nothing at all': '<',
    JSON: '{"Contents":[]}',
    'cut in the middle': page(object(key(1))).slice(0, -30),
    'a billion laughs': `${laughs}${page(object('&b;'))}`,
    'an entity that reads a file': `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${page(object('&e;'))}`,
    'fifty thousand levels': `<ListBucketResult>${'<a>'.repeat(50_000)}`,
    'a million tags': page('<a/>'.repeat(1_000_000)),
  };
  it.each(Object.keys(bodies))(
    'T13 that is %s is refused or empty, in little memory',
    async (what) => {
      const place = await facing(say(200, bodies[what], { 'content-type': 'application/xml' }));
      const growth = await growthMiB(async () => {
        const listed = await place.list('bundles');
        expect(listed.ok ? listed.value.entries : listed.error.type).toSatisfy((found) => found === 'placeMisbehaves' || `${found}` === '');
      });
      expect(growth).toBeLessThan(250);
    },
    9_000,
  );

  it.each([
    '../../etc/passwd',
    `joint/replicas/${szeged}/../../x`,
    `joint/replicas/${szeged}/a&#10;b`,
    `other/replicas/${szeged}/${'a'.repeat(20)}-000002.json`,
    `joint/replicas//${'a'.repeat(20)}-000002.json`,
    `/joint/replicas/${szeged}/${'a'.repeat(20)}-000002.json`,
    `joint/${'x'.repeat(50_000)}`,
    '__proto__',
    '',
  ])('T16 that names %j passes over it and keeps what is right', async (strange) => {
    const place = await facing(say(200, page(object(key(1)) + object(strange))));
    const { entries, ignored } = good(await place.list('bundles'));
    expect(entries).toEqual([{ name: nameOf(), bytes: 5 }]);
    expect(ignored).toBe(1);
  });

  it.each(['-5', '1.5', '99999999999999999999'])('that gives a bundle the size %j shows none', async (size) => {
    const listed = await (await facing(say(200, page(object(key(1), size))))).list('bundles');
    expect(listed.ok ? listed.value.entries : []).toEqual([]);
  });
});

describe('an S3 server that knows less', () => {
  const store = (answerPut: (request: { readonly condition: string; readonly isThere: boolean }) => number) => {
    const files = new Map<string, Buffer>();
    const answer: Answering = (request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://x');
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const there = files.get(pathname);
        if (request.method === 'PUT') {
          const status = answerPut({ condition: String(request.headers['if-none-match'] ?? ''), isThere: there !== undefined });
          if (status === 200) files.set(pathname, Buffer.concat(parts));
          response.writeHead(status).end(status === 200 ? '' : fault('NotImplemented'));
        } else if (request.method === 'DELETE') {
          files.delete(pathname);
          response.writeHead(204).end();
        } else if (pathname === '/cluster' || pathname === '/cluster/')
          response.end(page([...files.keys()].map((name) => object(name.slice('/cluster/'.length))).join('')));
        else if (there === undefined) response.writeHead(404).end(request.method === 'HEAD' ? undefined : fault('NoSuchKey'));
        else response.end(there);
      });
    };
    return answer;
  };

  it.each<readonly [string, Parameters<typeof store>[0]]>([
    ['refuses conditions openly', ({ condition }) => (condition === '' ? 200 : 501)],
    ['passes over conditions', () => 200],
  ])('and %s is found out by the probe and looked at before each write', async (_what, answerPut) => {
    const place = await facing(store(answerPut));
    expect(good(await place.probe({ device: szeged, run: someRun() })).createOnly).toBe('byChecking');
    good(await place.writeNew(nameOf(), bytesOf('first')));
    expect(errorOf(await place.writeNew(nameOf(), bytesOf('second')))).toBe('nameTaken');
    const parts: Uint8Array[] = [];
    good(await place.read(nameOf(), { maxBytes: 10, sink: (part) => void parts.push(part.slice()) }));
    expect(Buffer.concat(parts).toString()).toBe('first');
  });

  it('and sends the whole where a part was asked for gives the rest all the same', async () => {
    const whole = noise(10_000);
    const place = await facing(say(200, whole));
    const parts: Uint8Array[] = [];
    good(await place.read(blobName('a'.repeat(64)), { from: 4000, maxBytes: 6000, sink: (part) => void parts.push(part.slice()) }));
    expect(Buffer.compare(Buffer.concat(parts), whole.subarray(4000))).toBe(0);
  });

  it.each(['bytes 4001-9999/10000', 'bytes 3999-9999/10000', 'x', ''])(
    'and sends another part than was asked for is refused: %j',
    async (range) => {
      const place = await facing(say(206, noise(6000), range === '' ? {} : { 'content-range': range }));
      expect(errorOf(await place.read(blobName('a'.repeat(64)), { from: 4000, maxBytes: 6000, sink: () => undefined }))).toBe(
        'placeMisbehaves',
      );
    },
  );
});
