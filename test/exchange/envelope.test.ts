import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/base/result.ts';
import {
  checkRecipients,
  type EncryptTo,
  encrypt,
  type FileKeyOpener,
  openWithIdentities,
  openWithPassphrase,
} from '../../src/exchange/envelope.ts';
import type { BundleError } from '../../src/exchange/errors.ts';
import { type Bytes, completeHeader, type HeaderDraft } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { checkPassphrase } from '../../src/exchange/passphrase.ts';
import { type ReadBundle, readBundle } from '../../src/exchange/read.ts';
import { verifyFooter } from '../../src/exchange/signature.ts';
import type { BundleSource } from '../../src/exchange/source.ts';
import { countRecords, writeBundle } from '../../src/exchange/write.ts';
import { keyNamed, signsAs } from './keyring.ts';
import { draftHeader, organisation } from './samples.ts';

const records = [organisation(1, 'Őszi Gyűlés Kft.'), organisation(2, 'Asociația Țărmul Înnoit')];
const szeged = keyNamed('Szeged');

let ours = '';
let theirs = '';
let toUs: EncryptTo;

beforeAll(async () => {
  [ours, theirs] = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
  toUs = await recipients(ours);
});

const recipients = async (...identities: readonly string[]): Promise<EncryptTo> => {
  const checked = checkRecipients(await Promise.all(identities.map((each) => identityToRecipient(each))));
  if (!checked.ok) throw new Error(checked.error.type);
  return checked.value;
};

const collect = async (portions: AsyncIterable<Bytes>): Promise<Bytes> => {
  const parts: Bytes[] = [];
  for await (const portion of portions) parts.push(portion);
  return new Uint8Array(Buffer.concat(parts));
};

const sealedBundle = (encryptTo: EncryptTo, more: Partial<HeaderDraft> = {}): Promise<Bytes> => {
  const header = completeHeader(draftHeader(more), countRecords(records));
  return collect(writeBundle({ header, records, createHash: createWebHash, gzip: true, sign: signsAs(szeged), encryptTo }));
};

const read = (source: BundleSource, open?: FileKeyOpener, office?: string): Promise<Result<ReadBundle, BundleError>> =>
  readBundle(source, { createHash: createWebHash, open, office });

const refusal = async (source: BundleSource, open?: FileKeyOpener, office?: string): Promise<BundleError | null> => {
  const opened = await read(source, open, office);
  return opened.ok ? null : opened.error;
};

async function* once(bytes: Bytes): AsyncGenerator<Bytes, void, undefined> {
  yield bytes;
}

describe('an encrypted bundle', () => {
  it('opens for each of its recipients, with its signature', async () => {
    const bytes = await sealedBundle(await recipients(ours, theirs));
    for (const identity of [ours, theirs]) {
      const opened = await read(bytes, openWithIdentities([identity]));
      expect(opened).toMatchObject({ ok: true, value: { encrypted: true, footer: { key: szeged.key } } });
      if (opened.ok) expect(await verifyFooter(opened.value.footer)).toBe('right');
    }
  });

  it('opens as a file, as a stream of small portions, and armored with empty lines around', async () => {
    const bytes = await sealedBundle(toUs);
    const open = openWithIdentities([ours]);
    const small = (async function* () {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    })();
    const text = `\r\n\n${armor.encode(bytes).replaceAll('\n', '\r\n')}\n \n`;
    expect(await refusal(new Blob([bytes]), open)).toBeNull();
    expect(await refusal(small, open)).toBeNull();
    expect(await refusal(new TextEncoder().encode(text), open)).toBeNull();
  });

  it('of a size beyond one chunk of age opens whole', async () => {
    const many = Array.from({ length: 4000 }, (_, index) => organisation(index + 1, randomBytes(40).toString('hex')));
    const header = completeHeader(draftHeader(), countRecords(many));
    const bytes = await collect(writeBundle({ header, records: many, createHash: createWebHash, gzip: true, encryptTo: toUs }));
    expect(bytes.length).toBeGreaterThan(150_000);
    expect(await refusal(bytes, openWithIdentities([ours]))).toBeNull();
    expect(await refusal(bytes.subarray(0, bytes.length - 1), openWithIdentities([ours]))).toEqual({ type: 'bundleEnvelopeDamaged' });
  });

  it('opens with its passphrase, and the wrong one is told from a damaged file', async () => {
    const passphrase = checkPassphrase('kék bicikli a Maros-parton');
    if (!passphrase.ok) throw new Error(passphrase.error.type);
    const plain = await collect(
      writeBundle({ header: completeHeader(draftHeader(), countRecords(records)), records, createHash: createWebHash }),
    );
    const bytes = await collect(encrypt(once(plain), { passphrase: passphrase.value }, 10));
    expect(await refusal(bytes, openWithPassphrase('kék bicikli a Maros-parton'.normalize('NFD')))).toBeNull();
    expect(await refusal(bytes, openWithPassphrase('kék bicikli a Tisza-parton'))).toEqual({ type: 'bundleWrongPassphrase' });
    expect(await refusal(bytes, openWithIdentities([ours]))).toEqual({ type: 'bundleNeedsPassphrase' });
    expect(await refusal(await sealedBundle(toUs), openWithPassphrase('kék bicikli a Maros-parton'))).toEqual({ type: 'bundleNotForUs' });
  });

  it('opens with a passphrase that the program made, however it was copied from the sheet; one of a person’s own is taken literally', async () => {
    const plain = await collect(
      writeBundle({ header: completeHeader(draftHeader(), countRecords(records)), records, createHash: createWebHash }),
    );
    const sealedWith = async (text: string) => {
      const passphrase = checkPassphrase(text);
      if (!passphrase.ok) throw new Error(passphrase.error.type);
      return collect(encrypt(once(plain), { passphrase: passphrase.value }, 10));
    };
    const made = 'k3vb-7qhd-x2mn-5tzr-gw4e-c6ya';
    const bytes = await sealedWith(made);
    const spaced = made.replaceAll('-', ' ');
    for (const typed of [
      made,
      ` ${made}\n`,
      made.toUpperCase(),
      spaced,
      ` ${spaced.toUpperCase()} `,
      made.replaceAll('-', ''),
      made.replaceAll('-', ' – '),
    ])
      expect(await refusal(bytes, openWithPassphrase(typed)), typed).toBeNull();
    for (const typed of [made.slice(0, -1), `${made}-c6ya`, made.replace('k3vb', 'k3vc'), ''])
      expect(await refusal(bytes, openWithPassphrase(typed)), typed).toEqual({ type: 'bundleWrongPassphrase' });
    const own = await sealedWith('Kék bicikli a Maros-parton');
    for (const typed of ['kék bicikli a maros-parton', ' Kék bicikli a Maros-parton', 'Kék bicikli a Maros parton'])
      expect(await refusal(own, openWithPassphrase(typed)), typed).toEqual({ type: 'bundleWrongPassphrase' });
    const shouted = await sealedWith(made.toUpperCase());
    expect(await refusal(shouted, openWithPassphrase(made.toUpperCase()))).toBeNull();
  });

  it('is refused with one reason each: no key, another’s key, no key store', async () => {
    const bytes = await sealedBundle(toUs);
    expect(await refusal(bytes)).toEqual({ type: 'bundleEncrypted' });
    expect(await refusal(bytes, openWithIdentities([theirs]))).toEqual({ type: 'bundleNotForUs' });
    expect(await refusal(bytes, async () => ({ ok: false, error: { type: 'bundleKeyUnavailable' } }))).toEqual({
      type: 'bundleKeyUnavailable',
    });
  });

  it('that its recipient encrypted again for a third office is refused there, because the signed header says for whom it was', async () => {
    const bytes = await sealedBundle(toUs, { to: ['Szeged', 'Timișoara'] });
    const open = openWithIdentities([ours]);
    const opened = await read(bytes, open);
    if (!opened.ok) throw new Error(opened.error.type);
    const again = await collect(encrypt(once(new Uint8Array(gzipSync(opened.value.bytes))), await recipients(theirs)));
    expect(await refusal(again, openWithIdentities([theirs]), 'Oradea')).toEqual({ type: 'bundleForOthers' });
    expect(await refusal(bytes, open, 'Timișoara')).toBeNull();
  });

  it('is refused after one bit of it was flipped, in each seventh byte', async () => {
    const bytes = await sealedBundle(toUs);
    const open = openWithIdentities([ours]);
    for (let at = 0; at < bytes.length; at += 7) {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect(await refusal(flipped, open), `byte ${at}`).not.toBeNull();
    }
  });
});

describe('an envelope made to do harm is refused', () => {
  const wrap = async (content: Uint8Array): Promise<Bytes> => collect(encrypt(once(new Uint8Array(content)), toUs));

  it('when another envelope is inside', async () => {
    expect(await refusal(await wrap(await sealedBundle(toUs)), openWithIdentities([ours]))).toEqual({ type: 'bundleNotABundle' });
  });

  it('when its header never ends, without reading more than a mebibyte of it', async () => {
    let read = 0;
    const endless = (async function* () {
      yield new TextEncoder().encode('age-encryption.org/v1\n');
      for (; ; read += 1) yield new TextEncoder().encode(`-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`);
    })();
    expect(await refusal(endless, openWithIdentities([ours]))).toEqual({ type: 'bundleEnvelopeDamaged' });
    expect(read * 99).toBeLessThan(1.2 * 1024 * 1024);
  });

  it('when opening its passphrase would take a gigabyte', async () => {
    const bytes = await collect(encrypt(once(new Uint8Array(4)), { passphrase: 'x' as never }, 10));
    const costly = Buffer.from(
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/^(-> scrypt \S+ )10$/m, '$130'),
      'latin1',
    );
    expect(await refusal(new Uint8Array(costly), openWithPassphrase('x'))).toEqual({ type: 'bundleEnvelopeDamaged' });
  });

  it('when a passphrase and keys stand side by side', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(ours));
    encrypter.addRecipient({ wrapFileKey: async () => [{ args: ['scrypt', 'A'.repeat(22), '10'], body: new Uint8Array(32) }] });
    expect(await refusal(new Uint8Array(await encrypter.encrypt('x')), openWithPassphrase('x'))).toEqual({ type: 'bundleEnvelopeDamaged' });
  });

  it('when zeros without end inflate inside it', async () => {
    const bomb = await wrap(
      gzipSync(Buffer.concat([Buffer.from('{"format":"interreg-cluster/bundle","version":1,"header":'), Buffer.alloc(64e6)])),
    );
    expect(await refusal(bomb, openWithIdentities([ours]))).toMatchObject({ type: 'bundleMalformed', what: 'lineLength' });
  });

  it('when no recipient is named, or one that is none', async () => {
    expect(checkRecipients([])).toEqual({ ok: false, error: { type: 'recipientsMissing' } });
    expect(checkRecipients(['age1nothing'])).toEqual({ ok: false, error: { type: 'recipientUnreadable', recipient: 'age1nothing' } });
  });
});
