import { gzipSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, expect, it } from 'vitest';
import { checkRecipients, type EncryptTo, encrypt, openWithIdentities, openWithPassphrase } from '../../../src/exchange/envelope.ts';
import type { Bytes } from '../../../src/exchange/format.ts';
import { laptopBundle, mallory, receive, theirRecords } from '../reception.ts';
import { type Attack, itDecides, raw } from './attack.ts';

const zeros = Buffer.alloc(1024 * 1024);

let ours = '';
let encryptTo: EncryptTo;
let toStranger: EncryptTo;
beforeAll(async () => {
  const stranger = await generateX25519Identity();
  ours = await generateX25519Identity();
  const to = async (identity: string): Promise<EncryptTo> => {
    const checked = checkRecipients([await identityToRecipient(identity)]);
    if (!checked.ok) throw new Error(checked.error.type);
    return checked.value;
  };
  [encryptTo, toStranger] = [await to(ours), await to(stranger)];
});
const enveloped = async (content: Uint8Array, to: EncryptTo = encryptTo): Promise<Buffer> => {
  const parts: Bytes[] = [];
  const once = (async function* () {
    yield raw(content);
  })();
  for await (const part of encrypt(once, to, 10)) parts.push(part);
  return Buffer.concat(parts);
};
const headerText = (file: Buffer): string => file.toString('latin1').slice(0, file.indexOf('\n', file.indexOf('\n--- ') + 1) + 1);
const edited = async (change: (header: string) => string): Promise<Bytes> => {
  const file = await enveloped(await laptopBundle());
  const header = headerText(file);
  return raw(Buffer.concat([Buffer.from(change(header), 'latin1'), file.subarray(header.length)]));
};
const envelopes: readonly Attack[] = [
  ['around a right bundle', async () => raw(await enveloped(gzipSync(await laptopBundle()))), 'applied'],
  ['for others', async () => raw(await enveloped(await laptopBundle(), toStranger)), 'bundleNotForUs'],
  [
    'that a stranger made around an unsigned bundle',
    async () => raw(await enveloped(await laptopBundle({}, theirRecords, null))),
    'unsigned',
  ],
  [
    'that a stranger made around a bundle of his own',
    async () => raw(await enveloped(await laptopBundle({}, theirRecords, mallory))),
    'unknownKey',
  ],
  ['around a bundle for another office', async () => raw(await enveloped(await laptopBundle({ to: ['Oradea'] }))), 'bundleForOthers'],
  ['around a bomb', async () => raw(await enveloped(gzipSync(Buffer.concat(new Array(64).fill(zeros)), { level: 1 }))), 'bundleNotABundle'],
  ['around nothing', async () => raw(await enveloped(new Uint8Array(0))), 'bundleTruncated'],
  ['around another envelope', async () => raw(await enveloped(await enveloped(await laptopBundle()))), 'bundleNotABundle'],
  ['with a passphrase', async () => raw(await enveloped(await laptopBundle(), { passphrase: 'x' as never })), 'bundleNeedsPassphrase'],
  ['with its last byte missing', async () => raw((await enveloped(await laptopBundle())).subarray(0, -1)), 'bundleEnvelopeDamaged'],
  ['with a byte more', async () => raw(Buffer.concat([await enveloped(await laptopBundle()), Buffer.from('x')])), 'bundleEnvelopeDamaged'],
  ['with nothing after its header', async () => raw(headerText(await enveloped(await laptopBundle()))), 'bundleEnvelopeDamaged'],
  ['with half a header', async () => raw(headerText(await enveloped(await laptopBundle())).slice(0, 60)), 'bundleEnvelopeDamaged'],
  ['of a version to come', () => edited((header) => header.replace('/v1', '/v2')), 'bundleEnvelopeDamaged'],
  [
    'with a recipient more',
    () => edited((header) => header.replace('\n---', `\n-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n---`)),
    'bundleEnvelopeDamaged',
  ],
  [
    'with a wrong MAC',
    () => edited((header) => header.replace(/--- (.)/, (_, first: string) => `--- ${first === 'A' ? 'B' : 'A'}`)),
    'bundleEnvelopeDamaged',
  ],
  ['with no recipients', () => edited((header) => header.replace(/-> [\s\S]*(?=---)/, '')), 'bundleNotForUs'],
  ['with line ends of Windows', () => edited((header) => header.replaceAll('\n', '\r\n')), 'bundleEnvelopeDamaged'],
  [
    'with its payload twice',
    async () => {
      const file = await enveloped(await laptopBundle());
      return raw(Buffer.concat([file, file.subarray(headerText(file).length)]));
    },
    'bundleEnvelopeDamaged',
  ],
  [
    'with the payload of another',
    async () => {
      const [one, two] = [await enveloped(await laptopBundle()), await enveloped(await laptopBundle({ id: 'another' }))];
      return raw(Buffer.concat([Buffer.from(headerText(one), 'latin1'), two.subarray(headerText(two).length)]));
    },
    'bundleEnvelopeDamaged',
  ],
  [
    'in armor that is broken off',
    async () => raw(`-----BEGIN AGE ENCRYPTED FILE-----\n${(await enveloped(await laptopBundle())).toString('base64').slice(0, 640)}`),
    'bundleEnvelopeDamaged',
  ],
  [
    'in armor with other letters',
    async () => raw('-----BEGIN AGE ENCRYPTED FILE-----\n!!!!\n-----END AGE ENCRYPTED FILE-----\n'),
    'bundleEnvelopeDamaged',
  ],
];

itDecides([['T1 an envelope', envelopes]], 22, () => openWithIdentities([ours]));

it('a passphrase envelope whose passphrase is guessed wrongly says so', async () => {
  const file = raw(await enveloped(await laptopBundle(), { passphrase: 'x' as never }));
  expect(await receive(file, { open: openWithPassphrase('y') })).toBe('bundleWrongPassphrase');
  expect(await receive(file, { open: openWithPassphrase('x') })).toBe('applied');
});
