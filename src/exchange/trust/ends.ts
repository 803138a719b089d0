import type { Vector } from '../../crdt/types.ts';
import { claimsOf, type KeyChain, reachedFrom } from './chains.ts';
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

type Revocations = ReadonlyMap<PublicKey, readonly RevokeStatement[]>;

/**
 * What an office has revoked of its keys: a key may revoke itself and those before it, never those after it, and whatever was claimed since
 * takes nothing of that back. Keys that lead to a revoked one end with it: whoever has that one can set any other before it.
 */
export const revokedBySelf = (office: string, { revoke, rotate }: Pick<Sorted, 'revoke' | 'rotate'>): Revocations => {
  const { after, before } = claimsOf(office, rotate);
  const revoked = new Map<PublicKey, RevokeStatement[]>();
  for (const each of revoke) {
    if (!reachedFrom([each.key], after).has(each.by)) continue;
    for (const key of reachedFrom([each.key], before)) {
      const known = revoked.get(key);
      if (known) known.push(each);
      else revoked.set(key, [each]);
    }
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
  { office, chains }: Line,
  own: OwnOffice,
  admit: readonly AdmitStatement[],
  withdrawals: readonly RevokeStatement[],
): readonly RevokeStatement[] => {
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
  return withdrawals.filter((each) => !isTakenBack(each));
};

/** How a key of an office ends, by that office itself and by the own one. `mayReturn`: an admission of it by name makes it count. */
export type Ends = { readonly upTo: readonly Vector[]; readonly mayReturn: boolean };

/** The same of each key of the office's chains. */
export const endsOf = (line: Line, own: OwnOffice, sorted: Sorted): ReadonlyMap<PublicKey, Ends> => {
  const { office, roots, chains } = line;
  const bySelf = revokedBySelf(office, sorted);
  const { after, before } = claimsOf(office, sorted.rotate);
  const all = reachedFrom(roots, after, before);
  const isOurs = ({ key, by }: RevokeStatement): boolean => office !== own.office && all.has(key) && own.chain.keys.includes(by);
  const withdrawals = sorted.revoke.filter(isOurs);
  const endOf = (key: PublicKey): Ends => {
    const within = bySelf.get(key) ?? [];
    const byUs = revokedByUs(key, line, own, sorted.admit, withdrawals);
    const isNewer = byUs.every((each) => each.key !== key && isAtOrAfter(chains, each.key, key));
    return { upTo: [...within, ...byUs].map(({ upTo }) => upTo), mayReturn: within.length === 0 && byUs.length > 0 && isNewer };
  };
  return new Map(chains.flatMap(({ keys }) => keys.map((key) => [key, endOf(key)] as const)));
};
