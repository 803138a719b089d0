import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../src/base/result.ts';
import { type BundleForm, bundleName } from '../../../src/exchange/placeName.ts';
import { openFolder } from '../../../src/host/places/folder.ts';
import { type FolderFiles, nodeFiles } from '../../../src/host/places/folderFiles.ts';
import { s3Identity, webdavIdentity } from '../../../src/host/places/serverIdentity.ts';

import { hostIn, temporaryFolder } from '../open.ts';
import { added, adding, cluster, machineOf } from './machine.ts';
import { noise, slotOf, someRun, szeged, timisoara } from './opened.ts';
import { stickFiles } from './stickFiles.ts';

const refused = { ok: false, error: { type: 'placeKnown', place: 'Közös mappa' } };

describe('a place that is set up already', () => {
  it.each([
    ['as it was typed', (path: string) => path],
    ['with a slash at its end', (path: string) => `${path}/`],
    ['by a way round', (path: string) => `${path}/../${path.slice(path.lastIndexOf('/') + 1)}/.`],
    [
      'through a link',
      (path: string) => {
        symlinkSync(path, `${path}-link`);
        return `${path}-link`;
      },
    ],
  ])('is not added a second time, open or sealed: %s', async (_spelt, spell) => {
    const path = temporaryFolder();
    const { data, host } = await machineOf(szeged);
    await added(host, adding(path, { sealed: true }));
    const before = readdirSync(path, { recursive: true });
    const again = spell(path);
    for (const sealed of [false, true]) expect(await host.addPlace(adding(again, { sealed, label: 'Másik' }))).toEqual(refused);
    expect(await hostIn(data).addPlace(adding(again))).toEqual(refused);
    expect(await host.listPlaces({})).toMatchObject({ value: [{ label: 'Közös mappa', sealed: true }] });
    expect(readdirSync(path, { recursive: true })).toEqual(before);
  });

  it('is not added twice by two calls at the same time', async () => {
    const path = temporaryFolder();
    const { host } = await machineOf(szeged);
    const both = await Promise.all([host.addPlace(adding(path)), host.addPlace(adding(`${path}/`))]);
    expect(both.map((each) => each.ok)).toEqual([true, false]);
  });

  it('keeps nobody from adding a folder beside it or in it, nor itself once it was forgotten', async () => {
    const path = temporaryFolder();
    mkdirSync(join(path, 'benne'));
    const { host } = await machineOf(szeged);
    const { id } = await added(host, adding(path));
    await added(host, adding(join(path, 'benne')));
    await added(host, adding(temporaryFolder()));
    await host.forgetPlace({ place: id });
    await added(host, adding(path));
  });

  it('is known again while it is not there, and keeps nobody waiting where its drive hangs', async () => {
    const path = temporaryFolder();
    const { host } = await machineOf(szeged);
    await added(host, adding(path));
    rmSync(path, { recursive: true });
    expect(await host.addPlace(adding(`${path}/`))).toEqual(refused);
    const hanging: FolderFiles = { ...nodeFiles, identity: () => new Promise(() => undefined) };
    const limits = { windowMs: 30 } as never; // The only limit that matters here.
    const folder = openFolder({ path: '/mnt/away/', files: hanging, limits, suffix: someRun });
    expect(await folder.identity()).toEqual(['/mnt/away']);
  });
});

describe('a folder', () => {
  it('is the same in capitals where the file system takes both for one', async () => {
    const path = join(temporaryFolder(), 'kozos');
    mkdirSync(path);
    const identityOf = (spelt: string) => openFolder({ path: spelt, files: stickFiles, suffix: someRun }).identity();
    const [one, other] = [await identityOf(path), await identityOf(join(dirname(path), 'KOZOS'))];
    expect(one.some((each) => other.includes(each))).toBe(true);
  });
});

describe('the address of a server', () => {
  it.each([
    ['https://Example.org:443/dav/kozos/', 'https://example.org/dav/kozos'],
    ['https://example.org/dav//kozos', 'https://example.org/dav/kozos'],
    ['https://example.org/dav/x/../kozos', 'https://example.org/dav/kozos'],
    ['https://example.org/dav/k%6Fzos/', 'https://example.org/dav/kozos'],
    ['https://example.org/dav/k%c3%b6z%C3%B6s', 'https://example.org/dav/közös'],
    ['http://example.org/dav/kozos', 'https://example.org/dav/kozos'],
  ])('%s is %s', (one, other) => {
    expect(webdavIdentity(one)).toBe(webdavIdentity(other));
  });

  it.each([
    ['https://example.org/dav/kozos', 'https://example.org/dav/Kozos'],
    ['https://example.org/dav/kozos', 'https://example.org:8443/dav/kozos'],
    ['https://example.org/dav/kozos', 'https://example.org/dav'],
    ['https://example.org/a%2Fb', 'https://example.org/a/b'],
    ['https://example.org/%ff', 'https://example.org/%fe'],
  ])('%s is not %s', (one, other) => {
    expect(webdavIdentity(one)).not.toBe(webdavIdentity(other));
  });

  it('is, of a bucket, its endpoint, its name and the folder in it', () => {
    const at = { endpoint: 'https://s3.example.org', bucket: 'kozos', prefix: 'a/b' };
    expect(s3Identity({ ...at, endpoint: 'https://S3.example.org:443/' })).toBe(s3Identity(at));
    for (const other of [{ endpoint: 'https://s4.example.org' }, { bucket: 'masik' }, { prefix: 'a/B' }, { prefix: '' }])
      expect(s3Identity({ ...at, ...other })).not.toBe(s3Identity(at));
    expect(s3Identity(at)).not.toBe(webdavIdentity('https://s3.example.org/kozos/a/b'));
  });
});

/** Puts a file there as a machine of another office would, or a stranger. */
const put = (path: string, form: BundleForm): void => {
  const file = join(path, bundleName(slotOf({ device: timisoara, form })));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, noise(20));
};

const publishing = (place: string, form: BundleForm) => ({ place, device: szeged, run: 'a'.repeat(20), n: 1, form, bundle: noise(9) });

describe('a place where something encrypted lies', () => {
  it.each(['json.age', 'json.gz.age'] as const)('is sealed from the start, whatever was asked for: %s', async (form) => {
    const path = temporaryFolder();
    put(path, form);
    const { data, host } = await machineOf(szeged);
    const { id, sealed } = await added(host, adding(path, { sealed: false }));
    expect(sealed).toBe(true);
    expect(await hostIn(data).listPlaces({})).toMatchObject({ value: [{ sealed: true }] });
    expect(await host.publishPlaceBundle(publishing(id, 'json.gz'))).toEqual(err({ type: 'placeSealed' }));
    expect(await host.publishPlaceBundle(publishing(id, 'json.gz.age'))).toMatchObject({ ok: true });
  });

  it('is sealed again when it was forgotten and is added once more', async () => {
    const path = temporaryFolder();
    const { host } = await machineOf(szeged);
    const first = await added(host, adding(path, { sealed: true }));
    expect(await host.publishPlaceBundle(publishing(first.id, 'json.gz.age'))).toMatchObject({ ok: true });
    await host.forgetPlace({ place: first.id });
    expect(await added(host, adding(path, { sealed: false }))).toMatchObject({ sealed: true });
  });

  it('is sealed from the next look on where it was open before, also after a restart and once the file has gone', async () => {
    const path = temporaryFolder();
    const { data, host } = await machineOf(szeged);
    const { id } = await added(host, adding(path));
    put(path, 'json.gz');
    expect(await host.listPlaceBundles({ place: id })).toMatchObject({ value: { sealed: false } });
    put(path, 'json.gz.age');
    expect(await host.listPlaceBundles({ place: id })).toMatchObject({ value: { sealed: true } });
    rmSync(join(path, 'replicas'), { recursive: true });
    for (const each of [host, hostIn(data)]) {
      expect(await each.listPlaceBundles({ place: id })).toMatchObject({ value: { bundles: [], sealed: true } });
      expect(await each.publishPlaceBundle(publishing(id, 'json.gz'))).toEqual(err({ type: 'placeSealed' }));
    }
  });

  it('stays open where a name only looks encrypted, and where it cannot be looked into', async () => {
    const path = temporaryFolder();
    const folder = join(path, 'replicas', timisoara);
    mkdirSync(folder, { recursive: true });
    for (const name of ['a.age', `${'a'.repeat(20)}-000001 (1).json.gz.age`, `${'a'.repeat(20)}-000000.json.age`])
      writeFileSync(join(folder, name), 'x');
    writeFileSync(join(path, 'notes.age'), 'x');
    const { host } = await machineOf(szeged);
    const { id, sealed } = await added(host, adding(path));
    expect(sealed).toBe(false);
    writeFileSync(join(path, 'interreg-cluster.json'), `{"format":"interreg-cluster/place","version":1,"cluster":"${cluster}-2"}`);
    put(path, 'json.gz.age');
    expect((await host.listPlaceBundles({ place: id })).ok).toBe(false);
    expect(await host.listPlaces({})).toMatchObject(ok([{ sealed: false }]));
  });
});
