import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../../src/base/base64.ts';
import { footerMessage } from '../../../src/exchange/signature.ts';
import { statementMessage } from '../../../src/exchange/trust/statements.ts';
import { admit, device, keyNamed, office, revoke, rotate, signedWith } from '../keyring.ts';
import { bodyOf, laptop, laptopBundle, laptopHeader, mallory, receive, signedOver, szeged, theirRecords, timisoara } from '../reception.ts';
import { noon } from '../samples.ts';
import { type Attack, changed, footerOf, itDecides, raw, text, withFooter, withKey, withSignature } from './attack.ts';

/** The order of the group (RFC 8032 5.1): a signature with it added to its second half says the same to a careless verifier. */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const addOrder = (signature: string): string => {
  const bytes = fromBase64Url(signature) ?? new Uint8Array(64);
  let s = 0n;
  for (let at = 63; at >= 32; at -= 1) s = (s << 8n) | BigInt(bytes[at] ?? 0);
  s += order;
  for (let at = 32; at < 64; at += 1) {
    bytes[at] = Number(s & 255n);
    s >>= 8n;
  }
  return toBase64Url(bytes);
};

const forgeries: readonly Attack[] = [
  ['no signature', () => laptopBundle({}, theirRecords, null), 'unsigned'],
  ['no signature, only a key', withFooter((footer) => footer.replace(/,"signature":"[^"]*"/, '')), 'wrongSignature'],
  ['no key, only a signature', withFooter((footer) => footer.replace(/"key":"[^"]*",/, '')), 'wrongSignature'],
  ['a stranger’s key', () => laptopBundle({}, theirRecords, mallory), 'unknownKey'],
  ['the key of our own office', () => laptopBundle({}, theirRecords, szeged), 'unknownKey'],
  ['the key of the partner’s office', () => laptopBundle({}, theirRecords, timisoara), 'unknownKey'],
  [
    'a stranger’s signature under the laptop’s key',
    async () => raw(text(await laptopBundle({}, theirRecords, mallory)).replace(mallory.key, laptop.key)),
    'wrongSignature',
  ],
  ['the laptop’s signature under a stranger’s key', withKey(mallory.key), 'wrongSignature'],
  [
    'the signature of another bundle',
    async () =>
      raw(
        bodyOf(await laptopBundle()) +
          footerOf(await laptopBundle({ id: 'another' })).replace(
            /"sha256":"[0-9a-f]*"/,
            /"sha256":"[0-9a-f]*"/.exec(footerOf(await laptopBundle()))?.[0] ?? '',
          ),
      ),
    'wrongSignature',
  ],
  ['a signature of zeros', withSignature(toBase64Url(new Uint8Array(64))), 'wrongSignature'],
  ['an empty signature', withSignature(''), 'wrongSignature'],
  ['a signature cut by one character', withFooter((footer) => footer.replace(/.("\}\}\n)$/, '$1')), 'wrongSignature'],
  ['a signature with one character more', withFooter((footer) => footer.replace(/("\}\}\n)$/, 'A$1')), 'wrongSignature'],
  [
    'a signature in the other base64',
    withFooter((footer) =>
      footer.replace(/"signature":"([^"]*)"/, (_, s: string) => `"signature":"${Buffer.from(s, 'base64url').toString('base64')}"`),
    ),
    'wrongSignature',
  ],
  [
    'a signature in hexadecimal',
    withFooter((footer) =>
      footer.replace(/"signature":"([^"]*)"/, (_, s: string) => `"signature":"${Buffer.from(s, 'base64url').toString('hex')}"`),
    ),
    'wrongSignature',
  ],
  [
    'a signature with the group’s order added',
    withFooter((footer) => footer.replace(/"signature":"([^"]*)"/, (_, s: string) => `"signature":"${addOrder(s)}"`)),
    'wrongSignature',
  ],
  [
    'a signature over the digits of the hash instead of its bytes',
    async () => {
      const body = bodyOf(await laptopBundle());
      return signedOver(body, 3, {
        key: laptop.key,
        sign: (message) => laptop.sign(Buffer.from(Buffer.from(message.subarray(-32)).toString('hex'))),
      });
    },
    'wrongSignature',
  ],
  [
    'a signature over the hash without its context',
    async () => signedOver(bodyOf(await laptopBundle()), 3, { key: laptop.key, sign: (message) => laptop.sign(message.subarray(-32)) }),
    'wrongSignature',
  ],
  [
    'a signature made for a statement',
    async () => signedOver(bodyOf(await laptopBundle()), 3, { key: laptop.key, sign: () => laptop.sign(statementMessage('x')) }),
    'wrongSignature',
  ],
  ['a key of small order', withKey(`ed25519:${toBase64Url(Uint8Array.of(1, ...new Array(31).fill(0)))}`), 'wrongSignature'],
  [
    'a key of zeros and a signature of zeros',
    async () => raw(text(await withSignature(toBase64Url(new Uint8Array(64)))()).replace(laptop.key, `ed25519:${'A'.repeat(43)}`)),
    'wrongSignature',
  ],
  [
    'a key of small order and the signature that fits every message',
    async () =>
      raw(
        text(await withSignature(toBase64Url(Uint8Array.of(1, ...new Array(63).fill(0))))()).replace(
          laptop.key,
          `ed25519:${toBase64Url(Uint8Array.of(1, ...new Array(31).fill(0)))}`,
        ),
      ),
    'wrongSignature or unknownKey',
  ],
  ['a key that is no point', withKey(`ed25519:${toBase64Url(new Uint8Array(32).fill(0xff))}`), 'wrongSignature'],
  ['a key of another kind', withKey(laptop.key.replace('ed25519:', 'ed448:')), 'wrongSignature'],
  ['a key without its kind', withKey(laptop.key.replace('ed25519:', '')), 'wrongSignature'],
  ['a key in capitals', withKey(laptop.key.toUpperCase()), 'wrongSignature'],
  ['a key called __proto__', withKey('__proto__'), 'wrongSignature'],
  [
    'a key and signature as long as the footer allows',
    withFooter((footer) =>
      footer.replace(/"key":"[^"]*"/, `"key":"${'k'.repeat(256)}"`).replace(/"signature":"[^"]*"/, `"signature":"${'s'.repeat(1024)}"`),
    ),
    'wrongSignature',
  ],
  ['a key longer than that', withKey('k'.repeat(257)), 'bundleMalformed shape'],
  ['another author’s office in the header', () => laptopBundle({ from: { ...laptopHeader().from, office: 'Szeged' } }), 'notIts'],
  ['another replica’s name in the header', () => laptopBundle({ from: { ...laptopHeader().from, device: 'pc' } }), 'notIts'],
  ['no name at all in the header', () => laptopBundle({ from: { ...laptopHeader().from, device: '', office: '' } }), 'notIts'],
  ['a name of the same look', () => laptopBundle({ from: { ...laptopHeader().from, office: 'Timişoara' } }), 'notIts'],
];

const strange = keyNamed('a strange laptop');
const byStrange =
  (...trust: Parameters<typeof signedWith>[] extends never ? never : readonly ReturnType<typeof office>[]) =>
  () =>
    laptopBundle({ from: { ...laptopHeader().from, device: 'strange' }, trust }, theirRecords, strange);
const certificate = device('Timișoara', timisoara, 'strange', strange);
const dropped = (at: number) => ({ ...certificate, signatures: certificate.signatures.filter((_, index) => index !== at) });
const statementAttacks: readonly Attack[] = [
  ['a certificate without the office’s signature', byStrange(dropped(0)), 'unknownKey'],
  ['a certificate without the replica’s signature', byStrange(dropped(1)), 'unknownKey'],
  ['a certificate of a stranger for the partner’s office', byStrange(device('Timișoara', mallory, 'strange', strange)), 'unknownKey'],
  [
    'a certificate of a stranger who says the office’s key is his',
    byStrange(office('Timișoara', mallory), device('Timișoara', mallory, 'strange', strange)),
    'unknownKey',
  ],
  [
    'a stranger who admits himself',
    byStrange(office('Mallory', mallory), admit(mallory, 'Timișoara', mallory), device('Timișoara', mallory, 'strange', strange)),
    'unknownKey',
  ],
  [
    'a stranger who signs an admission in our name',
    byStrange(
      signedWith({ kind: 'admit', cluster: 'a cluster', office: 'Timișoara', key: mallory.key, by: szeged.key, at: noon }, [
        { ...mallory, key: szeged.key },
      ]),
      device('Timișoara', mallory, 'strange', strange),
    ),
    'unknownKey',
  ],
  [
    'a rotation that only the new key signed',
    byStrange(
      { ...rotate('Timișoara', timisoara, mallory), signatures: rotate('Timișoara', timisoara, mallory).signatures.slice(1) },
      device('Timișoara', mallory, 'strange', strange),
    ),
    'unknownKey',
  ],
  [
    'a rotation that the new key signed twice',
    byStrange(
      signedWith({ kind: 'rotate', cluster: 'a cluster', office: 'Timișoara', from: timisoara.key, to: mallory.key, at: noon }, [
        { ...mallory, key: timisoara.key },
        mallory,
      ]),
      device('Timișoara', mallory, 'strange', strange),
    ),
    'unknownKey',
  ],
  [
    'a partner’s admission of a stranger',
    byStrange(admit(timisoara, 'Mallory', mallory), device('Mallory', mallory, 'strange', strange)),
    'unknownKey',
  ],
  [
    'statements of another cluster',
    byStrange(signedWith({ ...JSON.parse(certificate.text), cluster: 'another' }, [timisoara, strange])),
    'unknownKey',
  ],
  [
    'a certificate with members in another order',
    byStrange({
      ...certificate,
      text: JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(certificate.text) as object).reverse())),
    }),
    'unknownKey',
  ],
  [
    'a certificate with a signature of another statement',
    byStrange({ ...certificate, signatures: office('Timișoara', timisoara).signatures }),
    'unknownKey',
  ],
  ['a revocation by nobody of a replica that sends', () => laptopBundle({ trust: [revoke(mallory, 'Timișoara', laptop)] }), 'applied'],
  [
    'a revocation by its own office of the replica that sends',
    () => laptopBundle({ trust: [revoke(timisoara, 'Timișoara', laptop)] }),
    'revoked',
  ],
  [
    'text that is no statement',
    () =>
      laptopBundle({
        trust: [
          { text: '[[[[[[[[', signatures: [] },
          { text: '', signatures: [] },
          { text: '{"kind":"later"}', signatures: [] },
        ],
      }),
    'applied',
  ],
  [
    'nesting 10,000 deep within a statement',
    () => laptopBundle({ trust: [{ text: '['.repeat(10_000) + ']'.repeat(10_000), signatures: [] }] }),
    'applied',
  ],
  [
    'a statement with __proto__',
    () =>
      laptopBundle({
        trust: [{ text: certificate.text.replace('"at"', '"__proto__":{"kind":"admit"},"at"'), signatures: certificate.signatures }],
      }),
    'applied',
  ],
  [
    'a statement longer than allowed',
    () => laptopBundle({ trust: [{ text: 'x'.repeat(256 * 1024 + 1), signatures: [] }] }),
    'bundleMalformed shape',
  ],
  [
    'more statements than allowed',
    () => laptopBundle({ trust: Array.from({ length: 4097 }, () => ({ text: '', signatures: [] })) }),
    'bundleMalformed shape',
  ],
  [
    'more signatures than allowed',
    () => laptopBundle({ trust: [{ text: '', signatures: Array.from({ length: 5 }, () => ({ key: '', signature: '' })) }] }),
    'bundleMalformed shape',
  ],
  ['trust that is no list', changed('"previous"', '"trust":{},"previous"'), 'bundleMalformed shape'],
  ['a statement that is no object', changed('"previous"', '"trust":["x"],"previous"'), 'bundleMalformed shape'],
];

const addressing: readonly Attack[] = [
  ['another cluster', () => laptopBundle({ cluster: 'another' }), 'bundleOtherCluster'],
  ['a cluster of the same look', () => laptopBundle({ cluster: 'a cluster ' }), 'bundleOtherCluster'],
  ['a cluster in capitals', () => laptopBundle({ cluster: 'A CLUSTER' }), 'bundleOtherCluster'],
  ['no cluster', changed('"cluster":"a cluster"', '"cluster":""'), 'bundleMalformed shape'],
  ['for another office', () => laptopBundle({ to: ['Oradea'] }), 'bundleForOthers'],
  ['for two other offices', () => laptopBundle({ to: ['Oradea', 'Arad'] }), 'bundleForOthers'],
  ['for an office of the same look', () => laptopBundle({ to: ['szeged', 'Szeged '] }), 'bundleForOthers'],
  ['for an office called __proto__', () => laptopBundle({ to: ['__proto__'] }), 'bundleForOthers'],
  ['for nobody', changed('"createdAt"', '"to":[],"createdAt"'), 'bundleMalformed shape'],
  ['for something that is no office', changed('"createdAt"', '"to":[7],"createdAt"'), 'bundleMalformed shape'],
  ['for our office as a text', changed('"createdAt"', '"to":"Szeged","createdAt"'), 'bundleMalformed shape'],
  ['for too many', () => laptopBundle({ to: Array.from({ length: 1001 }, (_, at) => `office ${at}`) }), 'bundleMalformed shape'],
  [
    'for others, twice, so that a reader may take either',
    changed('"createdAt"', '"to":["Oradea"],"to":["Oradea"],"createdAt"'),
    'bundleForOthers',
  ],
  ['a newer reader', changed('"minReader":1', '"minReader":2'), 'bundleNewer'],
  ['a newer version', async () => raw(text(await laptopBundle()).replace('"version":1', '"version":2')), 'bundleNewer'],
  ['a reader that there never was', changed('"minReader":1', '"minReader":0'), 'bundleMalformed shape'],
];

itDecides(
  [
    ['T1 forgery', forgeries],
    ['T1 forged statements', statementAttacks],
    ['T1 wrong recipient, wrong cluster, wrong reader', addressing],
  ],
  70,
);

it('T2 replay: a bundle received again says the same, and a signature serves no other', async () => {
  const bytes = await laptopBundle();
  for (let time = 0; time < 5; time += 1) expect(await receive(bytes)).toBe('applied');
  const signature = laptop.sign(footerMessage('0'.repeat(64)));
  expect(await receive(await withSignature(signature)())).toBe('wrongSignature');
});
