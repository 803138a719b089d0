import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../src/base/result.ts';
import { openDataFolder } from '../../../src/host/dataFolder.ts';
import type { KnownPlace } from '../../../src/ipc/contract.ts';
import { bytesOf, hostIn, sha256Of, temporaryFolder } from '../open.ts';
import { added, adding, cluster, machineOf } from './machine.ts';
import { noise, szeged, timisoara } from './opened.ts';
import { say, startHostile } from './servers/hostile.ts';

const run = 'a'.repeat(20);
const slot = { run, n: 1, form: 'json.gz' } as const;
const png = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise(length)]));

/** Two offices with one folder between them. */
const setUp = async () => {
  const path = temporaryFolder();
  const [mine, theirs] = [await machineOf(szeged), await machineOf(timisoara)];
  const here = (await added(mine.host, adding(path))).id;
  const there = (await added(theirs.host, adding(path, { device: timisoara }))).id;
  return { path, mine, theirs, here, there };
};

/** A place that the host knows without having asked it anything. */
const rememberPlace = (data: string, config: KnownPlace['config']): string => {
  const id = 'b'.repeat(20);
  const place: KnownPlace = { id, label: 'x', config, cluster, createOnly: 'byServer', sealed: false, addedAt: 1 };
  writeFileSync(join(data, 'places.json'), JSON.stringify({ version: 1, places: [place] }));
  return id;
};

/** Every file below `folder` with its content. */
const contentOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), sha256Of(new Uint8Array(readFileSync(join(entry.parentPath, entry.name))))]),
  );

describe('a shared place of the host', () => {
  it('is probed, marked for the cluster and remembered over a restart', async () => {
    const path = temporaryFolder();
    const { data, host } = await machineOf(szeged);
    const place = await added(host, adding(path));
    expect(JSON.parse(readFileSync(join(path, 'interreg-cluster.json'), 'utf8'))).toEqual({
      format: 'interreg-cluster/place',
      version: 1,
      cluster,
    });
    expect(readdirSync(join(path, 'replicas', szeged))).toEqual([]);
    const known = await hostIn(data).listPlaces({});
    expect(known.ok && known.value).toMatchObject([{ id: place.id, label: 'Közös mappa', createOnly: 'byServer', sealed: false, cluster }]);
    expect(await host.forgetPlace({ place: place.id })).toEqual(ok(null));
    expect(await hostIn(data).listPlaces({})).toEqual(ok([]));
    expect(readdirSync(path)).toContain('interreg-cluster.json');
  });

  it('of another cluster is refused, and nothing is written there', async () => {
    const { path } = await setUp();
    const before = contentOf(path);
    const { host } = await machineOf(timisoara);
    expect(await host.addPlace(adding(path, { cluster: 'cluster-2' }))).toEqual({
      ok: false,
      error: { type: 'placeOtherCluster', cluster },
    });
    expect(contentOf(path)).toEqual(before);
    expect(await host.listPlaces({})).toEqual(ok([]));
  });

  it.each([
    ['{"format":"interreg-cluster/place","version":2,"cluster":"cluster-1"}', { type: 'placeNewer', version: 2 }],
    ['{"format":"other","version":1,"cluster":"cluster-1"}', { type: 'placeMarkerUnreadable' }],
    ['{"format":"interreg-cluster/place","version":1}', { type: 'placeMarkerUnreadable' }],
    ['', { type: 'placeMarkerUnreadable' }],
    ['{"format":"interreg-cluster/place","vers', { type: 'placeMarkerUnreadable' }],
    ['x'.repeat(5000), { type: 'placeMarkerUnreadable' }],
    ['\xff\xfe', { type: 'placeMarkerUnreadable' }],
  ])('is left alone where its marker is %j', async (marker, error) => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'interreg-cluster.json'), marker, 'latin1');
    const { host } = await machineOf(szeged);
    expect(await host.addPlace(adding(path))).toEqual({ ok: false, error });
    expect(readdirSync(path)).toEqual(['interreg-cluster.json']);
  });

  it.each([
    [{ kind: 'folder', path: 'relative/folder' }, 'placeAddressUnusable'],
    [{ kind: 'folder', path: '/no/such/folder' }, 'placeFolderMissing'],
    [{ kind: 'folder', path: '/etc/passwd' }, 'placeIsFile'],
    [{ kind: 'folder', path: '/etc/passwd/folder' }, 'placeFolderMissing'],
    [{ kind: 'webdav', url: 'http://example.org/dav', user: 'u' }, 'placeWantsTls'],
    [{ kind: 'webdav', url: 'http://127.0.0.1.example.org/dav', user: 'u' }, 'placeWantsTls'],
    [{ kind: 'webdav', url: 'https://user:password@example.org/dav', user: 'u' }, 'placeAddressUnusable'],
    [{ kind: 'webdav', url: 'https://example.org/dav?x=1', user: 'u' }, 'placeAddressUnusable'],
    [{ kind: 'webdav', url: 'https://example.org/dav', user: 'u', ca: '-----BEGIN CERTIFICATE-----\nMIIB' }, 'placeAuthorityUnusable'],
    [{ kind: 'webdav', url: 'http://127.0.0.1:1/', user: 'u' }, 'placeUnreachable'],
    [{ kind: 's3', endpoint: 'http://example.org', region: 'r', bucket: 'bucket', prefix: '', accessKey: 'k' }, 'placeWantsTls'],
    [{ kind: 's3', endpoint: 'http://127.0.0.1:1', region: 'r', bucket: 'bucket', prefix: '', accessKey: 'k' }, 'placeUnreachable'],
    [{ kind: 's3', endpoint: 'http://127.0.0.1:1', region: 'r', bucket: 'bucket', prefix: '', accessKey: 'k\u200b' }, 'placeRefused'],
  ] as const)('is not added at %j', async (config, type) => {
    const { data, host } = await machineOf(szeged);
    const before = contentOf(data);
    expect(await host.addPlace(adding('', { config, secret: 'secret' }))).toMatchObject({ ok: false, error: { type } });
    expect(contentOf(data)).toEqual(before);
  });

  it('keeps its secret for its owner and gives it to nobody', async () => {
    const { url } = await startHostile((request, response) =>
      request.method === 'PROPFIND' ? say(207, '<multistatus/>')(request, response) : say(404)(request, response),
    );
    const { data, host } = await machineOf(szeged);
    const config = { kind: 'webdav', url, user: 'iroda' } as const;
    // The server is unfit, so nothing at all of the place is kept; a place that is fit keeps its secret apart from its address.
    expect((await host.addPlace(adding('', { config, secret: 'sz3cret' }))).ok).toBe(false);
    expect([...contentOf(data).keys()].filter((name) => readFileSync(name, 'utf8').includes('sz3cret'))).toEqual([]);
    const place = await added(host, adding(temporaryFolder(), { secret: 'sz3cret' }));
    const secretFile = join(data, 'secrets', `place.${place.id}.json`);
    expect(statSync(secretFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(data, 'places.json'), 'utf8')).not.toContain('sz3cret');
    for (const answer of [place, await host.listPlaces({}), await host.listPlaceBundles({ place: place.id })])
      expect(JSON.stringify(answer)).not.toContain('sz3cret');
    expect(await host.changePlaceSecret({ place: place.id, secret: 'n3w' })).toEqual(ok(null));
    expect(Buffer.from((JSON.parse(readFileSync(secretFile, 'utf8')) as { readonly secret: string }).secret, 'base64').toString()).toBe(
      'n3w',
    );
    await host.forgetPlace({ place: place.id });
    expect(readdirSync(join(data, 'secrets'))).toEqual([]);
  });

  it('takes a new secret where the one before cannot be read any more', async () => {
    const { data, host } = await machineOf(szeged);
    const { id } = await added(host, adding(temporaryFolder(), { secret: 'before' }));
    writeFileSync(join(data, 'secrets', `place.${id}.json`), 'damaged');
    const started = hostIn(data);
    expect(await started.listPlaceBundles({ place: id })).toMatchObject({ ok: false, error: { type: 'secretDamaged' } });
    expect(await started.changePlaceSecret({ place: id, secret: 'anew' })).toEqual(ok(null));
    expect(await started.listPlaceBundles({ place: id })).toMatchObject({ ok: true, value: { bundles: [] } });
  });

  it('carries a bundle from one office to another, byte for byte', async () => {
    const { mine, theirs, here, there } = await setUp();
    const bundle = noise(100_000);
    const receipt = { sha256: sha256Of(bundle), alreadyThere: false };
    expect(await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle })).toEqual(ok(receipt));
    expect(await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle })).toEqual(
      ok({ ...receipt, alreadyThere: true }),
    );
    expect(await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle: noise(10) })).toMatchObject({
      error: { type: 'nameTaken' },
    });
    expect(await theirs.host.listPlaceBundles({ place: there })).toEqual(
      ok({ bundles: [{ device: szeged, ...slot, bytes: 100_000 }], ignored: 0, serverTime: null, marked: true, sealed: false }),
    );
    expect(await theirs.host.readPlaceBundle({ place: there, device: szeged, ...slot })).toEqual(ok(bundle));
    expect(await mine.host.removePlaceBundles({ place: here, device: szeged, bundles: [slot, { ...slot, n: 2 }] })).toEqual(ok(null));
    expect(await theirs.host.readPlaceBundle({ place: there, device: szeged, ...slot })).toMatchObject({
      error: { type: 'placeFileGone' },
    });
  });

  it('is written and tidied by a device in its own folder only, and by none before its first commit', async () => {
    const { mine, theirs, here, there } = await setUp();
    const bundle = noise(100);
    await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle });
    const refused = { ok: false, error: { type: 'notOwnDevice' } };
    expect(await theirs.host.publishPlaceBundle({ place: there, device: szeged, ...slot, n: 2, bundle })).toEqual(refused);
    expect(await theirs.host.removePlaceBundles({ place: there, device: szeged, bundles: [slot] })).toEqual(refused);
    rmSync(join(mine.data, 'sentinel.json'));
    rmSync(join(mine.data, 'safety'), { recursive: true });
    expect(await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, n: 2, bundle })).toEqual(refused);
    expect(await theirs.host.readPlaceBundle({ place: there, device: szeged, ...slot })).toEqual(ok(bundle));
  });

  it('takes nothing unencrypted any more once it is sealed, also after a restart', async () => {
    const { mine, here } = await setUp();
    expect(await mine.host.sealPlace({ place: here })).toEqual(ok(null));
    for (const host of [mine.host, hostIn(mine.data)])
      for (const form of ['json', 'json.gz'] as const)
        expect(await host.publishPlaceBundle({ place: here, device: szeged, run, n: 1, form, bundle: noise(9) })).toEqual({
          ok: false,
          error: { type: 'placeSealed' },
        });
    expect((await mine.host.publishPlaceBundle({ place: here, device: szeged, run, n: 1, form: 'json.gz.age', bundle: noise(9) })).ok).toBe(
      true,
    );
  });

  it('gets nothing unencrypted any more from a call that had begun before it was sealed', async () => {
    const released = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { url, seen } = await startHostile((request, response) => {
      if (request.method !== 'GET') return say(201)(request, response);
      asked.resolve();
      void released.promise.then(() =>
        say(200, `{"format":"interreg-cluster/place","version":1,"cluster":"${cluster}"}`)(request, response),
      );
    });
    const { data, host } = await machineOf(szeged);
    const place = rememberPlace(data, { kind: 'webdav', url, user: '' });
    const publishing = host.publishPlaceBundle({ place, device: szeged, ...slot, bundle: noise(9) });
    await asked.promise;
    expect(await host.sealPlace({ place })).toEqual(ok(null));
    released.resolve();
    expect(await publishing).toEqual({ ok: false, error: { type: 'cancelled' } });
    expect(seen.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it('that was emptied says so, is marked again by the next one who publishes, and is never an error', async () => {
    const { path, mine, theirs, here, there } = await setUp();
    await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle: noise(10) });
    for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true });
    expect(await theirs.host.listPlaceBundles({ place: there })).toEqual(
      ok({ bundles: [], ignored: 0, serverTime: null, marked: false, sealed: false }),
    );
    expect((await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle: noise(11) })).ok).toBe(true);
    expect(await theirs.host.listPlaceBundles({ place: there })).toMatchObject({ value: { bundles: [{ bytes: 11 }], marked: true } });
  });

  it('that turned into another cluster’s is neither read nor written any more', async () => {
    const { path, mine, here } = await setUp();
    writeFileSync(join(path, 'interreg-cluster.json'), '{"format":"interreg-cluster/place","version":1,"cluster":"cluster-9"}');
    const before = contentOf(path);
    const refused = { ok: false, error: { type: 'placeOtherCluster', cluster: 'cluster-9' } };
    expect(await mine.host.listPlaceBundles({ place: here })).toEqual(refused);
    expect(await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle: noise(10) })).toEqual(refused);
    expect(await mine.host.removePlaceBundles({ place: here, device: szeged, bundles: [slot] })).toEqual(refused);
    expect(contentOf(path)).toEqual(before);
  });

  it('that is unmounted for a while is an error and comes back', async () => {
    const { path, mine, here } = await setUp();
    renameSync(path, `${path}-away`);
    for (const answer of [
      await mine.host.listPlaceBundles({ place: here }),
      await mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle: noise(10) }),
      await mine.host.probePlace({ place: here, device: szeged }),
    ])
      expect(answer).toEqual({ ok: false, error: { type: 'placeFolderMissing' } });
    renameSync(`${path}-away`, path);
    expect(await mine.host.listPlaceBundles({ place: here })).toMatchObject({ ok: true, value: { marked: true } });
  });

  it('is unknown where it was never added, whatever is asked', async () => {
    const { host } = await machineOf(szeged);
    const place = 'z'.repeat(20);
    const refused = { ok: false, error: { type: 'placeUnknown' } };
    expect(await host.listPlaceBundles({ place })).toEqual(refused);
    expect(await host.probePlace({ place, device: szeged })).toEqual(refused);
    expect(await host.sealPlace({ place })).toEqual(refused);
    expect(await host.publishPlaceBundle({ place, device: szeged, ...slot, bundle: noise(1) })).toEqual(refused);
    expect(await host.fetchPlaceBlob({ place, sha256: 'a'.repeat(64) })).toEqual(refused);
  });

  it('is not forgotten because its list cannot be read', async () => {
    const { mine, here } = await setUp();
    writeFileSync(join(mine.data, 'places.json'), '{"version":1,"pla');
    const damaged = { ok: false, error: { type: 'diskFailed', code: 'EBADMSG' } };
    expect(await hostIn(mine.data).listPlaces({})).toEqual(damaged);
    expect(await hostIn(mine.data).addPlace(adding(temporaryFolder()))).toEqual(damaged);
    expect(await hostIn(mine.data).forgetPlace({ place: here })).toEqual(damaged);
    expect(readFileSync(join(mine.data, 'places.json'), 'utf8')).toBe('{"version":1,"pla');
  });

  it('ends what it is doing when cancelled, and works afterwards', async () => {
    const { url } = await startHostile(() => undefined);
    const { data, host } = await machineOf(szeged);
    const place = rememberPlace(data, { kind: 'webdav', url, user: '' });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const listing = host.listPlaceBundles({ place });
      await new Promise((resolve) => setTimeout(resolve, 50));
      await host.cancelPlaceWork({ place });
      expect(await listing).toEqual({ ok: false, error: { type: 'cancelled' } });
    }
  });
});

describe('what is begun with a shared place', () => {
  it('ends when it is cancelled, at whatever step it is', async () => {
    const { path, mine, here } = await setUp();
    const bundles = Array.from({ length: 500 }, (_, at) => ({ ...slot, n: at + 1 }));
    const calls = [
      () => mine.host.publishPlaceBundle({ place: here, device: szeged, ...slot, bundle: noise(10) }),
      () => mine.host.removePlaceBundles({ place: here, device: szeged, bundles }),
      () => mine.host.listPlaceBundles({ place: here }),
    ];
    const before = contentOf(path);
    for (const call of calls) {
      const work = call();
      await mine.host.cancelPlaceWork({ place: here });
      expect(await work).toEqual({ ok: false, error: { type: 'cancelled' } });
    }
    expect(contentOf(path)).toEqual(before);
  });

  it('leaves no secret behind where the place cannot be noted, and no place whose secret cannot be removed', async () => {
    const { data, host } = await machineOf(szeged);
    mkdirSync(join(data, 'places.json.unfinished'));
    expect(await host.addPlace(adding(temporaryFolder(), { secret: 'sz3cret' }))).toMatchObject({ error: { type: 'diskFailed' } });
    expect(readdirSync(join(data, 'secrets'))).toEqual([]);
    rmSync(join(data, 'places.json.unfinished'), { recursive: true });
    const place = await added(host, adding(temporaryFolder(), { secret: 'sz3cret' }));
    const file = join(data, 'secrets', `place.${place.id}.json`);
    rmSync(file);
    mkdirSync(file);
    expect(await host.forgetPlace({ place: place.id })).toMatchObject({ error: { type: 'diskFailed' } });
    expect(await host.listPlaces({})).toMatchObject({ value: [{ id: place.id }] });
    rmSync(file, { recursive: true });
    expect(await host.forgetPlace({ place: place.id })).toEqual(ok(null));
    expect(await host.listPlaces({})).toEqual(ok([]));
  });
});

describe('photos and files in a shared place', () => {
  it('go from one host to another by their hash, once', async () => {
    const { path, mine, theirs, here, there } = await setUp();
    const photo = png(200_000);
    const sha256 = sha256Of(photo);
    await mine.host.putAttachment({ sha256, file: photo });
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toEqual(ok(null));
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toEqual(ok(null));
    expect(readdirSync(join(path, 'blobs'))).toEqual([sha256]);
    expect(await theirs.host.listPlaceBlobs({ place: there })).toEqual(ok([{ sha256, bytes: photo.byteLength, sealed: false }]));
    expect(await theirs.host.fetchPlaceBlob({ place: there, sha256 })).toEqual(ok({ bytes: photo.byteLength }));
    expect(await theirs.host.getAttachment({ sha256 })).toEqual(ok(photo));
    expect(readdirSync(join(theirs.data, 'incoming'))).toEqual([]);
  });

  it('go on where the last attempt ended, also after a restart', async () => {
    const { mine, theirs, here, there } = await setUp();
    const photo = png(500_000);
    const sha256 = sha256Of(photo);
    await mine.host.putAttachment({ sha256, file: photo });
    await mine.host.putPlaceBlob({ place: here, sha256 });
    mkdirSync(join(theirs.data, 'incoming'));
    writeFileSync(join(theirs.data, 'incoming', sha256), photo.subarray(0, 300_001));
    const opened = await openDataFolder(theirs.data);
    if (opened.ok) opened.value.release();
    expect(await hostIn(theirs.data).fetchPlaceBlob({ place: there, sha256 })).toEqual(ok({ bytes: photo.byteLength }));
    expect(await theirs.host.getAttachment({ sha256 })).toEqual(ok(photo));
  });

  it('are fetched once by two that ask at the same moment', async () => {
    const { mine, theirs, here, there } = await setUp();
    const photo = png(900_000);
    const sha256 = sha256Of(photo);
    await mine.host.putAttachment({ sha256, file: photo });
    await mine.host.putPlaceBlob({ place: here, sha256 });
    const both = await Promise.all([1, 2, 3].map(() => theirs.host.fetchPlaceBlob({ place: there, sha256 })));
    expect(both).toEqual([1, 2, 3].map(() => ok({ bytes: photo.byteLength })));
    expect(await theirs.host.getAttachment({ sha256 })).toEqual(ok(photo));
  });

  it('are refused where the bytes are not those of the hash, and fetched anew when they have become so', async () => {
    const { path, mine, theirs, here, there } = await setUp();
    const photo = png(1000);
    const sha256 = sha256Of(photo);
    mkdirSync(join(path, 'blobs'));
    for (const wrong of [
      new Uint8Array(photo.map((byte, at) => (at === 500 ? byte ^ 1 : byte))),
      photo.subarray(0, 400),
      png(2000),
      bytesOf('<html>'),
    ]) {
      writeFileSync(join(path, 'blobs', sha256), wrong);
      expect(await theirs.host.fetchPlaceBlob({ place: there, sha256 })).toMatchObject({ error: { type: 'hashMismatch' } });
      expect(await theirs.host.getAttachment({ sha256 })).toMatchObject({ error: { type: 'notFound' } });
      expect(readdirSync(join(theirs.data, 'incoming'))).toEqual([]);
    }
    await mine.host.putAttachment({ sha256, file: photo });
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toMatchObject({ error: { type: 'placeChanged' } });
    rmSync(join(path, 'blobs', sha256));
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toEqual(ok(null));
    expect(await theirs.host.fetchPlaceBlob({ place: there, sha256 })).toEqual(ok({ bytes: photo.byteLength }));
  });

  it('that are no picture and no document are not kept, whatever their hash', async () => {
    const { path, theirs, there } = await setUp();
    const page = bytesOf('<html><script>alert(1)</script>');
    mkdirSync(join(path, 'blobs'));
    writeFileSync(join(path, 'blobs', sha256Of(page)), page);
    expect(await theirs.host.fetchPlaceBlob({ place: there, sha256: sha256Of(page) })).toMatchObject({
      error: { type: 'fileTypeRefused' },
    });
    expect(readdirSync(join(theirs.data, 'incoming'))).toEqual([]);
  });

  it('go into a sealed place encrypted only, and open with the key that stays with the host', async () => {
    const { path, mine, theirs, here, there } = await setUp();
    const photo = png(150_000);
    const sha256 = sha256Of(photo);
    await mine.host.putAttachment({ sha256, file: photo });
    await mine.host.sealPlace({ place: here });
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toEqual({ ok: false, error: { type: 'placeSealed' } });
    expect(await mine.host.putPlaceBlob({ place: here, sha256, recipients: [] })).toMatchObject({ error: { type: 'recipientsMissing' } });
    const keys = await theirs.host.keys({});
    if (!keys.ok) throw new Error(keys.error.type);
    const recipients = [keys.value.recipient];
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await mine.host.putPlaceBlob({ place: here, sha256, recipients })).toEqual(ok(null));
    expect(readdirSync(join(path, 'blobs'))).toEqual([`${sha256}.age`]);
    expect(readFileSync(join(path, 'blobs', `${sha256}.age`)).includes(Buffer.from(photo.subarray(0, 64)))).toBe(false);
    expect(await theirs.host.listPlaceBlobs({ place: there })).toMatchObject({ value: [{ sha256, sealed: true }] });
    expect(await theirs.host.fetchPlaceBlob({ place: there, sha256 })).toEqual(ok({ bytes: photo.byteLength }));
    expect(await theirs.host.getAttachment({ sha256 })).toEqual(ok(photo));
    const stranger = await machineOf(timisoara);
    const at = (await added(stranger.host, adding(path, { device: timisoara }))).id;
    await stranger.host.keys({});
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await stranger.host.fetchPlaceBlob({ place: at, sha256 })).toEqual({ ok: false, error: { type: 'photoNotForUs' } });
    const own = await stranger.host.keys({});
    const renewed = [own.ok ? own.value.recipient : '']; // As long as the copy before it.
    expect(await mine.host.putPlaceBlob({ place: here, sha256, recipients: renewed, renew: true })).toEqual(ok(null));
    expect(readdirSync(join(path, 'blobs'))).toEqual([`${sha256}.age`]);
    expect(await stranger.host.fetchPlaceBlob({ place: at, sha256 })).toEqual(ok({ bytes: photo.byteLength }));
    expect(readdirSync(join(stranger.data, 'incoming'))).toEqual([]);
    writeFileSync(join(path, 'blobs', `${sha256}.age`), 'age-encryption.org/v1\ndamaged');
    const late = await machineOf(timisoara);
    const from = (await added(late.host, adding(path, { device: timisoara }))).id;
    expect(await late.host.fetchPlaceBlob({ place: from, sha256 })).toMatchObject({ error: { type: 'hashMismatch' } });
  });

  it('of which a damaged copy lies in an open place are put there anew when that is asked for, and not otherwise', async () => {
    const { path, mine, theirs, here, there } = await setUp();
    const photo = png(1000);
    const sha256 = sha256Of(photo);
    await mine.host.putAttachment({ sha256, file: photo });
    await mine.host.putPlaceBlob({ place: here, sha256 });
    const damaged = Uint8Array.from(photo, (byte, at) => (at === 900 ? byte ^ 1 : byte));
    writeFileSync(join(path, 'blobs', sha256), damaged);
    expect(await theirs.host.fetchPlaceBlob({ place: there, sha256 })).toMatchObject({ error: { type: 'hashMismatch' } });
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toMatchObject({ error: { type: 'placeChanged' } });
    expect(await theirs.host.putPlaceBlob({ place: there, sha256, renew: true })).toMatchObject({ error: { type: 'notFound' } });
    expect(readdirSync(join(path, 'blobs')), 'whoever has not got it takes nothing away').toEqual([sha256]);
    expect(await mine.host.putPlaceBlob({ place: here, sha256, renew: true })).toEqual(ok(null));
    expect(await theirs.host.fetchPlaceBlob({ place: there, sha256 })).toEqual(ok({ bytes: photo.byteLength }));
  });

  it('that are missing here or there are told apart', async () => {
    const { mine, here } = await setUp();
    const sha256 = 'f'.repeat(64);
    expect(await mine.host.putPlaceBlob({ place: here, sha256 })).toMatchObject({ error: { type: 'notFound' } });
    expect(await mine.host.fetchPlaceBlob({ place: here, sha256 })).toMatchObject({ error: { type: 'placeFileGone' } });
  });
});
