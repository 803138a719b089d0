import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { facing, listed, make, multistatus, resource } from './facing.ts';
import { errorOf, good, nameOf, szeged } from './opened.ts';
import { growthMiB, say } from './servers/hostile.ts';

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
    'T13 that is %s is refused as a whole, in little memory',
    async (what) => {
      const place = await facing(say(207, bodies[what]));
      const growth = await growthMiB(async () => expect(errorOf(await place.list('bundles'))).toBe('placeMisbehaves'));
      expect(growth).toBeLessThan(250);
    },
    9_000,
  );

  it('T14 that is packed although that was not asked for is refused', async () => {
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
  it.each(strange)('T16 that names %j passes over it and keeps what is right', async (href) => {
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

  it.each([401, 403])('of the others comes where one device’s folder may not be looked into: %i', async (status) => {
    const folder = (path: string): string => resource(`/dav/${path}`, '', '<D:collection/>');
    const closed = 'replicas/01990000-0000-7000-8000-00000000000c/';
    const place = await facing((request, response) => {
      const path = request.url ?? '';
      if (path === `/dav/${closed}`) say(status)(request, response);
      else if (path === '/dav/replicas/') listed(folder('replicas/'), folder(closed), folder(`replicas/${szeged}/`))(request, response);
      else listed(folder(`replicas/${szeged}/`), fine)(request, response);
    });
    for (let look = 0; look < 2; look += 1)
      expect(good(await place.list('bundles'))).toMatchObject({ entries: [{ name: nameOf(), bytes: 5 }], ignored: 1 });
  });
});
