import { fromBase64Url, toBase64Url } from '../../base/base64.ts';
import type { Brand } from '../../base/brand.ts';

/** An Ed25519 public key as text: `ed25519:` and 32 bytes in base64url. */
export type PublicKey = Brand<string, 'PublicKey'>;

const prefix = 'ed25519:';
const keyLength = 32;
const signatureLength = 64;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> | null => {
  const bytes = text.startsWith(prefix) ? fromBase64Url(text.slice(prefix.length)) : null;
  return bytes?.length === keyLength ? bytes : null;
};

export const isPublicKey = (text: string): text is PublicKey => bytesOf(text) !== null;

/** The text of 32 raw bytes; whatever has another length is no key and throws. */
export const toPublicKey = (bytes: Uint8Array): PublicKey => {
  const text = `${prefix}${toBase64Url(bytes)}`;
  if (!isPublicKey(text)) throw new Error(`An Ed25519 key has ${keyLength} bytes, not ${bytes.length}.`);
  return text;
};

/** 64 raw bytes of a signature as base64url; null where the text is anything else. */
export const parseSignature = (text: string): Uint8Array<ArrayBuffer> | null => {
  const bytes = fromBase64Url(text);
  return bytes?.length === signatureLength ? bytes : null;
};

/**
 * The one Ed25519 verifier of the program, everywhere: WebCrypto's. Libraries differ on odd keys and signatures, and what one replica
 * accepts another must not refuse. A text that is no key or no signature is false like any wrong one.
 */
export const isSignedBy = async (key: string, signature: string, message: Uint8Array<ArrayBuffer>): Promise<boolean> => {
  const keyBytes = bytesOf(key);
  const signatureBytes = parseSignature(signature);
  if (keyBytes === null || signatureBytes === null) return false;
  try {
    const imported = await crypto.subtle.importKey('raw', keyBytes, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signatureBytes, message);
  } catch {
    return false; // Bytes that are no point of the curve are refused on import by some engines.
  }
};

/**
 * 24 digits in six groups, to be read aloud in any language over a telephone. They are the key's first 80 bits: finding another key with
 * the same ones takes 2^80 tries.
 */
export const fingerprint = (key: PublicKey): string => {
  let number = 0n;
  for (const byte of (bytesOf(key) ?? new Uint8Array(0)).subarray(0, 10)) number = (number << 8n) | BigInt(byte);
  const shown = String(number % 10n ** 24n).padStart(24, '0');
  return (shown.match(/.{4}/g) ?? []).join(' ');
};
