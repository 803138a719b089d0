import { describe, expect, it } from 'vitest';
import { fingerprint, isPublicKey } from '../../../src/exchange/trust/keys.ts';
import {
  newStatements,
  parseStatement,
  type SignedStatement,
  statementText,
  verifyStatement,
} from '../../../src/exchange/trust/statements.ts';
import { admit, device, keyNamed, office, revoke, rotate, signedWith } from '../keyring.ts';

const szeged = keyNamed('Szeged');
const newSzeged = keyNamed('Szeged, second key');
const timisoara = keyNamed('Timișoara');
const laptop = keyNamed('a laptop');
const run = 'szegedszegedszegeda2';

const each: readonly (readonly [string, SignedStatement])[] = [
  ['an office', office('Szeged', szeged)],
  ['a device', device('Szeged', szeged, 'a laptop', laptop)],
  ['an admission', admit(szeged, 'Timișoara', timisoara)],
  ['a rotation', rotate('Szeged', szeged, newSzeged)],
  ['a revocation', revoke(szeged, 'Szeged', laptop, { [run]: 7 })],
];

describe.each(each)('the statement of %s', (_, signed) => {
  it('holds, and has one text only', async () => {
    const held = await verifyStatement(signed);
    expect(held).not.toBeNull();
    if (held !== null) expect(statementText(held.statement)).toBe(signed.text);
    expect(parseStatement(signed.text.replace('{', '{ '))).toBeNull();
    expect(parseStatement(signed.text.replace('"at":', '"more":1,"at":'))).toBeNull();
  });

  it('does not hold once a signature is missing, wrong or of somebody else', async () => {
    for (const [at, one] of signed.signatures.entries()) {
      const others = signed.signatures.filter((__, index) => index !== at);
      const flipped = one.signature.replace(/^./, (digit) => (digit === 'A' ? 'B' : 'A'));
      expect(await verifyStatement({ ...signed, signatures: others })).toBeNull();
      expect(await verifyStatement({ ...signed, signatures: [...others, { ...one, signature: flipped }] })).toBeNull();
      expect(await verifyStatement({ ...signed, signatures: [...others, { ...one, key: keyNamed('Mallory').key }] })).toBeNull();
      expect(await verifyStatement({ ...signed, signatures: [...others, { ...one, signature: '' }] })).toBeNull();
    }
  });

  it('does not hold once any of its members says something else', async () => {
    const members = JSON.parse(signed.text) as Record<string, unknown>;
    for (const name of Object.keys(members)) {
      const other = name === 'at' ? 1 : name === 'kind' ? 'later' : name === 'upTo' ? {} : `${String(members[name])}x`;
      expect(await verifyStatement({ ...signed, text: JSON.stringify({ ...members, [name]: other }) }), name).toBeNull();
    }
  });
});

it('a signature for a bundle serves for no statement, because contexts differ', async () => {
  const { text } = office('Szeged', szeged);
  expect(
    await verifyStatement({ text, signatures: [{ key: szeged.key, signature: szeged.sign(new TextEncoder().encode(text)) }] }),
  ).toBeNull();
});

it('a revocation lists its runs in one order', () => {
  const upTo = { zzzzzzzzzzzzzzzzzzzz: 1, aaaaaaaaaaaaaaaaaaaa: 2 };
  const turned = { aaaaaaaaaaaaaaaaaaaa: 2, zzzzzzzzzzzzzzzzzzzz: 1 };
  expect(revoke(szeged, 'Szeged', laptop, upTo).text).toBe(revoke(szeged, 'Szeged', laptop, turned).text);
});

it('takes from a bundle only the statements that hold and are new', async () => {
  const [first, second, third] = [office('Szeged', szeged), office('Timișoara', timisoara), admit(szeged, 'Timișoara', timisoara)];
  const forged = signedWith({ ...JSON.parse(third.text), by: timisoara.key }, [szeged]);
  const known = await newStatements([], [first]);
  const added = await newStatements(known, [first, forged, second, second, third, { text: '{"kind":"later"}', signatures: [] }]);
  expect(added.map(({ signed }) => signed.text)).toEqual([second.text, third.text]);
});

it('a key is 32 bytes in one spelling, and its fingerprint six groups of four digits', () => {
  expect(isPublicKey(szeged.key)).toBe(true);
  for (const text of ['', 'ed25519:', szeged.key.slice(0, -1), `${szeged.key}A`, szeged.key.toUpperCase(), `${szeged.key}=`])
    expect(isPublicKey(text), text).toBe(false);
  expect(fingerprint(szeged.key)).toMatch(/^(\d{4} ){5}\d{4}$/);
  expect(fingerprint(szeged.key)).not.toBe(fingerprint(timisoara.key));
});
