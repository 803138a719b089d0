import { expect, it } from 'vitest';
import { invitationText, parseInvitation } from '../../../src/exchange/trust/invitation.ts';
import { fingerprint } from '../../../src/exchange/trust/keys.ts';
import type { SignedStatement } from '../../../src/exchange/trust/statements.ts';
import { admit, device, keyNamed, office, verified } from '../keyring.ts';

const szeged = keyNamed('Szeged');
const mallory = keyNamed('Mallory');
const laptop = keyNamed('a laptop');
const known = [office('Szeged', szeged), device('Szeged', szeged, 'laptop', laptop), office('Timișoara', keyNamed('Timișoara'))];

const made = async (): Promise<string> => invitationText(await verified(known), 'a cluster', 'Szeged') ?? '';
const of = (statements: readonly SignedStatement[]): string =>
  JSON.stringify({ format: 'interreg-cluster/invitation', version: 1, statements });

it('an invitation names the office, its replicas and the fingerprint to compare, and fits a QR code', async () => {
  const text = await made();
  expect(Buffer.byteLength(text)).toBeLessThan(2900);
  expect(await parseInvitation(`\n${text}\n`)).toMatchObject({
    ok: true,
    value: { office: { name: 'Szeged', key: szeged.key }, devices: [{ device: 'laptop' }], fingerprint: fingerprint(szeged.key) },
  });
});

it('there is none for an office that has not said its key', async () => {
  expect(invitationText(await verified(known), 'a cluster', 'Oradea')).toBeNull();
  expect(invitationText(await verified(known), 'another cluster', 'Szeged')).toBeNull();
});

it('a changed invitation does not hold, whichever character was changed', async () => {
  const text = await made();
  for (let at = 0; at < text.length; at += 3) {
    const changed = text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);
    expect((await parseInvitation(changed)).ok, `character ${at}`).toBe(false);
  }
});

it.each([
  ['', 'invitationNone'],
  ['Kedves Kollégák!', 'invitationNone'],
  ['{"format":"interreg-cluster/bundle","version":1}', 'invitationNone'],
  ['['.repeat(16_000), 'invitationNone'],
  ['x'.repeat(20_000), 'invitationNone'],
  ['{"format":"interreg-cluster/invitation","version":2,"more":1}', 'invitationNewer'],
  ['{"format":"interreg-cluster/invitation","version":1}', 'invitationDamaged'],
  [of([]), 'invitationDamaged'],
  [of([device('Szeged', szeged, 'laptop', laptop)]), 'invitationDamaged'],
  [of([office('Szeged', szeged), office('Timișoara', mallory)]), 'invitationDamaged'],
  [of([office('Szeged', szeged), device('Szeged', mallory, 'laptop', laptop)]), 'invitationDamaged'],
  [of([office('Szeged', szeged), admit(szeged, 'Mallory', mallory)]), 'invitationDamaged'],
  [of([{ ...office('Szeged', szeged), signatures: [] }]), 'invitationDamaged'],
])('%.60s is told as %s', async (text, type) => {
  expect(await parseInvitation(text)).toEqual({ ok: false, error: { type } });
});
