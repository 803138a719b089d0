import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../src/base/result.ts';
import { decrypt, type FileKeyOpener, openWithIdentities, openWithPassphrase, unarmor } from '../../src/exchange/envelope.ts';
import type { BundleError } from '../../src/exchange/errors.ts';
import { openSource, type Portion } from '../../src/exchange/source.ts';

/** The published vectors of the age format; each has one fault or none. */
type Vector = { readonly members: ReadonlyMap<string, readonly string[]>; readonly file: Uint8Array<ArrayBuffer> };

const parse = (bytes: Uint8Array): Vector => {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const members = new Map<string, string[]>();
  for (const line of Buffer.from(bytes.subarray(0, end)).toString('utf8').split('\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    members.set(name, [...(members.get(name) ?? []), value]);
  }
  const body = bytes.subarray(end + 2);
  return { members, file: new Uint8Array(members.has('compressed') ? inflateSync(body) : body) };
};

/** Every key of the vector is tried, as the published rules want it. */
const openerOf = ({ members }: Vector): FileKeyOpener => {
  const openers = [
    ...(members.has('identity') ? [openWithIdentities(members.get('identity') ?? [])] : []),
    ...(members.get('passphrase') ?? []).map(openWithPassphrase),
  ];
  return async (header) => {
    let last: BundleError = { type: 'bundleNotForUs' };
    for (const open of openers) {
      const opened = await open(header);
      if (opened.ok) return ok(opened.value);
      last = opened.error;
    }
    return err(last);
  };
};

const decryptVector = async (vector: Vector): Promise<{ readonly plain: Buffer; readonly error: string | null }> => {
  const opened = await openSource(vector.file);
  const isArmored = vector.members.has('armored');
  const parts: Uint8Array[] = [];
  const take = async (portions: AsyncGenerator<Portion, void, undefined>): Promise<string | null> => {
    for await (const portion of portions) {
      if (!portion.ok) return portion.error.type;
      parts.push(portion.value);
    }
    return null;
  };
  const error = await take(decrypt(isArmored ? unarmor(opened.portions()) : opened.portions(), openerOf(vector)));
  return { plain: Buffer.concat(parts), error };
};

const chunkLength = 64 * 1024 + 16;

const openChunk = (key: Buffer, index: number, isLast: boolean, chunk: Buffer): Buffer | null => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = isLast ? 1 : 0;
  const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(chunk.subarray(-16));
  try {
    return Buffer.concat([cipher.update(chunk.subarray(0, -16)), cipher.final()]);
  } catch {
    return null;
  }
};

/** Every byte that is authentic, by OpenSSL and the file key that the vector gives away. */
const authenticPlain = ({ members, file }: Vector): Buffer => {
  const lines = Buffer.from(file).toString('latin1').trim().split(/\r?\n/);
  const binary = members.has('armored') ? Buffer.from(lines.slice(1, -1).join(''), 'base64') : Buffer.from(file);
  const start = binary.indexOf('\n', binary.indexOf('\n--- ') + 1) + 1;
  const fileKey = Buffer.from(members.get('file key')?.[0] ?? '', 'hex');
  const key = Buffer.from(hkdfSync('sha256', fileKey, binary.subarray(start, start + 16), 'payload', 32));
  const parts: Buffer[] = [];
  for (let at = start + 16; at + 16 <= binary.length; at += chunkLength) {
    const chunk = binary.subarray(at, at + chunkLength);
    const more = chunk.length === chunkLength ? openChunk(key, parts.length, false, chunk) : null;
    const last = more === null ? openChunk(key, parts.length, true, chunk) : null;
    if (more !== null || last !== null) parts.push(more ?? last ?? Buffer.alloc(0));
    if (more === null) break;
  }
  return Buffer.concat(parts);
};

const expectedErrors: Readonly<Record<string, readonly string[]>> = {
  'no match': ['bundleNotForUs', 'bundleWrongPassphrase', 'bundleNeedsPassphrase'],
  'HMAC failure': ['bundleEnvelopeDamaged'],
  'header failure': ['bundleEnvelopeDamaged'],
  'payload failure': ['bundleEnvelopeDamaged'],
  'armor failure': ['bundleEnvelopeDamaged'],
};

const all = Object.entries(vectors).map(([name, bytes]) => [name, parse(bytes)] as const);

it('all published vectors are here', () => {
  expect(all.length).toBeGreaterThanOrEqual(143);
});

describe('the published vector of age', () => {
  it.each(all)('%s is decided as published', async (_, vector) => {
    const expected = vector.members.get('expect')?.[0] ?? '';
    const { plain, error } = await decryptVector(vector);
    if (expected === 'success') expect(error).toBeNull();
    else expect(expectedErrors[expected]).toContain(error);
    const payload = vector.members.get('payload')?.[0];
    if (payload === undefined) return expect(plain.length).toBe(0);
    if (expected === 'success') return expect(createHash('sha256').update(plain).digest('hex')).toBe(payload);
    // A damaged file is given up; what had come out of it by then is nothing but what its author wrote.
    const authentic = authenticPlain(vector);
    expect(createHash('sha256').update(authentic).digest('hex')).toBe(payload);
    expect(plain.equals(authentic.subarray(0, plain.length))).toBe(true);
  });
});
