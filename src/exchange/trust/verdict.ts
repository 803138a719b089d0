import type { RunRecords, Vector } from '../../crdt/types.ts';
import { covers } from '../../crdt/vector.ts';
import type { BundleFooter, BundleHeader } from '../format.ts';
import { type SignatureState, verifyFooter } from '../signature.ts';
import { type Anchor, isInForce, type Signer, signersOf, type TrustBook, trustBookOf } from './book.ts';
import { fingerprint, isPublicKey, type PublicKey } from './keys.ts';
import { newStatements, type VerifiedStatement } from './statements.ts';

/** The office an unknown signer says to work for. `fingerprint` is that of the office's key, to be compared by telephone. */
export type Claim = {
  readonly office: string;
  readonly name: string;
  readonly country: string;
  readonly key: PublicKey;
  readonly fingerprint: string;
  /** Trusted offices that have admitted this key. */
  readonly vouchedBy: readonly string[];
};

/**
 * What a bundle's signature is worth here. Only `trusted` is applied by itself; everything else waits for a person.
 * `notIts`: a known key signed for another replica or office than its certificate names. `revoked` names the first run that goes
 * beyond what was still accepted.
 */
export type Verdict =
  | { readonly state: 'trusted'; readonly office: string; readonly device: string; readonly author: string }
  | { readonly state: 'unsigned' }
  | { readonly state: 'wrongSignature' }
  | { readonly state: 'unknownKey'; readonly key: string; readonly fingerprint: string; readonly claim: Claim | null }
  | { readonly state: 'revoked'; readonly office: string; readonly device: string; readonly run: string }
  | { readonly state: 'notIts'; readonly office: string; readonly device: string };

type Judged = { readonly header: BundleHeader; readonly footer: BundleFooter };

/** The verdict on a bundle beside a book that already holds the bundle's own statements; `runs` those known with the bundle's. */
export const verdictOf = (book: TrustBook, { header, footer }: Judged, signature: SignatureState, runs: RunRecords): Verdict => {
  if (signature !== 'right' || footer.key === undefined) return { state: signature === 'missing' ? 'unsigned' : 'wrongSignature' };
  const signers = signersOf(book, footer.key);
  const [first] = signers;
  if (first === undefined) return unknownKey(book, footer.key);
  const { device, office, author } = header.from;
  const signer = signers.find((each) => each.device === device && each.office === office);
  if (signer === undefined) return { state: 'notIts', office: first.office, device: first.device };
  const beyond = isInForce(signer) ? null : firstBeyond(header.heads, [signer], runs);
  if (beyond !== null) return { state: 'revoked', office, device, run: beyond };
  return beyondRevocation(book, header.heads, runs) ?? { state: 'trusted', office, device, author };
};

/** What was judged, and the statements the bundle brought that hold and were not known yet: they are kept only with the bundle. */
export type Judgement = { readonly verdict: Verdict; readonly book: TrustBook; readonly brought: readonly VerifiedStatement[] };

/** Checks a bundle's signature and statements and says what it is worth. `runs` are those known; the bundle's own are added. */
export const judgeBundle = async (
  bundle: Judged,
  known: readonly VerifiedStatement[],
  anchor: Anchor,
  runs: RunRecords,
): Promise<Judgement> => {
  const signature = await verifyFooter(bundle.footer);
  const brought = signature === 'right' ? await newStatements(known, bundle.header.trust ?? []) : [];
  const book = trustBookOf([...known, ...brought], anchor);
  const withOwn = new Map([...runs, ...bundle.header.runs.map((each) => [each.id, each] as const)]);
  return { verdict: verdictOf(book, bundle, signature, withOwn), book, brought };
};

/** The verdict on a key that nobody who is trusted has certified, and what it claims. */
export const unknownKey = (book: TrustBook, key: string): Verdict => ({
  state: 'unknownKey',
  key,
  fingerprint: isPublicKey(key) ? fingerprint(key) : '',
  claim: claimOf(book, key),
});

const claimOf = (book: TrustBook, key: string): Claim | null => {
  const certificate = book.claims.get(key);
  if (certificate === undefined) return null;
  const { office, officeKey } = certificate;
  const stranger = book.strangers.find((each) => each.key === officeKey && each.office === office);
  const { name = '', country = '', vouchedBy = [] } = stranger ?? {};
  return { office, name, country, key: officeKey, fingerprint: fingerprint(officeKey), vouchedBy };
};

/** The first run of `heads` that none of the revoked signers may still have written; null when all lie within what counts. */
const firstBeyond = (heads: Vector, revoked: readonly Signer[], runs: RunRecords): string | null =>
  Object.keys(heads).find(
    (run) => !revoked.some(({ revokedUpTo }) => revokedUpTo.every((upTo) => covers(upTo, run, heads[run] ?? 0, runs))),
  ) ?? null;

/** A bundle of a trusted replica that passes on what a revoked one wrote after its end. */
const beyondRevocation = (book: TrustBook, heads: Vector, runs: RunRecords): Verdict | null => {
  for (const { office, signers } of book.offices.values()) {
    for (const device of new Set(signers.map((each) => each.device))) {
      const ofDevice = signers.filter((each) => each.device === device);
      if (ofDevice.some(isInForce)) continue;
      const theirs = Object.fromEntries(Object.entries(heads).filter(([run]) => runs.get(run)?.device === device));
      const run = firstBeyond(theirs, ofDevice, runs);
      if (run !== null) return { state: 'revoked', office, device, run };
    }
  }
  return null;
};
