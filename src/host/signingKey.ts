import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { toBase64Url } from '../base/base64.ts';
import { isPublicKey, type PublicKey } from '../exchange/trust/keys.ts';
import { type SignedStatement, type Statement, statementMessage, statementText } from '../exchange/trust/statements.ts';

/** An Ed25519 key that can sign. `seed` is its secret: 32 bytes in base64url. */
export type SigningKey = {
  readonly seed: string;
  readonly key: PublicKey;
  /** The signature over `message` in base64url. */
  readonly sign: (message: Uint8Array) => string;
};

/** What stands before the 32 bytes of the seed in the PKCS#8 form of an Ed25519 key (RFC 8410 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKeyOf = (secret: KeyObject): PublicKey => {
  const text = `ed25519:${createPublicKey(secret).export({ format: 'jwk' }).x}`;
  if (!isPublicKey(text)) throw new Error('OpenSSL has given a key of another kind.');
  return text;
};

/** The key of a seed; null where the text is no seed. */
export const parseSigningKey = (seed: string): SigningKey | null => {
  const bytes = Buffer.from(seed, 'base64url');
  if (bytes.length !== 32) return null;
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, bytes]), format: 'der', type: 'pkcs8' });
  return { seed, key: publicKeyOf(secret), sign: (message) => toBase64Url(sign(null, message, secret)) };
};

export const createSigningKey = (): SigningKey => {
  const made = parseSigningKey(toBase64Url(randomBytes(32)));
  if (made === null) throw new Error('32 random bytes are a seed.');
  return made;
};

/** The statement with a signature of each key, in their order. */
export const signStatement = (statement: Statement, signers: readonly SigningKey[]): SignedStatement => {
  const text = statementText(statement);
  return { text, signatures: signers.map((each) => ({ key: each.key, signature: each.sign(statementMessage(text)) })) };
};
