import type { PackedRecord, RunRecords, Vector } from '../../crdt/types.ts';
import { createCover } from '../../crdt/vector.ts';
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
  /** Names of the trusted offices that have admitted this key. */
  readonly vouching: readonly string[];
};

/**
 * What a bundle's signature is worth here. Only `trusted` is applied by itself; everything else waits for a person.
 * `notIts`: a known key signed for another replica or office than its certificate names. `revoked`: by such a key, or with what one wrote
 * after its end.
 */
export type Verdict =
  | { readonly state: 'trusted'; readonly office: string; readonly device: string; readonly author: string }
  | { readonly state: 'unsigned' }
  | { readonly state: 'wrongSignature' }
  | { readonly state: 'unknownKey'; readonly key: string; readonly fingerprint: string; readonly claim: Claim | null }
  | { readonly state: 'revoked'; readonly office: string; readonly device: string }
  | { readonly state: 'notIts'; readonly office: string; readonly device: string };

type Judged = { readonly header: BundleHeader; readonly footer: BundleFooter };

/**
 * The verdict on a bundle beside a book that already holds the bundle's own statements; `runs` those known with the bundle's. `reach` answers
 * how far anything in it goes. What a key signed that is revoked never counts by itself: nobody can tell when it was signed.
 */
export const verdictOf = (
  book: TrustBook,
  { header, footer }: Judged,
  signature: SignatureState,
  runs: RunRecords,
  reach: () => Vector = () => reachOf(header, []),
): Verdict => {
  if (signature !== 'right' || footer.key === undefined) return { state: signature === 'missing' ? 'unsigned' : 'wrongSignature' };
  const signers = signersOf(book, footer.key);
  const [first] = signers;
  if (first === undefined) return unknownKey(book, footer.key);
  const { device, office } = header.from;
  const signer = signers.find((each) => each.device === device && each.office === office);
  if (signer === undefined) return { state: 'notIts', office: first.office, device: first.device };
  if (!isInForce(signer)) return { state: 'revoked', office, device };
  return beyondRevocation(book, reach, runs) ?? { state: 'trusted', office, device, author: header.from.author };
};

/** What was judged, and the statements the bundle brought that hold and were not known yet: they are kept only with the bundle. */
export type Judgement = { readonly verdict: Verdict; readonly book: TrustBook; readonly brought: readonly VerifiedStatement[] };

/**
 * What is known where a bundle is judged: `runs` without the bundle's own; `records` are the bundle's, where they have been read. `held`: how
 * far what has been taken in there goes.
 */
export type JudgedBy = {
  readonly known: readonly VerifiedStatement[];
  readonly anchor: Anchor;
  readonly runs: RunRecords;
  readonly records?: readonly PackedRecord[];
  readonly held?: readonly Vector[];
};

/** Checks a bundle's signature and statements and says what it is worth. */
export const judgeBundle = async (bundle: Judged, { known, anchor, runs, records = [], held = [] }: JudgedBy): Promise<Judgement> => {
  const signature = await verifyFooter(bundle.footer);
  const brought = signature === 'right' ? await newStatements(known, bundle.header.trust ?? []) : [];
  const book = trustBookOf([...known, ...brought], anchor);
  const withOwn = new Map([...runs, ...bundle.header.runs.map((each) => [each.id, each] as const)]);
  const verdict = verdictOf(book, bundle, signature, withOwn, () => unheld(reachOf(bundle.header, records), held, withOwn));
  return { verdict, book, brought };
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
  const vouching = vouchedBy.map((id) => book.offices.get(id)?.name || id.slice(0, 8));
  return { office, name, country, key: officeKey, fingerprint: fingerprint(officeKey), vouching };
};

/** The furthest that the header or any record goes in each run: a record may go beyond the heads, as after a gap. */
const reachOf = ({ heads, base }: BundleHeader, records: readonly PackedRecord[]): Vector => {
  const furthest = new Map<string, number>();
  const take = (vector: Vector): void => {
    for (const run in vector) furthest.set(run, Math.max(vector[run] ?? 0, furthest.get(run) ?? 0));
  };
  take(heads);
  take(base);
  for (const { seen } of records) take(seen);
  return Object.fromEntries(furthest);
};

/**
 * What goes beyond what is held: a bundle brings nothing of the rest. Heads are never taken back, so whoever has once received more of a machine
 * than its office counts would otherwise have to be confirmed with every bundle for ever.
 */
const unheld = (reach: Vector, held: readonly Vector[], runs: RunRecords): Vector => {
  const isHeld = createCover(held, runs);
  return Object.fromEntries(Object.entries(reach).filter(([run, n]) => !isHeld(run, n)));
};

type Reaching = { readonly run: string; readonly n: number };

/** Whether some run goes further than any of these revoked signers may still have written. */
const isBeyond = (reaching: readonly Reaching[], revoked: readonly Signer[], runs: RunRecords): boolean => {
  const allowed = revoked.map(({ revokedUpTo }) => revokedUpTo.map((upTo) => createCover([upTo], runs)));
  return reaching.some(({ run, n }) => !allowed.some((covers) => covers.every((cover) => cover(run, n))));
};

/** Whether a run was written for an office that vouches for its machine: that machine may have worked for another one, or be said to have. */
const createVouched = ({ offices }: TrustBook, runs: RunRecords): ((run: string) => boolean) => {
  const inForce = [...offices.values()].flatMap(({ signers }) => signers.filter(isInForce));
  const vouched = new Set(inForce.map(({ office, device }) => `${office} ${device}`));
  return (run) => {
    const record = runs.get(run);
    return record !== undefined && vouched.has(`${record.office} ${record.device}`);
  };
};

/** A bundle of a trusted replica that passes on what a revoked one wrote after its end, or somebody for an office of which none is left. */
const beyondRevocation = (book: TrustBook, reach: () => Vector, runs: RunRecords): Verdict | null => {
  let reaching: readonly Reaching[] | null = null;
  const isVouched = createVouched(book, runs);
  for (const { office, signers } of book.offices.values()) {
    if (signers.every(isInForce)) continue;
    reaching ??= Object.entries(reach()).flatMap(([run, n]) => (isVouched(run) ? [] : [{ run, n }]));
    const isOver = !signers.some(isInForce);
    for (const device of new Set(signers.map((each) => each.device))) {
      const ofDevice = signers.filter((each) => each.device === device);
      const theirs = reaching.filter(({ run }) => runs.get(run)?.device === device || (isOver && runs.get(run)?.office === office));
      if (!ofDevice.some(isInForce) && isBeyond(theirs, isOver ? signers : ofDevice, runs)) return { state: 'revoked', office, device };
    }
  }
  return null;
};
