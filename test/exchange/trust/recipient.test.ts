import { Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import { checkRecipients } from '../../../src/exchange/envelope.ts';
import { isRecipient } from '../../../src/exchange/trust/recipient.ts';
import { statementMessage, verifyStatement } from '../../../src/exchange/trust/statements.ts';
import { device, keyNamed } from '../keyring.ts';
import { recipientOfPoint } from '../recipients.ts';

const [szeged, laptop] = [keyNamed('Szeged'), keyNamed('a laptop')];

const canEncryptTo = async (recipient: string): Promise<boolean> => {
  try {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    await encrypter.encrypt('Szeged');
    return true;
  } catch {
    return false;
  }
};

/** Points of which every shared secret is zero, little-endian, beside those with the bit that X25519 does not look at. */
const smallOrder = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
].flatMap((hex) => {
  const point = Buffer.from(hex, 'hex');
  const turned = Buffer.from(point);
  turned[31] = (turned[31] ?? 0) ^ 0x80;
  return [recipientOfPoint(point), recipientOfPoint(turned)];
});

const certified = (recipient: string) => {
  const good = device('Szeged', szeged, 'a laptop', laptop);
  const text = JSON.stringify({ ...JSON.parse(good.text), recipient });
  return { text, signatures: [szeged, laptop].map(({ key, sign }) => ({ key, signature: sign(statementMessage(text)) })) };
};

it('takes what age makes of its identities, and encrypting to it works', async () => {
  for (let time = 0; time < 50; time += 1) {
    const recipient = await identityToRecipient(await generateX25519Identity());
    expect(isRecipient(recipient), recipient).toBe(true);
    expect(await verifyStatement(certified(recipient))).not.toBeNull();
  }
  const point = recipientOfPoint(Buffer.alloc(32, 9));
  expect([isRecipient(point), await canEncryptTo(point)]).toEqual([true, true]);
});

it('a point with which every secret is zero is no recipient: age reads it and cannot encrypt to it', async () => {
  expect(new Set(smallOrder).size).toBe(14);
  for (const recipient of smallOrder) {
    expect(await canEncryptTo(recipient), recipient).toBe(false);
    expect(isRecipient(recipient), recipient).toBe(false);
  }
});

it('nothing else is one: other letters, another sum, other lengths, other kinds of age', async () => {
  const good = await identityToRecipient(await generateX25519Identity());
  const hybrid = await identityToRecipient(await generateHybridIdentity());
  for (const text of [
    '',
    'age1x',
    'age1nothing',
    good.slice(0, -1),
    `${good}q`,
    good.toUpperCase(),
    ` ${good}`,
    good.replace('age1', 'aga1'),
    hybrid,
  ])
    expect(isRecipient(text), text).toBe(false);
  for (let at = 4; at < good.length; at += 1)
    expect(isRecipient(`${good.slice(0, at)}${good[at] === 'q' ? 'p' : 'q'}${good.slice(at + 1)}`), String(at)).toBe(false);
});

it('a certificate with a recipient that nobody can encrypt to does not hold, whoever signed it', async () => {
  for (const recipient of ['age1x', `age1${'q'.repeat(58)}`, ...smallOrder])
    expect(await verifyStatement(certified(recipient)), recipient).toBeNull();
});

it('sealing leaves out what it cannot encrypt to and fails only where nobody is left', async () => {
  const good = await identityToRecipient(await generateX25519Identity());
  expect(checkRecipients(['age1x', good, ...smallOrder])).toEqual({ ok: true, value: { recipients: [good] } });
  expect(checkRecipients(['age1x'])).toEqual({ ok: false, error: { type: 'recipientUnreadable', recipient: 'age1x' } });
});
