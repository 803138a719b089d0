import { expect, it } from 'vitest';
import type { Signer, TrustedOffice } from '../../../src/exchange/trust/book.ts';
import type { PublicKey } from '../../../src/exchange/trust/keys.ts';
import { withdrawnDevices } from '../../../src/replica/retired.ts';

const key = 'ed25519:x' as PublicKey; // Only passed on.
const signer = (device: string, isWithdrawn: boolean): Signer => ({
  office: 'arad',
  device,
  key,
  recipient: '',
  author: '',
  officeKey: key,
  at: 0,
  revokedUpTo: isWithdrawn ? [{}] : [],
});
const office = (signers: readonly Signer[]): TrustedOffice => ({
  office: 'arad',
  name: 'Arad',
  country: 'RO',
  isOwn: false,
  keys: [key],
  revokedKeys: [],
  mayReturn: [],
  forked: false,
  signers,
});

it('a machine counts as withdrawn when none of its certificates is in force any more', () => {
  const offices = new Map([
    ['arad', office([signer('gone', true), signer('renewed', true), signer('renewed', false), signer('here', false)])],
  ]);
  expect([...withdrawnDevices({ offices })]).toEqual(['gone']);
});
