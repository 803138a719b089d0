import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.ts';
import type { Handlers, Method } from '../../src/ipc/contract.ts';
import { createGate, type Fault } from '../../src/ipc/gate.ts';
import { methods } from '../../src/ipc/methods.ts';

const sentinel = { cluster: 'c', device: 'd', office: 'o', author: 'a', seq: 1, heads: {}, erased: [], at: 1 };
const hash = 'a'.repeat(64);
const publicKey = `ed25519:${'A'.repeat(43)}`;
const place = 'p'.repeat(20);
const device = '01990000-0000-7000-8000-000000000001';
const slot = { run: 'r'.repeat(20), n: 1, form: 'json.gz' } as const;
const webdav = { kind: 'webdav', url: 'https://example.org/dav/', user: 'u' };
const s3 = { kind: 's3', endpoint: 'https://example.org', region: 'r', bucket: 'bucket', prefix: '', accessKey: 'k' };
const adding = (config: object): object => ({ label: 'Office', config, secret: null, cluster: 'c', device, sealed: false });

const valid: Readonly<Record<Method, unknown>> = {
  hello: {},
  readSettings: {},
  writeSettings: { language: 'hu' },
  readSentinel: {},
  setSafetyCopyAside: {},
  appendSafetyCopy: { seq: 1, snapshot: false, bundle: new Uint8Array(1), sentinel },
  listSafetyCopy: {},
  readSafetyCopy: { name: '000000001.json' },
  freeSpace: {},
  isSnapshotDue: {},
  listSnapshots: {},
  readSnapshot: { name: '20261126T103000Z-000000123-4567.json.gz' },
  keepDrafts: { text: '[]' },
  readDrafts: {},
  putAttachment: { sha256: hash, file: new Uint8Array(1) },
  getAttachment: { sha256: hash },
  noteAttachments: { uses: [{ sha256: hash, of: device }] },
  listPlaces: {},
  addPlace: { label: 'Office', config: { kind: 'folder', path: '/place' }, secret: null, cluster: 'c', device, sealed: false },
  changePlaceSecret: { place, secret: 'new' },
  sealPlace: { place },
  forgetPlace: { place },
  probePlace: { place, device },
  listPlaceBundles: { place },
  readPlaceBundle: { place, device, ...slot },
  publishPlaceBundle: { place, device, ...slot, bundle: new Uint8Array(1) },
  removePlaceBundles: { place, device, bundles: [slot] },
  listPlaceBlobs: { place },
  purgePlaceBlobs: { place },
  putPlaceBlob: { place, sha256: hash },
  fetchPlaceBlob: { place, sha256: hash },
  cancelPlaceWork: { place },
  keys: {},
  officeKey: {},
  signBundle: { sha256: hash },
  foundOffice: { cluster: 'c', office: 'o', device, author: 'a', name: 'Szeged', country: 'HU' },
  requestCertificate: { cluster: 'c', office: 'o', device, author: 'a', officeKey: publicKey },
  admitDevice: { request: { text: '{}', signatures: [] } },
  admitOffice: { cluster: 'c', office: 'o', key: publicKey },
  revokeKey: { cluster: 'c', office: 'o', key: publicKey, upTo: {} },
  rotateOfficeKey: { cluster: 'c', office: 'o' },
  unwrapFileKey: { header: new Uint8Array(1) },
  keepAside: { file: new Uint8Array(1), note: { why: 'unsigned', fileName: 'b.json', office: '', author: '' } },
  listAside: {},
  readAside: { sha256: hash },
  refuseAside: { sha256: hash, refused: true },
  dropAside: { sha256s: [hash] },
};

const record = (): { readonly seen: [string, unknown][]; readonly handlers: Handlers } => {
  const seen: [string, unknown][] = [];
  const handlers = Object.fromEntries(
    methods.map((method) => [
      method,
      async (request: unknown) => {
        seen.push([method, request]);
        return ok('answered');
      },
    ]),
  ) as unknown as Handlers;
  return { seen, handlers };
};

describe('the gate', () => {
  it.each(methods)('hands a valid request to %s as it is', async (method) => {
    const { seen, handlers } = record();
    expect(await createGate(handlers, () => undefined)(method, valid[method])).toEqual(ok('answered'));
    expect(seen).toEqual([[method, valid[method]]]);
  });

  it.each(
    methods.flatMap((method) =>
      [undefined, null, 7, 'text', [], { extra: true }, { ...(valid[method] as object), extra: true }].map(
        (request) => [method, request] as const,
      ),
    ),
  )('keeps from %s the request %j', async (method, request) => {
    const { seen, handlers } = record();
    expect(await createGate(handlers, () => undefined)(method, request)).toEqual({ ok: false, error: { type: 'invalidRequest' } });
    expect(seen).toEqual([]);
  });

  it.each([
    ['readSafetyCopy', { name: '../sentinel.json' }],
    ['readSafetyCopy', { name: '000000001.json\n' }],
    ['readSafetyCopy', { name: '000000001.json.sha256' }],
    ['readSafetyCopy', { name: '/etc/passwd' }],
    ['getAttachment', { sha256: `../${'a'.repeat(61)}` }],
    ['getAttachment', { sha256: 'A'.repeat(64) }],
    ['getAttachment', { sha256: `${'a'.repeat(64)}\n` }],
    ['appendSafetyCopy', { seq: 0, snapshot: false, bundle: new Uint8Array(1), sentinel }],
    ['appendSafetyCopy', { seq: 1.5, snapshot: false, bundle: new Uint8Array(1), sentinel }],
    ['appendSafetyCopy', { seq: 1, snapshot: false, bundle: [1, 2], sentinel }],
    ['appendSafetyCopy', { seq: 1, snapshot: false, bundle: new Uint8Array(1), sentinel: { ...sentinel, heads: { '../x': 1 } } }],
    ['writeSettings', { language: 'xx' }],
    ['readPlaceBundle', { place, device: '../../etc', ...slot }],
    ['readPlaceBundle', { place, device, ...slot, run: `../${'r'.repeat(17)}` }],
    ['readPlaceBundle', { place, device, ...slot, form: 'json.exe' }],
    ['readPlaceBundle', { place, device, ...slot, n: 0 }],
    ['readPlaceBundle', { place, device, ...slot, n: 1_000_000 }],
    ['readPlaceBundle', { place: '../x', device, ...slot }],
    ['fetchPlaceBlob', { place, sha256: '../'.repeat(20) }],
    ['addPlace', adding({ ...webdav, url: 'file:///etc/passwd' })],
    ['addPlace', adding({ ...webdav, user: 'a\r\nb' })],
    ['addPlace', adding({ ...webdav, ca: 'no certificate' })],
    ['addPlace', adding({ ...webdav, rejectUnauthorized: false })],
    ['addPlace', adding({ ...s3, bucket: '../other' })],
    ['addPlace', adding({ ...s3, prefix: '../other' })],
    ['addPlace', adding({ ...s3, prefix: '/other/' })],
    ['addPlace', adding({ kind: 'folder', path: 'a\0b' })],
    ['addPlace', adding({ kind: 'ftp', url: 'ftp://example.org' })],
  ])('lets no strange value into %s: %j', async (method, request) => {
    const { seen, handlers } = record();
    expect(await createGate(handlers, () => undefined)(method, request)).toEqual({ ok: false, error: { type: 'invalidRequest' } });
    expect(seen).toEqual([]);
  });

  it('takes a whole store for the safety copy, however large a bundle of others may be', async () => {
    const whole = { seq: 1, snapshot: true, bundle: new Uint8Array(600 * 1024 * 1024), sentinel };
    expect(await createGate(record().handlers, () => undefined)('appendSafetyCopy', whole)).toEqual(ok('answered'));
  });

  it.each(['', 'constructor', '__proto__', 'toString', 'Hello', 'hello '])('knows no method named %j', async (method) => {
    const { seen, handlers } = record();
    expect(await createGate(handlers, () => undefined)(method, {})).toEqual({ ok: false, error: { type: 'invalidRequest' } });
    expect(seen).toEqual([]);
  });

  it('answers a handler that throws with a value and reports it once', async () => {
    const faults: Fault[] = [];
    const cause = new Error('disk on fire');
    const handlers: Handlers = {
      ...record().handlers,
      hello: () => {
        throw cause;
      },
    };
    expect(await createGate(handlers, (fault) => faults.push(fault))('hello', {})).toEqual({ ok: false, error: { type: 'desktopFault' } });
    expect(faults).toEqual([{ method: 'hello', cause }]);
  });

  it('survives a request whose members throw when they are read', async () => {
    const trap = {
      get language(): string {
        throw new Error('trap');
      },
    };
    const faults: Fault[] = [];
    expect(await createGate(record().handlers, (fault) => faults.push(fault))('writeSettings', trap)).toMatchObject({ ok: false });
  });
});
