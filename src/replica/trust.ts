import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord } from '../crdt/types.ts';
import type { BundleHeader } from '../exchange/format.ts';
import type { ReadBundle } from '../exchange/read.ts';
import type { SignDigest } from '../exchange/signature.ts';
import { type Anchor, isInForce, type Signer, signersOf, type TrustBook, trustBookOf } from '../exchange/trust/book.ts';
import { isSignedBy, type PublicKey } from '../exchange/trust/keys.ts';
import {
  type DeviceStatement,
  newStatements,
  parseStatement,
  requiredSigners,
  type SignedStatement,
  type Statement,
  statementMessage,
  type VerifiedStatement,
  verifyStatement,
} from '../exchange/trust/statements.ts';
import { type Judgement, judgeBundle } from '../exchange/trust/verdict.ts';
import type { CommitError, CommitReceipt, Identity } from './api.ts';
import { refusal, runsWithOwn, writeCommit } from './commit.ts';
import { roomForStatements } from './facts.ts';
import type { Session } from './session.ts';

/** Where this replica stands; while it belongs to no office it trusts nobody. */
export const anchorOf = ({ identity }: Session): Anchor => ({
  cluster: identity?.cluster ?? '',
  office: identity?.office.id ?? '',
  key: identity?.officeKey ?? null,
});

/** The known statements that hold, in the order in which they came. Each is checked once while the store is open. */
export const knownStatements = async (session: Session): Promise<readonly VerifiedStatement[]> => {
  const { verified, facts } = session;
  for (const signed of facts.statements) if (!verified.has(signed)) verified.set(signed, await verifyStatement(signed));
  return facts.statements.flatMap((signed) => verified.get(signed) ?? []);
};

/** Who is trusted here now. */
export const bookOf = async (session: Session): Promise<TrustBook> => trustBookOf(await knownStatements(session), anchorOf(session));

/** Checks who signed a bundle and what that is worth here; `records` are the bundle's own, where they have been read. */
export const judge = async (session: Session, bundle: ReadBundle, records: readonly PackedRecord[] = []): Promise<Judgement> => {
  const { heads, claims, runs } = session.facts;
  const held = [heads, ...claims.map((claim) => claim.heads)];
  return judgeBundle(bundle, { known: await knownStatements(session), anchor: anchorOf(session), runs, records, held });
};

/** What a replica says of itself before its office has signed for it: the certificate it asks for, signed by its own key only. */
const requestOf = async (signed: SignedStatement, officeKeys: readonly PublicKey[]): Promise<DeviceStatement | null> => {
  const statement = parseStatement(signed.text);
  if (statement?.kind !== 'device' || !officeKeys.includes(statement.officeKey)) return null;
  if (signed.signatures.some(({ key }) => key === statement.officeKey)) return null;
  const own = signed.signatures.find(({ key }) => key === statement.key);
  return own !== undefined && (await isSignedBy(statement.key, own.signature, statementMessage(signed.text))) ? statement : null;
};

/** The certificate that the signer of a bundle asks the own office for, of several the one by its newest key; null where it asks for none. */
export const requestIn = async (session: Session, { header, footer }: ReadBundle): Promise<SignedStatement | null> => {
  const officeKeys = (await bookOf(session)).offices.get(session.identity?.office.id ?? '')?.keys ?? [];
  let asked: { readonly signed: SignedStatement; readonly place: number } | null = null;
  for (const signed of header.trust ?? []) {
    const request = await requestOf(signed, officeKeys);
    if (request === null || request.key !== footer.key || request.device !== header.from.device) continue;
    const place = officeKeys.indexOf(request.officeKey);
    if (asked === null || place > asked.place) asked = { signed, place };
  }
  return asked?.signed ?? null;
};

/** Whether a statement says that this machine works for the office it works for now; once it may have worked for another one. */
const isOwnCertificate = ({ identity }: Session, statement: Statement | null): boolean =>
  statement?.kind === 'device' && statement.device === identity?.device && statement.office === identity.office.id;

/** Whether this machine has said of itself what its office has signed, or has yet to sign. */
export const hasSpoken = (session: Session): boolean =>
  session.facts.statements.some(({ text }) => isOwnCertificate(session, parseStatement(text)));

/** The certificate that this machine asks its office for, as it has last asked; null where nobody has to sign one. */
export const ownRequest = async (session: Session): Promise<SignedStatement | null> => {
  const known = await knownStatements(session);
  if (known.some(({ statement }) => isOwnCertificate(session, statement))) return null;
  return session.facts.statements.findLast(({ text }) => isOwnCertificate(session, parseStatement(text))) ?? null;
};

/** What a bundle carries about keys: all that is known and holds, and the own request while nobody has signed it. */
export const statementsToCarry = async (session: Session): Promise<readonly SignedStatement[]> => {
  const known = await knownStatements(session);
  const request = await ownRequest(session);
  return [...known.map(({ signed }) => signed), ...(request === null ? [] : [request])];
};

/** The name a bundle of this replica goes out under; unsigned where the desktop has no keys. */
export const signerOf = (session: Session): SignDigest | undefined => {
  const { desktop } = session;
  return desktop === null ? undefined : (sha256) => desktop.signBundle(sha256);
};

/** Keeps statements that hold and are new, as a commit without records. Stands in the writers' line. */
export const addStatements = async (
  session: Session,
  signed: readonly SignedStatement[],
): Promise<Result<CommitReceipt, CommitError | { readonly type: 'statementRefused' }>> => {
  const refused = refusal(session);
  const { identity } = session;
  if (refused || !identity) return err(refused ?? { type: 'notSetUp' });
  const added = await newStatements(await knownStatements(session), signed);
  const at = session.clock();
  if (added.length === 0 && signed.length > 0) {
    const known = new Set((await knownStatements(session)).map((each) => each.signed.text));
    if (!signed.every(({ text }) => known.has(text))) return err({ type: 'statementRefused' });
  }
  if (added.length === 0) return ok({ run: session.run.id, n: session.run.n, at, changed: 0 });
  return keepStatements(
    session,
    identity,
    added.map((each) => each.signed),
  );
};

/** What a stranger says of himself, so that his office can be accepted later: the certificate of the signing key, and the office's own word. */
const introductionIn = (brought: readonly VerifiedStatement[], signer: string | undefined): readonly VerifiedStatement[] => {
  const certificate = brought.find(({ statement }) => statement.kind === 'device' && statement.key === signer);
  if (certificate?.statement.kind !== 'device') return [];
  const { office, officeKey } = certificate.statement;
  const word = brought.find(({ statement }) => statement.kind === 'office' && statement.office === office && statement.key === officeKey);
  return word ? [word, certificate] : [certificate];
};

/**
 * Those that have room. What a key of the own office says always has, whoever passes it on: full of what another office says, a machine must still
 * hear of a withdrawal.
 */
export const thatFit = async (session: Session, brought: readonly VerifiedStatement[]): Promise<readonly VerifiedStatement[]> => {
  const hasRoom = roomForStatements(session.facts);
  const own = brought.length === 0 ? undefined : (await bookOf(session)).offices.get(session.identity?.office.id ?? '');
  const isOwnWord = ({ statement }: VerifiedStatement): boolean =>
    requiredSigners(statement).some((key) => own?.keys.includes(key) === true && !own.revokedKeys.includes(key));
  return brought.filter((each) => isOwnWord(each) || hasRoom(each.signed));
};

/**
 * What a bundle says of keys that is new, holds and has room, where its signer's key is, or was until now, in force; null where it is not. What
 * the own office passes on always has room.
 */
const saidByTrusted = async (
  session: Session,
  { header, footer }: ReadBundle,
  { book, brought }: Judgement,
): Promise<readonly VerifiedStatement[] | null> => {
  const { device, office } = header.from;
  const isTheirs = (signer: Signer): boolean => isInForce(signer) && signer.device === device && signer.office === office;
  const books = brought.length === 0 ? [] : [await bookOf(session), book]; // An office that withdraws its own key says so with that key.
  if (!books.some((each) => signersOf(each, footer.key ?? '').some(isTheirs))) return null;
  return office === session.identity?.office.id ? brought : thatFit(session, brought);
};

/**
 * What a bundle that is taken in says of keys, as far as it is kept: at a first start, where nobody is trusted yet, all that holds; of a
 * stranger no more than who he is, or he could fill the store with it.
 */
export const statementsToKeep = async (
  session: Session,
  bundle: ReadBundle,
  judgement: Judgement,
): Promise<readonly VerifiedStatement[]> => {
  const { verdict, brought } = judgement;
  const said = session.identity === null ? brought : await saidByTrusted(session, bundle, judgement);
  return said ?? (verdict.state === 'unknownKey' ? thatFit(session, introductionIn(brought, bundle.footer.key)) : []);
};

/**
 * Keeps what a bundle says of keys although its records wait for a person or for an earlier bundle. Statements are signed one by one and
 * build on nothing, so a withdrawn key counts no longer from now on, and not only after somebody has looked at a mass change. Answers whether
 * there were any. Stands in the writers' line.
 */
export const heedStatements = async (session: Session, bundle: ReadBundle, judgement: Judgement): Promise<boolean> => {
  const said = await saidByTrusted(session, bundle, judgement);
  if (said === null) return false;
  const added = await addStatements(
    session,
    said.map(({ signed }) => signed),
  );
  return added.ok;
};

/** Writes statements down without a look at them: those this replica has made itself. Stands in the writers' line. */
export const keepStatements = (
  session: Session,
  identity: Identity,
  trust: readonly SignedStatement[],
): Promise<Result<CommitReceipt, CommitError>> =>
  writeCommit(session, identity, runsWithOwn(session, identity), {
    records: [],
    undoable: [],
    numbers: 0,
    at: session.clock(),
    trust,
  });

/** The key of an office as the signer of a joined bundle sees it: its own, or one it has admitted. Null where the bundle cannot say. */
export const officeKeyIn = async (header: BundleHeader, signer: string | undefined, office: string): Promise<PublicKey | null> => {
  const statements = await newStatements([], header.trust ?? []);
  const certificate = statements
    .map(({ statement }) => statement)
    .find((each) => each.kind === 'device' && each.key === signer && each.office === header.from.office);
  if (certificate?.kind !== 'device') return null;
  const book = trustBookOf(statements, { cluster: header.cluster, office: certificate.office, key: certificate.officeKey });
  return book.offices.get(office)?.keys.at(-1) ?? null;
};
