import { z } from 'zod';
import type { Vector } from '../../crdt/types.ts';
import { isPublicKey, isSignedBy, type PublicKey } from './keys.ts';
import { isRecipient } from './recipient.ts';

/** "This office has this key", said by the key itself. It proves possession and nothing else; trust comes from an admission. */
export type OfficeStatement = {
  readonly kind: 'office';
  readonly cluster: string;
  readonly office: string;
  readonly name: string;
  readonly country: string;
  readonly key: PublicKey;
  readonly at: number;
};
/** "This replica works for this office", said by the office's key and by the replica's. `recipient` is where files for it are encrypted to. */
export type DeviceStatement = {
  readonly kind: 'device';
  readonly cluster: string;
  readonly office: string;
  readonly officeKey: PublicKey;
  readonly device: string;
  readonly key: PublicKey;
  readonly recipient: string;
  readonly author: string;
  readonly at: number;
};
/** "We have spoken to this office, and this is its key", said by the admitting office's key `by`. */
export type AdmitStatement = {
  readonly kind: 'admit';
  readonly cluster: string;
  readonly office: string;
  readonly key: PublicKey;
  readonly by: PublicKey;
  readonly at: number;
};
/** "This office goes on with another key", said by the old one and the new one. */
export type RotateStatement = {
  readonly kind: 'rotate';
  readonly cluster: string;
  readonly office: string;
  readonly from: PublicKey;
  readonly to: PublicKey;
  readonly at: number;
};
/** "This key of an office or replica no longer counts beyond `upTo`": the heads up to which what it signed still holds. */
export type RevokeStatement = {
  readonly kind: 'revoke';
  readonly cluster: string;
  readonly office: string;
  readonly key: PublicKey;
  readonly upTo: Vector;
  readonly by: PublicKey;
  readonly at: number;
};
export type Statement = OfficeStatement | DeviceStatement | AdmitStatement | RotateStatement | RevokeStatement;

/** A statement as it travels: the very text that was signed, and who signed it. */
export type SignedStatement = {
  readonly text: string;
  readonly signatures: readonly { readonly key: string; readonly signature: string }[];
};
/** A statement whose required signatures are all right. */
export type VerifiedStatement = { readonly statement: Statement; readonly signed: SignedStatement };

/** What a reader takes. A revocation names every run that was known, hence the room. `nameCharacters`: of a person or an office, in headers too. */
export const statementLimits = { statements: 4096, textCharacters: 256 * 1024, signatures: 4, nameCharacters: 200 } as const;

const id = z.string().min(1).max(64);
const key = z.string().refine(isPublicKey);
const at = z.number().int();
const run = z.string().regex(/^[a-z2-7]{20}$/);
const common = { cluster: id, office: id };

/** Members stand in the order in which they are written. */
const schema: z.ZodType<Statement> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('office'),
    ...common,
    name: z.string().max(statementLimits.nameCharacters),
    country: z.string().max(8),
    key,
    at,
  }),
  z.strictObject({
    kind: z.literal('device'),
    ...common,
    officeKey: key,
    device: id,
    key,
    recipient: z.string().refine(isRecipient),
    author: z.string().max(statementLimits.nameCharacters),
    at,
  }),
  z.strictObject({ kind: z.literal('admit'), ...common, key, by: key, at }),
  z.strictObject({ kind: z.literal('rotate'), ...common, from: key, to: key, at }),
  z.strictObject({
    kind: z.literal('revoke'),
    ...common,
    key,
    upTo: z.record(run, z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)),
    by: key,
    at,
  }),
]);

/** The text to sign: JSON with members in the fixed order, `upTo` sorted by run, so that one statement has one text. */
export const statementText = (statement: Statement): string => {
  const parsed = schema.parse(statement);
  if (parsed.kind !== 'revoke') return JSON.stringify(parsed);
  const upTo = Object.fromEntries(Object.entries(parsed.upTo).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ ...parsed, upTo });
};

/** Reads a text that `statementText` could have written; null for any other, as for kinds of later versions. */
export const parseStatement = (text: string): Statement | null => {
  if (text.length > statementLimits.textCharacters) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && statementText(parsed.data) === text ? parsed.data : null;
  } catch {
    return null; // Not JSON: a text of some other kind.
  }
};

/** What is signed: a context, so that a signature made for one purpose never serves another, and the raw text. */
export const statementMessage = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`interreg-cluster/statement/1\n${text}`);

/** The keys without whose signature a statement says nothing. */
export const requiredSigners = (statement: Statement): readonly PublicKey[] => {
  switch (statement.kind) {
    case 'office':
      return [statement.key];
    case 'device':
      return [statement.officeKey, statement.key];
    case 'rotate':
      return [statement.from, statement.to];
    case 'admit':
    case 'revoke':
      return [statement.by];
  }
};

/** The statement when it can be read and everyone who must have signed it did; null otherwise. */
export const verifyStatement = async (signed: SignedStatement): Promise<VerifiedStatement | null> => {
  const statement = parseStatement(signed.text);
  if (statement === null || signed.signatures.length > statementLimits.signatures) return null;
  const message = statementMessage(signed.text);
  for (const signer of requiredSigners(statement)) {
    const theirs = signed.signatures.find((each) => each.key === signer);
    if (theirs === undefined || !(await isSignedBy(signer, theirs.signature, message))) return null;
  }
  return { statement, signed };
};

/**
 * Those of `incoming` that hold and are not among `known`, in their order. Whatever does not hold is left out, so that a replica never
 * passes on what it could not check.
 */
export const newStatements = async (
  known: readonly VerifiedStatement[],
  incoming: readonly SignedStatement[],
): Promise<readonly VerifiedStatement[]> => {
  const texts = new Set(known.map(({ signed }) => signed.text));
  const added: VerifiedStatement[] = [];
  for (const signed of incoming) {
    if (texts.has(signed.text)) continue;
    const verified = await verifyStatement(signed);
    if (verified === null) continue;
    texts.add(signed.text);
    added.push(verified);
  }
  return added;
};
