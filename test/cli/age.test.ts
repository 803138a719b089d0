import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecipients, type EncryptTo, encrypt } from '../../src/exchange/envelope.ts';
import type { Bytes } from '../../src/exchange/format.ts';
import { checkPassphrase } from '../../src/exchange/passphrase.ts';
import { unpackDebianPackage } from '../debianPackage.ts';
import { admit, bundleFrom, device, keyNamed, office } from '../exchange/keyring.ts';
import { goldenPath } from '../exchange/samples.ts';

/** Encrypted and signed bundles at the shell, with Debian's age on the other side where it can be had. */

const folder = mkdtempSync(join(tmpdir(), 'bundle-age-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const command = new URL('../../src/cli/bundle.ts', import.meta.url).pathname;
const bundle = (...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly failure: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...args], (_, out, failure) =>
      resolve({ code: child.exitCode ?? -1, out, failure }),
    );
  });

const golden = readFileSync(goldenPath);
const packed = new Uint8Array(gzipSync(golden));
const passphrase = 'kek bicikli a Maros-parton';

const sealed = async (content: Bytes, to: EncryptTo, logN?: number): Promise<Buffer> => {
  const parts: Bytes[] = [];
  const once = (async function* () {
    yield content;
  })();
  for await (const part of encrypt(once, to, logN)) parts.push(part);
  return Buffer.concat(parts);
};

let identity = '';
let toIdentity: EncryptTo;

beforeAll(async () => {
  identity = await generateX25519Identity();
  const checked = checkRecipients([await identityToRecipient(identity)]);
  if (!checked.ok) throw new Error(checked.error.type);
  toIdentity = checked.value;
  writeFileSync(at('identity.txt'), `# a comment\n${identity}\n`);
  writeFileSync(at('passphrase.txt'), `${passphrase}\n`);
});

describe('bundle decrypt', () => {
  it('writes what is inside, packed or unpacked as the target is called', async () => {
    writeFileSync(at('b.json.gz.age'), await sealed(packed, toIdentity));
    expect(await bundle('decrypt', at('b.json.gz.age'), '--identity', at('identity.txt'), '-o', at('b.json.gz'))).toMatchObject({
      code: 0,
    });
    expect(gunzipSync(readFileSync(at('b.json.gz')))).toEqual(golden);
    expect(await bundle('decrypt', at('b.json.gz.age'), '--identity', at('identity.txt'), '-o', at('b.json'))).toMatchObject({ code: 0 });
    expect(readFileSync(at('b.json'))).toEqual(golden);
  });

  it('leaves no file behind when the end is cut off, the key does not fit or the file is not encrypted', async () => {
    const whole = await sealed(packed, toIdentity);
    writeFileSync(at('cut.age'), whole.subarray(0, -1));
    writeFileSync(at('other.txt'), `${await generateX25519Identity()}\n`);
    writeFileSync(at('whole.age'), whole);
    const refused = async (file: string, key: string) => {
      const { code, failure } = await bundle('decrypt', at(file), '--identity', at(key), '-o', at('out.json'));
      expect({ code, isThere: existsSync(at('out.json')) }).toEqual({ code: 1, isThere: false });
      return failure;
    };
    expect(await refused('cut.age', 'identity.txt')).toBe('The encryption of the bundle is damaged or cut off.\n');
    expect(await refused('whole.age', 'other.txt')).toBe('The bundle is encrypted to other keys.\n');
    writeFileSync(at('plain.json'), golden);
    expect(await refused('plain.json', 'identity.txt')).toContain('is not encrypted');
    expect(await refused('whole.age', 'passphrase.txt')).toContain('is not a file of age identities');
  });
});

describe('bundle verify and inspect', () => {
  const laptop = keyNamed('a laptop');
  const szeged = keyNamed('Szeged');

  it('name the signer, trace it to its office, and refuse another key', async () => {
    const trust = [office('Szeged', szeged), device('Szeged', szeged, 'laptop', laptop)];
    writeFileSync(at('signed.json'), (await bundleFrom('Szeged', 'laptop', laptop, { trust })).bytes);
    const verified = async (...more: string[]) => bundle('verify', at('signed.json'), ...more);
    expect((await verified()).out).toContain(`signed by ${laptop.key}`);
    expect((await verified('--key', laptop.key)).code).toBe(0);
    expect((await verified('--key', szeged.key)).out).toContain(`for the office with ${szeged.key}`);
    const oradea = keyNamed('Oradea');
    const accepted = [...trust, office('Oradea', oradea), admit(oradea, 'Szeged', szeged)];
    writeFileSync(at('accepted.json'), (await bundleFrom('Szeged', 'laptop', laptop, { trust: accepted })).bytes);
    expect(
      await bundle('verify', at('accepted.json'), '--key', oradea.key),
      'by an office that has accepted the one that signed',
    ).toMatchObject({
      code: 1,
      failure: expect.stringContaining('not by this key'),
    });
    expect(await verified('--key', oradea.key)).toMatchObject({
      code: 1,
      out: '',
      failure: expect.stringContaining('not by this key'),
    });
    expect(await verified('--key', 'ed25519:nothing')).toMatchObject({ code: 1, failure: 'Not a key: ed25519:nothing\n' });
    const { out } = await bundle('inspect', at('signed.json'));
    for (const part of [`Signature   right, ${laptop.key}`, 'Statements  2 that hold', '"kind":"device"']) expect(out).toContain(part);
  });

  it('refuse a wrong signature, and say that a bundle is not signed', async () => {
    const text = readFileSync(at('signed.json'), 'utf8');
    writeFileSync(
      at('wrong.json'),
      text.replace(
        /"signature":"(.)([^"]*)"\}\}\n$/,
        (_, first: string, rest: string) => `"signature":"${first === 'A' ? 'B' : 'A'}${rest}"}}\n`,
      ),
    );
    expect(await bundle('verify', at('wrong.json'))).toMatchObject({ code: 1, failure: 'The signature of the bundle is wrong.\n' });
    expect((await bundle('verify', goldenPath.pathname)).out).toContain('not signed');
    expect(await bundle('verify', goldenPath.pathname, '--key', szeged.key)).toMatchObject({
      code: 1,
      failure: 'The bundle is not signed.\n',
    });
  });

  it('open encrypted files with the key, and say what is needed without it', async () => {
    writeFileSync(at('c.json.gz.age'), await sealed(packed, toIdentity));
    expect(await bundle('verify', at('c.json.gz.age'))).toMatchObject({ code: 1, failure: expect.stringContaining('--identity FILE') });
    expect((await bundle('verify', at('c.json.gz.age'), '--identity', at('identity.txt'))).out).toContain('7 records');
    expect((await bundle('inspect', at('c.json.gz.age'), '--identity', at('identity.txt'))).out).toContain('came encrypted');
  });
});

const debian = unpackDebianPackage('age');

describe('Debian’s age', () => {
  if ('missing' in debian) return it.skip(debian.missing);
  const age = join(debian.root, 'usr/bin/age');

  /** age asks for passphrases at a terminal only, so it is given one. */
  const atTerminal = (line: string): Promise<number> =>
    new Promise((resolve) => {
      const child = spawn('script', ['-qec', `${age} ${line}`, '/dev/null'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
      child.stdout.on('data', (chunk: Buffer) => {
        if (/passphrase[^\n]*: /i.test(chunk.toString('utf8'))) child.stdin.write(`${passphrase}\n`);
      });
      child.once('exit', (code) => resolve(code ?? -1));
    });

  it('opens what we encrypt to its recipient, of every size around a chunk', async () => {
    for (const size of [0, 1, 65_535, 65_536, 65_537, 200_000]) {
      const content = new Uint8Array(size).fill(size % 251);
      writeFileSync(at('ours.age'), await sealed(content, toIdentity));
      expect(execFileSync(age, ['-d', '-i', at('identity.txt'), at('ours.age')], { maxBuffer: 1e7 }).equals(content), `${size} bytes`).toBe(
        true,
      );
    }
  });

  it('refuses what was changed on the way, and so do we what it wrote', async () => {
    const whole = await sealed(packed, toIdentity);
    const recipient = await identityToRecipient(identity);
    const theirs = execFileSync(age, ['-r', recipient], { input: packed });
    for (let round = 0; round < 6; round += 1) {
      const place = Math.floor(((round + 0.5) / 6) * whole.length);
      const flipped = Buffer.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      expect(() => execFileSync(age, ['-d', '-i', at('identity.txt')], { input: flipped, stdio: 'pipe' }), `byte ${place}`).toThrow();
    }
    theirs[theirs.length - 20] = (theirs[theirs.length - 20] ?? 0) ^ 1;
    writeFileSync(at('theirs.age'), theirs);
    expect((await bundle('verify', at('theirs.age'), '--identity', at('identity.txt'))).code).toBe(1);
  });

  it('writes what we open, binary and armored', async () => {
    const recipient = await identityToRecipient(identity);
    for (const form of [[], ['-a']]) {
      writeFileSync(at('from-age.age'), execFileSync(age, [...form, '-r', recipient], { input: packed }));
      const { code, out } = await bundle('verify', at('from-age.age'), '--identity', at('identity.txt'));
      expect({ code, isWhole: out.includes('7 records') }).toEqual({ code: 0, isWhole: true });
    }
  });

  it('shares passphrases with us both ways', async () => {
    const strong = checkPassphrase(passphrase);
    if (!strong.ok) throw new Error(strong.error.type);
    writeFileSync(at('pass.age'), await sealed(packed, { passphrase: strong.value }, 14));
    expect(await atTerminal('-d -o pass.json.gz pass.age')).toBe(0);
    expect(readFileSync(at('pass.json.gz')).equals(packed)).toBe(true);
    writeFileSync(at('b.json.gz'), packed);
    expect(await atTerminal('-p -o theirs-pass.age b.json.gz')).toBe(0);
    expect((await bundle('verify', at('theirs-pass.age'), '--passphrase-file', at('passphrase.txt'))).out).toContain('7 records');
  });
});
