import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { toBase64Url } from '../../src/base/base64.ts';
import type { PackedRecord, Vector } from '../../src/crdt/types.ts';
import type { HeaderDraft } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { type ReadBundle, readBundle } from '../../src/exchange/read.ts';
import { footerMessage, type SignDigest } from '../../src/exchange/signature.ts';
import type { Anchor } from '../../src/exchange/trust/book.ts';
import { type PublicKey, toPublicKey } from '../../src/exchange/trust/keys.ts';
import {
  type SignedStatement,
  type Statement,
  statementMessage,
  statementText,
  type VerifiedStatement,
  verifyStatement,
} from '../../src/exchange/trust/statements.ts';
import { judgeBundle, type Verdict } from '../../src/exchange/trust/verdict.ts';
import { bundleBytes } from '../../src/exchange/write.ts';
import { recipientOfPoint } from './recipients.ts';
import { draftHeader, noon, organisation } from './samples.ts';

/** A key pair that depends on its name alone. Signatures come from Node's OpenSSL, so that the program's own verifier is not its own judge. */
export type TestKey = { readonly key: PublicKey; readonly sign: (message: Uint8Array) => string };

const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export const keyNamed = (name: string): TestKey => {
  const seed = createHash('sha256').update(name).digest();
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { key: toPublicKey(new Uint8Array(raw)), sign: (message) => toBase64Url(sign(null, message, secret)) };
};

export const signedWith = (statement: Statement, signers: readonly TestKey[]): SignedStatement => {
  const text = statementText(statement);
  return { text, signatures: signers.map(({ key, sign: signBytes }) => ({ key, signature: signBytes(statementMessage(text)) })) };
};

const cluster = 'a cluster';
export const recipientOf = (device: string): string => recipientOfPoint(createHash('sha256').update(device).digest());

/** Statements of a test, signed by whoever must sign them. Offices and replicas are called by their names. */
export const office = (name: string, key: TestKey, at = noon): SignedStatement =>
  signedWith({ kind: 'office', cluster, office: name, name, country: 'HU', key: key.key, at }, [key]);
export const device = (of: string, officeKey: TestKey, name: string, key: TestKey, at = noon): SignedStatement =>
  signedWith(
    {
      kind: 'device',
      cluster,
      office: of,
      officeKey: officeKey.key,
      device: name,
      key: key.key,
      recipient: recipientOf(name),
      author: 'Minta Mária',
      at,
    },
    [officeKey, key],
  );
export const admit = (by: TestKey, of: string, key: TestKey, at = noon): SignedStatement =>
  signedWith({ kind: 'admit', cluster, office: of, key: key.key, by: by.key, at }, [by]);
export const rotate = (of: string, from: TestKey, to: TestKey, at = noon): SignedStatement =>
  signedWith({ kind: 'rotate', cluster, office: of, from: from.key, to: to.key, at }, [from, to]);
export const revoke = (by: TestKey, of: string, key: TestKey, upTo: Vector = {}, at = noon): SignedStatement =>
  signedWith({ kind: 'revoke', cluster, office: of, key: key.key, upTo, by: by.key, at }, [by]);

/** Every one of them, checked; a statement that does not hold fails the test. */
export const verified = async (statements: readonly SignedStatement[]): Promise<readonly VerifiedStatement[]> =>
  Promise.all(
    statements.map(async (each) => {
      const held = await verifyStatement(each);
      if (held === null) throw new Error(`Does not hold: ${each.text}`);
      return held;
    }),
  );

export const signsAs =
  ({ key, sign: signBytes }: TestKey): SignDigest =>
  async (sha256) => ({ key, signature: signBytes(footerMessage(sha256)) });

/** A bundle of one organisation from a replica of an office, signed where a key is given, read back. */
export const bundleFrom = async (of: string, from: string, key: TestKey | null, more: Partial<HeaderDraft> = {}): Promise<ReadBundle> => {
  const draft = draftHeader({ from: { ...draftHeader().from, office: of, device: from }, ...more });
  const { bytes } = await bundleBytes(draft, [organisation(1, 'Példa Kft.')], createWebHash, key === null ? undefined : signsAs(key));
  const read = await readBundle(bytes, { createHash: createWebHash });
  if (!read.ok) throw new Error(read.error.type);
  return read.value;
};

export const anchorOf = (name: string, key: TestKey | null): Anchor => ({ cluster, office: name, key: key?.key ?? null });

/** What a replica that stands at `anchor` and knows these statements makes of a bundle. */
export const verdictFor = async (
  bundle: ReadBundle,
  anchor: Anchor,
  known: readonly SignedStatement[],
  records: readonly PackedRecord[] = [],
): Promise<Verdict> => (await judgeBundle(bundle, { known: await verified(known), anchor, runs: new Map(), records })).verdict;
