import { describe, expect, test } from 'vitest';
import { placeConfigSchema } from '../../../../src/ipc/contract/places.ts';
import {
  addressLine,
  asksForPlainHttp,
  configOf,
  emptyForm,
  labelOf,
  missingOf,
  missingWith,
  unfitOf,
} from '../../../../src/renderer/features/exchange/places/placeForm.ts';

describe('the form of a shared place', () => {
  test('is complete once a folder, an address, or a server with bucket and key is named', () => {
    expect(configOf(emptyForm)).toBeNull();
    expect(configOf({ ...emptyForm, path: ' /mnt/közös ' })).toEqual({ kind: 'folder', path: '/mnt/közös' });
    expect(configOf({ ...emptyForm, kind: 'webdav' })).toBeNull();
    const s3 = { ...emptyForm, kind: 's3' as const, endpoint: 's3.example.eu', bucket: 'cluster' };
    expect(configOf(s3)).toBeNull();
    expect([emptyForm, s3, { ...s3, accessKey: 'key' }].map(missingOf)).toEqual([['path'], ['accessKey'], []]);
    expect([missingWith(s3, ''), missingWith(s3, 'x'), missingWith(emptyForm, '')]).toEqual([
      ['accessKey', 'secretKey'],
      ['accessKey'],
      ['path'],
    ]);
  });

  test('takes an address without protocol as a protected one, and the host takes what the form makes', () => {
    const webdav = configOf({ ...emptyForm, kind: 'webdav', url: 'cloud.example.ro/dav/', user: ' ion ' });
    const s3 = configOf({
      ...emptyForm,
      kind: 's3',
      endpoint: 's3.example.eu',
      bucket: 'cluster',
      accessKey: 'key',
      prefix: '/offices/all/',
    });
    expect(webdav).toEqual({ kind: 'webdav', url: 'https://cloud.example.ro/dav/', user: 'ion' });
    expect(s3).toMatchObject({ endpoint: 'https://s3.example.eu', prefix: 'offices/all', region: 'us-east-1' });
    for (const config of [webdav, s3]) expect(placeConfigSchema.safeParse(config).success).toBe(true);
  });

  const typed = {
    webdav: { ...emptyForm, kind: 'webdav' as const, url: 'https://cloud.example.ro/dav' },
    s3: { ...emptyForm, kind: 's3' as const, endpoint: 's3.example.eu', bucket: 'cluster', accessKey: 'key' },
  };
  test.each([
    [{ ...typed.webdav, url: 'https://' }, 'url'],
    [{ ...typed.webdav, url: 'our cloud/dav' }, 'url'],
    [{ ...typed.webdav, url: 'ftp://cloud.example.ro/dav' }, 'url'],
    [{ ...typed.webdav, url: 'https://cloud.example.ro/közös mappa' }, null],
    [{ ...typed.s3, endpoint: 'https://s3 example' }, 'endpoint'],
    [{ ...typed.s3, bucket: 'Iroda' }, 'bucket'],
    [{ ...typed.s3, bucket: 'az' }, 'bucket'],
    [{ ...typed.s3, bucket: ' közös ' }, 'bucket'],
    [{ ...typed.s3, endpoint: 'cluster.s3.eu-central-1.amazonaws.com' }, 'bucketInAddress'],
    [{ ...typed.s3, endpoint: 'https://cluster.s3-eu-west-1.amazonaws.com/' }, 'bucketInAddress'],
    [{ ...typed.s3, endpoint: 'https://s3.example.eu:9000/cluster/' }, 'bucketInAddress'],
    [{ ...typed.s3, endpoint: 'https://example.eu/storage/s3' }, null],
    [{ ...typed.s3, endpoint: 'https://cluster.example.eu' }, null],
    [{ ...typed.s3, prefix: 'közös' }, 'prefix'],
    [{ ...typed.s3, prefix: '../all' }, 'prefix'],
    [{ ...typed.s3, prefix: ' /offices/all ' }, null],
    [{ ...emptyForm, path: '/mnt/közös' }, null],
  ] as const)('says of %j before the host is asked that this cannot be right: %s', (form, field) => {
    expect(unfitOf(form)).toBe(field);
    expect(placeConfigSchema.safeParse(configOf(form)).success).toBe(field === null);
  });

  test('takes a plain address only after somebody has said that it is meant', () => {
    const typed = { ...emptyForm, kind: 'webdav' as const, url: 'HTTP://nas.local/dav' };
    expect(asksForPlainHttp(typed)).toBe(true);
    expect(configOf(typed)).toBeNull();
    expect(configOf({ ...typed, plainHttp: true })).toMatchObject({ plainHttp: true });
    expect(configOf({ ...typed, url: 'https://nas.local/dav', plainHttp: true })).not.toHaveProperty('plainHttp');
  });

  test('names a place by the last part of its address when nobody names it', () => {
    const folder = { kind: 'folder', path: 'D:\\Közös\\Interreg\\' } as const;
    expect(labelOf(emptyForm, folder)).toBe('Interreg');
    expect(labelOf({ ...emptyForm, label: ' Pendrive ' }, folder)).toBe('Pendrive');
    expect(addressLine(folder)).toBe(folder.path);
  });
});
