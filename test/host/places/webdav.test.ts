import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SharedPlace } from '../../../src/exchange/place.ts';
import { openWebdav, type WebdavOptions } from '../../../src/host/places/webdav.ts';
import { itIsASharedPlace } from './itIsASharedPlace.ts';
import { bytesOf, errorOf, good, nameOf, namesIn, noise, type OpenedPlace, someRun, szeged, textOf } from './opened.ts';
import { type Apache, type ApacheKind, installApache, startApache } from './servers/apache.ts';

const reason = installApache();
if (reason !== null) console.warn(`The WebDAV suites are skipped: ${reason}.`);

const nonce = (): string => randomBytes(16).toString('hex');
const started = new Map<string, Promise<Apache>>();
const apacheOf = (kind: ApacheKind): Promise<Apache> => {
  const key = JSON.stringify(kind);
  const there = started.get(key) ?? startApache(kind);
  started.set(key, there);
  return there;
};
afterAll(async () => {
  await Promise.all([...started.values()].map(async (apache) => (await apache).stop()));
}, 60_000);

const optionsOf = (apache: Apache, name: string, change: Partial<WebdavOptions> = {}): WebdavOptions => ({
  url: `${apache.url}${name}`,
  user: apache.user,
  password: apache.password,
  ca: apache.ca,
  createOnly: 'byServer',
  nonce,
  ...change,
});

let collections = 0;
const openAt =
  (kind: ApacheKind, change: Partial<WebdavOptions> = {}) =>
  async (): Promise<OpenedPlace> => {
    const apache = await apacheOf(kind);
    collections += 1;
    const name = `közös mappa ${collections}`;
    const path = await apache.collection(name);
    const [mine, theirs] = [openWebdav(optionsOf(apache, name, change)), openWebdav(optionsOf(apache, name, change))];
    return {
      mine,
      theirs,
      settle: async () => undefined,
      put: (file, bytes) => apache.put(join(path, file), bytes),
      empty: () => apache.empty(path),
      requests: mine.requests,
    };
  };

describe.skipIf(reason !== null)(`WebDAV${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  itIsASharedPlace('Apache with basic authentication', openAt({ auth: 'basic', tls: false }));
  itIsASharedPlace('Apache with digest authentication, listing deeply', openAt({ auth: 'digest', tls: false, deep: true }));
  itIsASharedPlace('Apache with TLS, looking before it writes', openAt({ auth: 'basic', tls: true }, { createOnly: 'byChecking' }));

  const everyCall = (place: SharedPlace) => ({
    list: () => place.list('bundles'),
    read: () => place.read(nameOf(), { maxBytes: 100, sink: () => undefined }),
    writeNew: () => place.writeNew(nameOf(), bytesOf('bundle')),
    remove: () => place.remove(nameOf()),
    probe: () => place.probe({ device: szeged, run: someRun() }),
  });
  const calls = ['list', 'read', 'writeNew', 'remove', 'probe'] as const;

  describe.each([
    ['basic', { auth: 'basic', tls: false }],
    ['digest', { auth: 'digest', tls: false }],
    ['TLS', { auth: 'basic', tls: true }],
  ] as const)('a server with %s', (_title, kind) => {
    it.each(calls)('refuses a wrong password in %s, and a wrong user', async (call) => {
      const apache = await apacheOf(kind);
      await apache.collection('wrong');
      for (const change of [{ password: 'wrong' }, { user: 'somebody' }, { user: '', password: '' }]) {
        const place = openWebdav(optionsOf(apache, 'wrong', change));
        expect(errorOf(await everyCall(place)[call]())).toBe('placeRefused');
        expect(errorOf(await everyCall(place)[call]())).toBe('placeRefused');
      }
    });

    it.each(['list', 'writeNew', 'probe'] as const)('says in %s that the folder is not there', async (call) => {
      const place = openWebdav(optionsOf(await apacheOf(kind), 'missing'));
      expect(errorOf(await everyCall(place)[call]())).toBe('placeNotFound');
    });
  });

  it('keeps one whole file of ten that were written under one name at the same moment', async () => {
    const { mine, theirs } = await openAt({ auth: 'basic', tls: false })();
    good(await mine.writeNew(nameOf({ n: 9 }), bytesOf('folders')));
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? mine : theirs).writeNew(nameOf(), bytesOf(`writer ${at}`))),
    );
    // Apache looks first and writes then, so two may pass at the very same moment; publishing reads back and finds out who did not.
    const winners = outcomes.flatMap((outcome, at) => (outcome.ok ? [`writer ${at}`] : []));
    expect(winners).toContain(await textOf(mine, nameOf()));
    expect(new Set(outcomes.map(errorOf)).isSubsetOf(new Set(['none', 'nameTaken', 'placeBusy']))).toBe(true);
  });

  it('sends a large file once, also where the server first wants to know who sends', async () => {
    const { mine, requests } = await openAt({ auth: 'digest', tls: false })();
    good(await mine.writeNew(nameOf(), noise(100)));
    const before = requests() ?? 0;
    good(await mine.writeNew(nameOf({ n: 2 }), noise(1_000_000)));
    expect((requests() ?? 0) - before).toBe(1);
  });

  it('goes on when the server has closed the kept connection', async () => {
    const { mine } = await openAt({ auth: 'basic', tls: false })();
    good(await mine.writeNew(nameOf(), bytesOf('bundle')));
    await new Promise((resolve) => setTimeout(resolve, 6000)); // Apache keeps one for five seconds.
    expect(await textOf(mine, nameOf())).toBe('bundle');
  }, 30_000);

  it('is not spoken to where its certificate is not trusted, nor under another name', async () => {
    const apache = await apacheOf({ auth: 'basic', tls: true });
    await apache.collection('tls');
    const elsewhere = `${apache.url.replace('127.0.0.1', 'localhost')}tls`;
    for (const [change, error] of [
      [{ ca: undefined }, 'placeCertificate'],
      [{ url: elsewhere }, 'placeOtherName'],
    ] as const) {
      const place = openWebdav(optionsOf(apache, 'tls', change));
      for (const call of calls) expect(errorOf(await everyCall(place)[call]())).toBe(error);
    }
    expect(await namesIn(openWebdav(optionsOf(apache, 'tls')))).toEqual([]);
  });

  it('is told from one that cannot be reached where it answers without TLS', async () => {
    const apache = await apacheOf({ auth: 'basic', tls: false });
    const place = openWebdav({ ...optionsOf(apache, ''), url: apache.url.replace('http:', 'https:') });
    for (const call of calls) expect(errorOf(await everyCall(place)[call]())).toBe('placeNoTls');
  });

  it('is unreachable where nothing listens, or no such computer is known', async () => {
    const apache = await apacheOf({ auth: 'basic', tls: false });
    for (const url of ['http://127.0.0.1:1/', 'http://no-such-computer.invalid/']) {
      const place = openWebdav({ ...optionsOf(apache, ''), url });
      for (const call of calls) expect(errorOf(await everyCall(place)[call]())).toBe('placeUnreachable');
    }
  });

  it('shows nothing of an upload that was cut, and takes the whole afterwards', async () => {
    const apache = await apacheOf({ auth: 'basic', tls: false });
    const path = await apache.collection('cut');
    const large = noise(400_000);
    for (const cutAt of [1, 1024, 65_536, 200_000, 390_000]) {
      const cutting = await cuttingProxy(Number(new URL(apache.url).port), cutAt);
      const place = openWebdav({ ...optionsOf(apache, 'cut'), url: `http://127.0.0.1:${cutting.port}/cut/` });
      expect(['placeUnreachable', 'placeTooSlow']).toContain(errorOf(await place.writeNew(nameOf(), large)));
      await cutting.stop();
      expect(await namesIn(openWebdav(optionsOf(apache, 'cut')))).toEqual([]);
    }
    const place = openWebdav(optionsOf(apache, 'cut'));
    good(await place.writeNew(nameOf(), large));
    expect(good(await place.list('bundles')).entries).toEqual([{ name: nameOf(), bytes: 400_000 }]);
    await apache.empty(path);
  }, 60_000);
});

/** Passes bytes on to `port` and cuts every connection once `cutAt` bytes of a body have gone by. */
const cuttingProxy = async (port: number, cutAt: number): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> => {
  const { connect } = await import('node:net');
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let passed = 0;
    let isPut = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (part) => {
      if (!isPut && part.toString('latin1').startsWith('PUT ')) isPut = true;
      const room = isPut ? Math.max(0, cutAt + 600 - passed) : part.byteLength;
      if (isPut) passed += part.byteLength;
      upstream.write(part.subarray(0, room));
      if (isPut && passed >= cutAt + 600) setTimeout(end, 20);
    });
    upstream.on('data', (part) => client.write(part));
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
};
