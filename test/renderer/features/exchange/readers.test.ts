import { describe, expect, it } from 'vitest';
import { readersOf } from '../../../../src/renderer/features/exchange/seal/readers.ts';
import type { ShownTrust, Signer, TrustedOffice } from '../../../../src/replica/api.ts';

const signer = (device: string, revoked = false): Signer => ({ device, revokedUpTo: revoked ? [{}] : [] }) as unknown as Signer; // Nothing else of it matters here.
const office = (id: string, name: string, signers: readonly Signer[]): readonly [string, TrustedOffice] => [
  id,
  { office: id, name, isOwn: id === 'own', signers } as unknown as TrustedOffice,
];
const own = office('own', 'Szeged', [signer('here')]);
const readers = (to: string | null, ...others: readonly (readonly [string, TrustedOffice])[]) =>
  readersOf({ offices: new Map([own, ...others]) as ShownTrust['offices'], device: 'here', office: to });

describe('who could open a file that is encrypted to keys', () => {
  it('is nobody at an office that has not been accepted, has no laptop yet, or whose laptops were withdrawn', () => {
    expect(readers('t')).toEqual({ can: 'nobodyThere', why: 'notAccepted' });
    expect(readers('t', office('t', 'Timișoara', []))).toEqual({ can: 'nobodyThere', why: 'withoutLaptops' });
    expect(readers('t', office('t', 'Timișoara', [signer('there', true)]))).toEqual({ can: 'nobodyThere', why: 'withoutLaptops' });
    expect(readers('own')).toEqual({ can: 'nobodyThere', why: 'withoutLaptops' });
  });

  it('is that office, and the own one', () => {
    const others = [office('t', 'Timișoara', [signer('there')]), office('a', 'Arad', [signer('far')])];
    expect(readers('t', ...others)).toEqual({ can: 'offices', names: ['Timișoara', 'Szeged'] });
  });

  it('are, of a file of everything, all offices with a laptop that counts, or only the own one', () => {
    expect(readers(null)).toEqual({ can: 'ownOnly' });
    expect(readers(null, office('t', 'Timișoara', [signer('there', true)]))).toEqual({ can: 'ownOnly' });
    const others = [office('t', 'Timișoara', [signer('there')]), office('a', 'Arad', []), office('d', 'Deva', [signer('far')])];
    expect(readers(null, ...others)).toEqual({ can: 'offices', names: ['Timișoara', 'Deva', 'Szeged'] });
  });
});
