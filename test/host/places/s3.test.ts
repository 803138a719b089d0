import { CreateBucketCommand, DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import type { SharedPlace } from '../../../src/exchange/place.ts';
import { openS3, type S3Options } from '../../../src/host/places/s3.ts';
import { itIsASharedPlace } from './itIsASharedPlace.ts';
import { bytesOf, errorOf, good, nameOf, namesIn, type OpenedPlace, someRun, szeged, textOf } from './opened.ts';
import { lacksRadosgw, startRadosgw } from './servers/radosgw.ts';
import { startTlsFront } from './servers/tlsFront.ts';

const impossible = lacksRadosgw();
const server = impossible === null ? await startRadosgw() : null;
const reason = impossible ?? (server === null ? 'Debian packages of RadosGW could not be fetched or started' : null);
if (reason !== null) console.warn(`The S3 suite is skipped: ${reason}.`);
afterAll(() => server?.stop(), 60_000);

const { endpoint = '', accessKey = '', secretKey = '' } = server ?? {};
const operator = new S3Client({
  endpoint,
  region: 'default',
  forcePathStyle: true,
  credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  requestChecksumCalculation: 'WHEN_REQUIRED',
});
const Bucket = 'cluster';
if (server !== null) await operator.send(new CreateBucketCommand({ Bucket }));

const optionsOf = (prefix: string, change: Partial<S3Options> = {}): S3Options => ({
  endpoint,
  region: 'default',
  bucket: Bucket,
  prefix,
  accessKey,
  secretKey,
  createOnly: 'byServer',
  ...change,
});

const emptyBelow = async (prefix: string): Promise<void> => {
  const { Contents = [] } = await operator.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/` }));
  await Promise.all(Contents.map(({ Key }) => operator.send(new DeleteObjectCommand({ Bucket, Key }))));
};

let prefixes = 0;
const openWith =
  (change: Partial<S3Options> = {}) =>
  async (): Promise<OpenedPlace> => {
    prefixes += 1;
    const prefix = `offices/joint.place-${prefixes}`;
    const [mine, theirs] = [openS3(optionsOf(prefix, change)), openS3(optionsOf(prefix, change))];
    return {
      mine,
      theirs,
      settle: async () => undefined,
      put: async (path, Body) => void (await operator.send(new PutObjectCommand({ Bucket, Key: `${prefix}/${path}`, Body }))),
      empty: () => emptyBelow(prefix),
      requests: mine.requests,
    };
  };

describe.skipIf(reason !== null)(`S3${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  itIsASharedPlace('Ceph RadosGW', openWith());
  itIsASharedPlace('Ceph RadosGW, looking before it writes', openWith({ createOnly: 'byChecking' }));

  const everyCall = (place: SharedPlace) => ({
    list: () => place.list('bundles'),
    read: () => place.read(nameOf(), { maxBytes: 100, sink: () => undefined }),
    writeNew: () => place.writeNew(nameOf(), bytesOf('bundle')),
    remove: () => place.remove(nameOf()),
    probe: () => place.probe({ device: szeged, run: someRun() }),
  });
  const calls = ['list', 'read', 'writeNew', 'remove', 'probe'] as const;

  it.each(calls)('refuses a wrong secret key in %s, and a wrong access key', async (call) => {
    for (const change of [{ secretKey: 'wrong' }, { accessKey: 'nobody' }])
      expect(errorOf(await everyCall(openS3(optionsOf('refused', change)))[call]())).toBe('placeRefused');
  });

  it.each(['list', 'writeNew', 'probe'] as const)('says in %s that there is no such bucket', async (call) => {
    expect(errorOf(await everyCall(openS3(optionsOf('missing', { bucket: 'no-such-bucket' })))[call]())).toBe('placeNotFound');
  });

  it('keeps names itself, and says so', async () => {
    const { mine } = await openWith()();
    expect(good(await mine.probe({ device: szeged, run: someRun() })).createOnly).toBe('byServer');
  });

  it.each([-10, 10])('works on a computer whose clock is %i years off, after one more request', async (years) => {
    const now = Date.now;
    const { mine, requests } = await openWith()();
    try {
      Date.now = () => now() + years * 365 * 24 * 60 * 60_000;
      good(await mine.writeNew(nameOf(), bytesOf('bundle')));
      expect(requests()).toBe(2);
      expect(await textOf(mine, nameOf())).toBe('bundle');
      expect(requests()).toBe(3);
      const { serverTime } = good(await mine.list('bundles'));
      expect(Math.abs((serverTime ?? 0) - now())).toBeLessThan(60_000);
    } finally {
      Date.now = now;
    }
  });

  it('lies in the bucket itself where no folder is named, beside strange files', async () => {
    const place = openS3(optionsOf(''));
    await operator.send(new PutObjectCommand({ Bucket, Key: 'readme.txt', Body: 'hello' }));
    good(await place.writeNew(nameOf(), bytesOf('bundle')));
    expect(await namesIn(place)).toEqual([nameOf()]);
    good(await place.remove(nameOf()));
  });

  it('works over TLS where its authority is trusted, and is sent nothing where it is not or the certificate is for another name', async () => {
    const front = await startTlsFront(endpoint);
    try {
      const [ca, elsewhere] = [front.ca, front.endpoint.replace('127.0.0.1', 'localhost')];
      const trusted = openS3(optionsOf('tls', { endpoint: front.endpoint, ca }));
      good(await trusted.probe({ device: szeged, run: someRun() }));
      good(await trusted.writeNew(nameOf(), bytesOf('bundle')));
      expect(await textOf(trusted, nameOf())).toBe('bundle');
      for (const [change, error] of [
        [{ endpoint: front.endpoint }, 'placeCertificate'],
        [{ endpoint: elsewhere, ca }, 'placeOtherName'],
      ] as const) {
        const place = openS3(optionsOf('tls', change));
        for (const call of calls) expect(errorOf(await everyCall(place)[call]())).toBe(error);
      }
    } finally {
      front.stop();
    }
  });

  it('does not see what lies in a folder whose name only begins alike', async () => {
    const { mine, put } = await openWith()();
    const prefix = `offices/joint.place-${prefixes}`;
    await operator.send(new PutObjectCommand({ Bucket, Key: `${prefix}2/${nameOf()}`, Body: 'other' }));
    await put('replicas-old/x', bytesOf('x'));
    expect(good(await mine.list('bundles'))).toMatchObject({ entries: [], ignored: 0 });
  });
});
