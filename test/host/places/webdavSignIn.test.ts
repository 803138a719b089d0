import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { at, listed, make } from './facing.ts';
import { errorOf, good, nameOf } from './opened.ts';
import { type Answering, say, startHostile } from './servers/hostile.ts';

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

  it('gets the user, the password and its own words byte for byte in UTF-8, in a digest as in a plain one', async () => {
    const [user, password, realm] = ['szőke.ștefan', 'árvíztűrő', 'Közös tűzhely'];
    const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');
    const { url, seen } = await startHostile(asking(`Digest realm="${Buffer.from(realm, 'utf8').toString('latin1')}", nonce="n"`));
    expect(errorOf(await make(at(url, { user, password }), 'list'))).toBe('placeRefused');
    const sent = Buffer.from(seen.at(-1)?.authorization ?? '', 'latin1').toString('utf8');
    expect(sent).toContain(`username="${user}", realm="${realm}"`);
    expect(sent).toContain(`response="${md5(`${md5(`${user}:${realm}:${password}`)}:n:${md5('PROPFIND:/dav/replicas/')}`)}"`);
  });

  it('is the one whose address was given, also where a slash was typed twice', async () => {
    const { url, seen } = await startHostile(say(404));
    await make(at(url.replace('/dav/', '//dav//folder')), 'read');
    expect(seen.map(({ path }) => path)).toEqual([`/dav/folder/${nameOf()}`]);
  });
});
