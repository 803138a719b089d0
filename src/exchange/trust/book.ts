import { partition } from '../../base/partition.ts';
import type { Vector } from '../../crdt/types.ts';
import { chainOf, claimsOf, type KeyChain, reachedFrom } from './chains.ts';
import { endsOf, type OwnOffice, revokedBySelf } from './ends.ts';
import type { PublicKey } from './keys.ts';
import { type Sorted, sortStatements } from './sorted.ts';
import type { AdmitStatement, DeviceStatement, OfficeStatement, Statement, VerifiedStatement } from './statements.ts';

/**
 * Where a replica stands: its cluster, its office, and a key of that office (null while it has none, and then nobody is trusted).
 * Everything else follows from statements.
 */
export type Anchor = { readonly cluster: string; readonly office: string; readonly key: PublicKey | null };

/** A replica's key as an office it trusts has certified it. Each of `revokedUpTo` limits what still counts; none: it is in force. */
export type Signer = {
  readonly office: string;
  readonly device: string;
  readonly key: PublicKey;
  readonly recipient: string;
  readonly author: string;
  readonly officeKey: PublicKey;
  readonly at: number;
  readonly revokedUpTo: readonly Vector[];
};

export type TrustedOffice = {
  readonly office: string;
  /** As the office calls itself; empty until it has said so. */
  readonly name: string;
  readonly country: string;
  readonly isOwn: boolean;
  /** Those revoked first, and of those in force the newest last. */
  readonly keys: readonly PublicKey[];
  readonly revokedKeys: readonly PublicKey[];
  /** Those of them that the office made after the own one had withdrawn its trust: accepted by name, they count. */
  readonly mayReturn: readonly PublicKey[];
  /** Two keys claim to follow its last one; somebody has to ask the office and admit the right one. */
  readonly forked: boolean;
  readonly signers: readonly Signer[];
};

/** A key that calls itself an office and was not admitted. `vouchedBy`: trusted offices that have admitted it. */
export type Stranger = {
  readonly office: string;
  readonly name: string;
  readonly country: string;
  readonly key: PublicKey;
  readonly vouchedBy: readonly string[];
};

/** A revocation by an office that may not decide it here: shown, not obeyed. */
export type Proposal = { readonly office: string; readonly key: PublicKey; readonly by: string };

export type TrustBook = {
  readonly anchor: Anchor;
  readonly offices: ReadonlyMap<string, TrustedOffice>;
  readonly strangers: readonly Stranger[];
  readonly proposals: readonly Proposal[];
  /** Certificates of replica keys by offices that are not trusted, to tell who an unknown signer says to be. */
  readonly claims: ReadonlyMap<string, DeviceStatement>;
};

/**
 * Who is trusted, from the statements known and the own office's key alone: no clock, no order of arrival, so that two replicas of an
 * office that know the same statements agree. What a revoked office key admitted or certified counts no longer; what it revoked does.
 */
export const trustBookOf = (statements: readonly VerifiedStatement[], anchor: Anchor): TrustBook => {
  const sorted = sortStatements(statements, anchor.cluster);
  const ownChain = anchor.key === null ? noKeys : chainOf(anchor.key, anchor.office, sorted.rotate);
  const ownRevoked = revokedBySelf(anchor.office, sorted);
  const own: OwnOffice = { office: anchor.office, chain: ownChain, authority: ownChain.keys.filter((key) => !ownRevoked.has(key)) };
  const roots = new Map<string, PublicKey[]>(anchor.key === null ? [] : [[anchor.office, [anchor.key]]]);
  for (const { office, key, by } of sorted.admit) if (own.authority.includes(by)) roots.set(office, [...(roots.get(office) ?? []), key]);
  const offices = new Map([...roots].sort(byFirst).map(([office, keys]) => [office, officeOf(office, keys, own, sorted)]));
  return {
    anchor,
    offices,
    strangers: strangersOf(offices, sorted),
    proposals: proposalsOf(offices, sorted),
    claims: new Map([...sorted.device].sort(byTime).map((each) => [each.key, each])),
  };
};

/** Every certificate of a key by a trusted office, those in force first. */
export const signersOf = (book: TrustBook, key: string): readonly Signer[] =>
  [...book.offices.values()]
    .flatMap(({ signers }) => signers.filter((each) => each.key === key))
    .sort((a, b) => a.revokedUpTo.length - b.revokedUpTo.length);

/** Recipients of the replicas of the given offices whose keys are in force: those a file for these offices is encrypted to. */
export const recipientsOf = (book: TrustBook, offices: readonly string[]): readonly string[] => {
  const inForce = offices.flatMap((office) => (book.offices.get(office)?.signers ?? []).filter(isInForce));
  return [...new Set(inForce.map(({ recipient }) => recipient))].sort();
};

/** Laptops of these offices, other than `device`, that could open what is encrypted to them. */
export const readersAmong = (book: TrustBook, offices: readonly string[], device: string | undefined): readonly Signer[] =>
  offices.flatMap((office) => book.offices.get(office)?.signers ?? []).filter((signer) => isInForce(signer) && signer.device !== device);

export const isInForce = ({ revokedUpTo }: Signer): boolean => revokedUpTo.length === 0;

const noKeys: KeyChain = { keys: [], forked: false };

const byFirst = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

const byTime = (a: Statement, b: Statement): number => a.at - b.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const officeOf = (office: string, roots: readonly PublicKey[], own: OwnOffice, sorted: Sorted): TrustedOffice => {
  const isOwn = office === own.office;
  const chains = [...new Set(roots)].sort().map((root) => chainOf(root, office, sorted.rotate));
  const ends = endsOf({ office, roots, chains }, own, sorted);
  const [revokedKeys, inForce] = partition([...ends.keys()], (key) => (ends.get(key)?.upTo.length ?? 0) > 0);
  const keys = [...revokedKeys, ...inForce];
  const deviceEnd = deviceEnds(office, own, sorted);
  const naming = inForce.length > 0 ? inForce : revokedKeys; // Whoever found a revoked key must not rename its office.
  const called = [...sorted.office].sort(byTime).findLast((each) => each.office === office && naming.includes(each.key));
  const certificates = [...sorted.device].sort(byTime).filter((each) => each.office === office && keys.includes(each.officeKey));
  return {
    office,
    name: called?.name ?? '',
    country: called?.country ?? '',
    isOwn,
    keys,
    revokedKeys,
    mayReturn: keys.filter((key) => ends.get(key)?.mayReturn),
    forked: chains.some(({ forked, keys: chain }) => forked && !hasFollower(chain, chains)),
    signers: certificates.map((each) => toSigner(each, [...(ends.get(each.officeKey)?.upTo ?? []), ...deviceEnd(each)])),
  };
};

/** Whether another chain of the office goes on where this one forks, because one of the keys after the fork was admitted by name. */
const hasFollower = (keys: readonly PublicKey[], chains: readonly KeyChain[]): boolean =>
  chains.some((other) => keys.every((key) => other.keys.includes(key)) && other.keys.length > keys.length);

/** A replica's key is revoked by itself, by its office with the certifying key or a later one, or by the own office. */
const deviceEnds = (office: string, own: OwnOffice, { revoke, rotate }: Sorted): ((certificate: DeviceStatement) => readonly Vector[]) => {
  const { after } = claimsOf(office, rotate);
  const byKey = Map.groupBy(revoke, ({ key }) => key);
  return ({ key, officeKey }) => {
    const revocations = byKey.get(key) ?? [];
    if (revocations.length === 0) return [];
    const later = reachedFrom([officeKey], after);
    const isOurs = (by: PublicKey): boolean => own.chain.keys.includes(by) && !own.chain.keys.includes(officeKey);
    return revocations.filter(({ by }) => by === key || later.has(by) || isOurs(by)).map(({ upTo }) => upTo);
  };
};

const toSigner = ({ office, device, key, recipient, author, officeKey, at }: DeviceStatement, revokedUpTo: readonly Vector[]): Signer => ({
  office,
  device,
  key,
  recipient,
  author,
  officeKey,
  at,
  revokedUpTo,
});

const strangersOf = (offices: ReadonlyMap<string, TrustedOffice>, { office: calls, admit }: Sorted): readonly Stranger[] => {
  const trusted = new Set([...offices.values()].flatMap(({ keys }) => keys));
  const byKey = new Map([...calls].sort(byTime).map((each): readonly [PublicKey, OfficeStatement] => [each.key, each]));
  return [...byKey.values()]
    .filter(({ key }) => !trusted.has(key))
    .map(({ office, name, country, key }) => ({ office, name, country, key, vouchedBy: vouchersOf(offices, admit, office, key) }));
};

const vouchersOf = (
  offices: ReadonlyMap<string, TrustedOffice>,
  admissions: readonly AdmitStatement[],
  office: string,
  key: PublicKey,
): readonly string[] => {
  const admitted = new Set(admissions.filter((each) => each.office === office && each.key === key).map(({ by }) => by));
  return [...offices.values()]
    .filter((each) => !each.isOwn && each.keys.some((own) => admitted.has(own) && !each.revokedKeys.includes(own)))
    .map((each) => each.office);
};

const proposalsOf = (offices: ReadonlyMap<string, TrustedOffice>, { revoke }: Sorted): readonly Proposal[] => {
  const all = [...offices.values()];
  const holderOf = (key: PublicKey): TrustedOffice | undefined =>
    all.find((each) => each.keys.includes(key) || each.signers.some((signer) => signer.key === key));
  const isDone = (key: PublicKey): boolean =>
    all.some((each) => each.revokedKeys.includes(key)) ||
    all.some((each) => each.signers.some((signer) => signer.key === key && !isInForce(signer)));
  return revoke.flatMap(({ key, by }) => {
    const proposer = all.find((each) => !each.isOwn && each.keys.includes(by) && !each.revokedKeys.includes(by));
    const holder = holderOf(key);
    return proposer === undefined || holder === undefined || isDone(key) ? [] : [{ office: holder.office, key, by: proposer.office }];
  });
};
