import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure, Result } from '../../src/base/result.ts';
import { verifyFooter } from '../../src/exchange/signature.ts';
import { trustBookOf } from '../../src/exchange/trust/book.ts';
import { fingerprint } from '../../src/exchange/trust/keys.ts';
import { type SignedStatement, verifyStatement } from '../../src/exchange/trust/statements.ts';
import type { Handlers } from '../../src/ipc/contract.ts';
import { hostIn, temporaryFolder } from './open.ts';

const cluster = 'a cluster';
const szeged = { cluster, office: 'szeged', name: 'Szeged', country: 'HU', device: 'office pc', author: 'Minta Mária' };

const given = <T>(result: Result<T, Failure>): T => {
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
};
const held = async (signed: SignedStatement) => {
  const verified = await verifyStatement(signed);
  if (verified === null) throw new Error(`Does not hold: ${signed.text}`);
  return verified;
};

let folder: string;
let host: Handlers;
beforeEach(() => {
  folder = temporaryFolder();
  host = hostIn(folder);
});

describe('the keys of a machine', () => {
  it('are made once, stay the same after a restart, and differ from those of another machine', async () => {
    const shown = given(await host.keys({}));
    expect(shown).toMatchObject({ officeKey: null, officeFingerprint: null, recipient: expect.stringMatching(/^age1/) });
    expect(given(await hostIn(folder).keys({}))).toEqual(shown);
    expect(given(await hostIn(temporaryFolder()).keys({})).key).not.toBe(shown.key);
  });

  it('are one pair even when two windows ask at once', async () => {
    const both = await Promise.all([host.keys({}), host.keys({}), host.signBundle({ sha256: 'a'.repeat(64) })]);
    const [one, other, signed] = both;
    expect(one).toEqual(other);
    expect(given(signed).key).toBe(given(one).key);
  });

  it('sign bundles so that the verifier says right', async () => {
    const sha256 = 'ab'.repeat(32);
    const signed = given(await host.signBundle({ sha256 }));
    expect(await verifyFooter({ records: 0, sha256, ...signed })).toBe('right');
  });

  it('that cannot be read any more are a failure and never replaced', async () => {
    await host.keys({});
    const path = join(folder, 'secrets', 'device-key.json');
    writeFileSync(path, '{');
    expect(await hostIn(folder).keys({})).toEqual({ ok: false, error: { type: 'secretDamaged', name: 'device-key' } });
    expect(readFileSync(path, 'utf8')).toBe('{');
  });

  it('appear in no answer, not even in part', async () => {
    const answers = JSON.stringify([
      await host.foundOffice(szeged),
      await host.keys({}),
      await host.rotateOfficeKey({ cluster, office: 'szeged' }),
    ]);
    for (const name of readdirSync(join(folder, 'secrets'))) {
      const { secret } = JSON.parse(readFileSync(join(folder, 'secrets', name), 'utf8')) as { readonly secret: string };
      const text = Buffer.from(secret, 'base64').toString('utf8');
      const seeds = name === 'office-keys.json' ? (JSON.parse(text) as { seed: string }[]).map(({ seed }) => seed) : [text];
      for (const seed of seeds) expect(answers.includes(seed), name).toBe(false);
    }
    expect(answers).not.toContain('AGE-SECRET-KEY');
  });
});

describe('an office', () => {
  it('is founded once: asked again it has the same key, and its own machine is trusted by what it says', async () => {
    const founded = given(await host.foundOffice(szeged));
    const again = given(await hostIn(folder).foundOffice(szeged));
    expect(again.key).toBe(founded.key);
    expect(given(await host.officeKey({}))).toBe(founded.key);
    expect(given(await host.keys({})).officeFingerprint).toBe(fingerprint(founded.key));
    const book = trustBookOf(await Promise.all(founded.statements.map(held)), { cluster, office: 'szeged', key: founded.key });
    expect(book.offices.get('szeged')).toMatchObject({ name: 'Szeged', isOwn: true, signers: [{ device: 'office pc', revokedUpTo: [] }] });
  });

  it('takes in another machine that asks, and no request that somebody changed', async () => {
    const { key } = given(await host.foundOffice(szeged));
    const laptop = hostIn(temporaryFolder());
    const asked = { cluster, office: 'szeged', device: 'laptop', author: 'Popa Ion', officeKey: key };
    const request = given(await laptop.requestCertificate(asked));
    expect(await verifyStatement(request)).toBeNull();
    const certificate = given(await host.admitDevice({ request }));
    expect((await held(certificate)).statement).toMatchObject({ kind: 'device', device: 'laptop' });
    const changed = { ...request, text: request.text.replace('laptop', 'laptip') };
    expect(await host.admitDevice({ request: changed })).toEqual({ ok: false, error: { type: 'statementRefused' } });
    const unsigned = { ...request, signatures: [] };
    expect(await host.admitDevice({ request: unsigned })).toEqual({ ok: false, error: { type: 'statementRefused' } });
    const other = given(await laptop.requestCertificate({ ...asked, officeKey: given(await laptop.keys({})).key }));
    expect(await host.admitDevice({ request: other })).toEqual({ ok: false, error: { type: 'statementRefused' } });
  });

  it('admits, revokes and changes its key; a machine without the office’s key is told so', async () => {
    const { key } = given(await host.foundOffice(szeged));
    const other = given(await hostIn(temporaryFolder()).keys({})).key;
    const whom = { cluster, office: 'timisoara', key: other };
    expect((await held(given(await host.admitOffice(whom)))).statement).toMatchObject({ kind: 'admit', by: key, key: other });
    expect((await held(given(await host.revokeKey({ ...whom, upTo: {} })))).statement).toMatchObject({ kind: 'revoke', by: key });
    const laptop = hostIn(temporaryFolder());
    for (const refused of [
      await laptop.admitOffice(whom),
      await laptop.revokeKey({ ...whom, upTo: {} }),
      await laptop.rotateOfficeKey({ cluster, office: 'szeged' }),
      await laptop.admitDevice({ request: { text: '{}', signatures: [] } }),
      await host.admitOffice({ ...whom, cluster: 'another cluster' }),
    ])
      expect(refused).toEqual({ ok: false, error: { type: 'officeKeyElsewhere' } });
    const own = given(await laptop.keys({})).key;
    const revoked = given(await laptop.revokeKey({ cluster, office: 'szeged', key: own, upTo: {} }));
    expect((await held(revoked)).statement).toMatchObject({ kind: 'revoke', by: own, key: own });
  });

  it('revokes what it admitted while its clock was ahead, and admits it again, once the clock has been set right', async () => {
    const ahead = hostIn(folder, Date.UTC(2036, 0));
    const founded = given(await ahead.foundOffice(szeged));
    const other = given(await hostIn(temporaryFolder()).foundOffice({ ...szeged, office: 'timisoara', device: 'laptop' }));
    const whom = { cluster, office: 'timisoara', key: other.key };
    const said = [...founded.statements, ...other.statements, given(await ahead.admitOffice(whom))];
    const isTrusted = async (): Promise<boolean> => {
      const book = trustBookOf(await Promise.all(said.map(held)), { cluster, office: 'szeged', key: founded.key });
      return book.offices.get('timisoara')?.revokedKeys.length === 0;
    };
    expect(await isTrusted()).toBe(true);
    const right = hostIn(folder, Date.UTC(2026, 0));
    said.push(given(await right.revokeKey({ ...whom, upTo: {} })));
    expect(await isTrusted()).toBe(false);
    said.push(given(await right.admitOffice(whom)));
    expect(await isTrusted()).toBe(true);
  });

  it('says a change of key again until the new key has been used, also after a restart, so that none is lost on the way', async () => {
    const before = given(await host.foundOffice(szeged)).key;
    const rotation = given(await host.rotateOfficeKey({ cluster, office: 'szeged' }));
    expect(given(await hostIn(folder).rotateOfficeKey({ cluster, office: 'szeged' }))).toEqual(rotation);
    const { key, statements } = given(await hostIn(folder).foundOffice(szeged));
    expect(statements).toContainEqual(rotation);
    expect((await held(rotation)).statement).toMatchObject({ kind: 'rotate', from: before, to: key });
    await host.admitOffice({ cluster, office: 'timisoara', key: before });
    expect(given(await host.rotateOfficeKey({ cluster, office: 'szeged' }))).not.toEqual(rotation);
  });
});

describe('an encrypted file', () => {
  const encryptTo = async (recipient: string): Promise<Uint8Array<ArrayBuffer>> => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return new Uint8Array(await encrypter.encrypt('Őszi találkozó'));
  };
  const headerOf = (file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    const bytes = Buffer.from(file);
    return file.slice(0, bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1);
  };

  it('is opened by the host’s answer to its header alone', async () => {
    const file = await encryptTo(given(await host.keys({})).recipient);
    expect(given(await host.unwrapFileKey({ header: headerOf(file) }))).toHaveLength(16);
  });

  it('of another machine, a changed header and no header at all are refused', async () => {
    const other = await encryptTo(given(await hostIn(temporaryFolder()).keys({})).recipient);
    expect(await host.unwrapFileKey({ header: headerOf(other) })).toEqual({ ok: false, error: { type: 'bundleNotForUs' } });
    const own = headerOf(await encryptTo(given(await host.keys({})).recipient));
    own[own.length - 3] = (own[own.length - 3] ?? 0) ^ 1;
    const damaged = { ok: false, error: { type: 'bundleEnvelopeDamaged' } };
    expect(await host.unwrapFileKey({ header: own })).toEqual(damaged);
    expect(await host.unwrapFileKey({ header: new Uint8Array(0) })).toEqual(damaged);
  });
});
