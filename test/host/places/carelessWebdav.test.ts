import { describe, expect, it } from 'vitest';
import { blobName } from '../../../src/exchange/placeName.ts';
import { publish } from '../../../src/host/places/placeFiles.ts';
import { at, facing, multistatus, resource } from './facing.ts';
import { bytesOf, errorOf, good, nameOf, noise, someRun, szeged } from './opened.ts';
import { type Answering, say, startHostile } from './servers/hostile.ts';

describe('T4 a WebDAV server that keeps files badly', () => {
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
