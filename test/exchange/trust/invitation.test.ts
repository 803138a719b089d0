import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trustBookOf } from '../../../src/exchange/trust/book.ts';
import { invitationText, objectionTo, parseInvitation } from '../../../src/exchange/trust/invitation.ts';
import { invitationCode } from '../../../src/exchange/trust/invitationCode.ts';
import { fingerprint } from '../../../src/exchange/trust/keys.ts';
import type { SignedStatement } from '../../../src/exchange/trust/statements.ts';
import { admit, anchorOf, device, keyNamed, office, revoke, rotate, verified } from '../keyring.ts';

const szeged = keyNamed('Szeged');
const mallory = keyNamed('Mallory');
const laptop = keyNamed('a laptop');
const known = [office('Szeged', szeged), device('Szeged', szeged, 'laptop', laptop), office('Timișoara', keyNamed('Timișoara'))];

const made = async (statements = known): Promise<string> => {
  const held = await verified(statements);
  return invitationText(held, trustBookOf(held, anchorOf('Szeged', szeged))) ?? '';
};
const of = (statements: readonly SignedStatement[]): string =>
  JSON.stringify({ format: 'interreg-cluster/invitation', version: 1, statements });

it('an invitation names the office, its replicas and the fingerprint to compare', async () => {
  const text = await made();
  expect(await parseInvitation(`\n${text}\n`)).toMatchObject({
    ok: true,
    value: { office: { name: 'Szeged', key: szeged.key }, devices: [{ device: 'laptop' }], fingerprint: fingerprint(szeged.key) },
  });
});

it('an invitation never carries what another key says under the name of the office', async () => {
  expect(await made([...known, office('Szeged', mallory), device('Szeged', mallory, 'tablet', keyNamed('a tablet'))])).toBe(await made());
});

it('a QR code carries the same invitation in fewer characters, whatever white space was put into it on its way', async () => {
  const text = await made();
  const code = await invitationCode(text);
  expect(code).toMatch(/^[0-9A-Z $%*+./:-]+$/);
  expect(code.length).toBeLessThan(text.length);
  const read = await parseInvitation(text);
  expect(read.ok).toBe(true);
  expect(await parseInvitation(code)).toEqual(read);
  expect(await parseInvitation(`\n${code.replaceAll(/.{76}/g, '$&\r\n')} `)).toEqual(read);
});

it('a shortened code does not hold, and a changed one says the very same or nothing', async () => {
  const text = await made();
  const code = await invitationCode(text);
  const read = await parseInvitation(text);
  for (let at = 0; at < code.length; at += 7) {
    const changed = await parseInvitation(code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1));
    if (changed.ok) expect(changed, `character ${at}`).toEqual(read); // Another way of packing the same text.
    expect((await parseInvitation(code.slice(0, at))).ok, `the first ${at}`).toBe(false);
  }
});

it('anything behind the mark of a code is told as damaged or as no invitation', async () => {
  const digits = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 \n=a1'), maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(digits, fc.string({ unit: 'binary', maxLength: 400 })), async (anything) => {
      const read = await parseInvitation(`INTERREG-CLUSTER:${anything}`);
      expect(read).toEqual({ ok: false, error: { type: expect.stringMatching(/^invitation(Damaged|None)$/) } });
    }),
    { numRuns: 400 },
  );
});

it('a code that would unfold without end is given up', async () => {
  const bomb = await invitationCode('['.repeat(8_000_000));
  expect(bomb.length).toBeLessThan(16 * 1024);
  expect(await parseInvitation(bomb)).toEqual({ ok: false, error: { type: 'invitationDamaged' } });
});

it('there is none for an office that has not said its key', async () => {
  const held = await verified(known);
  expect(invitationText(held, trustBookOf(held, anchorOf('Oradea', keyNamed('Oradea'))))).toBeNull();
  expect(invitationText(held, trustBookOf(held, { ...anchorOf('Szeged', szeged), cluster: 'another cluster' }))).toBeNull();
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

it('an invitation that leaves nothing to decide says why, and any other is put to a person', async () => {
  const arad = keyNamed('Arad');
  const read = await parseInvitation(await made());
  if (!read.ok) throw new Error(read.error.type);
  const objection = async (statements: readonly SignedStatement[], anchor = anchorOf('Arad', arad)): Promise<unknown> => {
    const held = await verified(statements);
    return objectionTo(read.value, trustBookOf(held, anchor), held);
  };
  const admitted = admit(arad, 'Szeged', szeged);
  expect(await objection([])).toBeNull();
  expect(await objection(known)).toBeNull();
  expect(await objection([...known, admitted])).toEqual({ type: 'invitationKnown', office: 'Szeged' });
  expect(await objection([office('Szeged', szeged), admitted]), 'its laptop is new').toBeNull();
  expect(await objection([...known, admitted, revoke(arad, 'Szeged', szeged)])).toEqual({ type: 'invitationRevoked', office: 'Szeged' });
  const former = keyNamed('its former key');
  const withdrawn = [admit(arad, 'Szeged', former), revoke(arad, 'Szeged', former)];
  const gone = [...known, ...withdrawn, rotate('Szeged', former, szeged)];
  expect(await objection(gone), 'its key is new since the withdrawal').toBeNull();
  expect(await objection([...gone, revoke(szeged, 'Szeged', szeged)])).toEqual({ type: 'invitationRevoked', office: 'Szeged' });
  const next = keyNamed('its next key');
  expect(
    await objection([...known, admitted, rotate('Szeged', szeged, next), revoke(arad, 'Szeged', next)]),
    'a key from before the withdrawal',
  ).toEqual({ type: 'invitationRevoked', office: 'Szeged' });
  expect(await objection(known, anchorOf('Szeged', szeged))).toEqual({ type: 'invitationOwn' });
  expect(await objection(known, { ...anchorOf('Arad', arad), cluster: 'another' })).toEqual({ type: 'invitationElsewhere' });
});
