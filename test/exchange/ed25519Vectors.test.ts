import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/base/base64.ts';
import { isSignedBy, toPublicKey } from '../../src/exchange/trust/keys.ts';
import { parseSigningKey } from '../../src/host/signingKey.ts';
import { unpackDebianPackage } from '../debianPackage.ts';

/** The vectors of Ed25519's authors: secret and public key, public key, message, signature and message. */
const path = 'usr/lib/python3/dist-packages/cryptography_vectors/asymmetric/Ed25519/sign.input';
const vectors = unpackDebianPackage('python3-cryptography-vectors');
const hex = (text = ''): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'hex'));

const linesOf = (root: string) =>
  readFileSync(join(root, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(':').map(hex));

describe('the 1,024 published vectors of Ed25519', () => {
  if ('missing' in vectors) return it.skip(vectors.missing);
  const lines = linesOf(vectors.root);

  it('are signed as published', () => {
    expect(lines).toHaveLength(1024);
    for (const [secret = hex(), key = hex(), message = hex(), signed = hex()] of lines) {
      const signing = parseSigningKey(toBase64Url(secret.subarray(0, 32)));
      expect(signing?.key).toBe(toPublicKey(key));
      expect(signing?.sign(message)).toBe(toBase64Url(signed.subarray(0, 64)));
    }
  });

  it('are verified as published, and refused with a changed message, signature or key', async () => {
    for (const [at, [, key = hex(), message = hex(), signed = hex()]] of lines.entries()) {
      const signature = signed.slice(0, 64);
      const flip = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
        bytes.map((byte, index) => (index === at % bytes.length ? byte ^ (1 << (at % 8)) : byte));
      const holds = (by: Uint8Array, over: Uint8Array<ArrayBuffer>, with_: Uint8Array) =>
        isSignedBy(toPublicKey(by), toBase64Url(with_), over);
      expect(await holds(key, message, signature), `vector ${at}`).toBe(true);
      expect(await holds(key, message, flip(signature)), `vector ${at}`).toBe(false);
      expect(await holds(flip(key), message, signature), `vector ${at}`).toBe(false);
      expect(await holds(key, new Uint8Array([...message, 0]), signature), `vector ${at}`).toBe(false);
    }
  });
});
