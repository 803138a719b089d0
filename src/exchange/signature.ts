import type { BundleFooter } from './format.ts';
import { isSignedBy } from './trust/keys.ts';

/** Who signs a bundle, and the signature over `footerMessage` in base64url. */
export type FooterSignature = { readonly key: string; readonly signature: string };
/** Signs the SHA-256 (64 hexadecimal digits) of a bundle's body. Null: this bundle goes out unsigned. */
export type SignDigest = (sha256: string) => Promise<FooterSignature | null>;
/** What stands under a bundle. That a signature is right does not say that its key is known. */
export type SignatureState = 'missing' | 'wrong' | 'right';

/** What a bundle's signature covers: a context of its own and the raw SHA-256 of every byte before the footer's line. */
export const footerMessage = (sha256: string): Uint8Array<ArrayBuffer> => {
  const context = new TextEncoder().encode('interreg-cluster/bundle/1\n');
  const message = new Uint8Array(context.length + 32);
  message.set(context);
  for (let at = 0; at < 32; at += 1) message[context.length + at] = Number.parseInt(sha256.slice(2 * at, 2 * at + 2), 16);
  return message;
};

/** Checks the signature of a footer whose hash has been found right by `readBundle`. */
export const verifyFooter = async ({ sha256, key, signature }: BundleFooter): Promise<SignatureState> => {
  if (key === undefined && signature === undefined) return 'missing';
  if (key === undefined || signature === undefined) return 'wrong';
  return (await isSignedBy(key, signature, footerMessage(sha256))) ? 'right' : 'wrong';
};
