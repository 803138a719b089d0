import type { Vector } from '../../crdt/types.ts';
import { type KeyChain, lineOf } from './chains.ts';
import type { PublicKey } from './keys.ts';
import type { Sorted } from './sorted.ts';
import type { AdmitStatement, RevokeStatement } from './statements.ts';

/** Where the keys of an office end: each `Vector` limits what of a key still counts, none means that it is in force. */

/** The own office's keys, and those of them whose admissions count. */
export type OwnOffice = { readonly office: string; readonly chain: KeyChain; readonly authority: readonly PublicKey[] };

/** An office as far as it is followed: its chains, and the keys that were admitted by name. */
export type Line = { readonly office: string; readonly roots: readonly PublicKey[]; readonly chains: readonly KeyChain[] };

const isAtOrAfter = (chains: readonly KeyChain[], from: PublicKey, key: PublicKey): boolean =>
  chains.some(({ keys }) => keys.includes(from) && keys.indexOf(key) >= keys.indexOf(from));

/** Keys of a chain that it has revoked itself: a key may revoke itself and those before it, never those after it. */
export const revokedWithin = ({ keys }: KeyChain, revocations: readonly RevokeStatement[]): ReadonlyMap<PublicKey, readonly Vector[]> => {
  const revoked = new Map<PublicKey, readonly Vector[]>();
  for (const { key, by, upTo } of revocations) {
    const place = keys.indexOf(key);
    if (place >= 0 && keys.indexOf(by) >= place) revoked.set(key, [...(revoked.get(key) ?? []), upTo]);
  }
  return revoked;
};

/** By a later key, or by the same one and later by its holder's own clock. */
const isLater = (admission: AdmitStatement, revocation: RevokeStatement, { keys }: KeyChain): boolean =>
  admission.by === revocation.by ? admission.at > revocation.at : keys.indexOf(admission.by) > keys.indexOf(revocation.by);

/**
 * Revocations by the own office that end a key of another one. With any key of an office the whole office is revoked, whatever keys lead to
 * that one or follow it: it could go on with another one in a moment. A later admission by name takes that back for its key and for those
 * that follow it; for the revoked key and those after it, only the admission of one of these does.
 */
const revokedByUs = (
  key: PublicKey,
  { office, roots, chains }: Line,
  own: OwnOffice,
  { admit, rotate, revoke }: Sorted,
): readonly RevokeStatement[] => {
  const line = lineOf(roots, office, rotate);
  const covers = (admission: AdmitStatement, revoked: PublicKey): boolean =>
    isAtOrAfter(chains, admission.key, key) && (isAtOrAfter(chains, revoked, admission.key) || !isAtOrAfter(chains, revoked, key));
  const isTakenBack = (revocation: RevokeStatement): boolean =>
    admit.some(
      (admission) =>
        admission.office === office &&
        own.authority.includes(admission.by) &&
        isLater(admission, revocation, own.chain) &&
        covers(admission, revocation.key),
    );
  return revoke.filter((each) => line.has(each.key) && own.chain.keys.includes(each.by) && !isTakenBack(each));
};

/** How a key of an office ends, by that office itself and by the own one. `mayReturn`: an admission of it by name makes it count. */
export type Ends = { readonly upTo: readonly Vector[]; readonly mayReturn: boolean };

export const endsOf = (key: PublicKey, line: Line, own: OwnOffice, sorted: Sorted): Ends => {
  const within = line.chains.flatMap((chain) => revokedWithin(chain, sorted.revoke).get(key) ?? []);
  const byUs = line.office === own.office ? [] : revokedByUs(key, line, own, sorted);
  const isNewer = byUs.every((each) => each.key !== key && isAtOrAfter(line.chains, each.key, key));
  return { upTo: [...within, ...byUs.map(({ upTo }) => upTo)], mayReturn: within.length === 0 && byUs.length > 0 && isNewer };
};
