import { z } from 'zod';
import type { FooterSignature } from '../../exchange/signature.ts';
import { isPublicKey, type PublicKey } from '../../exchange/trust/keys.ts';
import { type SignedStatement, statementLimits } from '../../exchange/trust/statements.ts';
import { bytes, call, empty, type SecretError, sha256 } from './call.ts';

/**
 * Keys: the host keeps them and signs what a person means to say, one kind of statement a call. There is no call that signs a text of the
 * window's choice, and none that gives a secret away.
 */

/** What of the keys on this machine may be shown. Made at first use. */
export type KeysShown = {
  /** This machine's own key, and where files for it are encrypted to. */
  readonly key: PublicKey;
  readonly recipient: string;
  /** The office's key where it lies on this machine, and its fingerprint to be read aloud. */
  readonly officeKey: PublicKey | null;
  readonly officeFingerprint: string | null;
};
export type FoundedOffice = { readonly key: PublicKey; readonly statements: readonly SignedStatement[] };

/** `officeKeyElsewhere`: another machine of the office holds its key and has to do this. */
export type OfficeKeyError = SecretError | { readonly type: 'officeKeyElsewhere' };
/** `requestOutdated`: it asks for a signature by a key that the office has changed since. */
export type CertificateError = OfficeKeyError | { readonly type: 'statementRefused' | 'requestOutdated' };
export type UnwrapError =
  | SecretError
  | { readonly type: 'bundleNotForUs' }
  | { readonly type: 'bundleNeedsPassphrase' }
  | { readonly type: 'bundleEnvelopeDamaged' };

const id = z.string().min(1).max(64);
const author = z.string().max(statementLimits.nameCharacters);
const publicKey = z.string().refine(isPublicKey);
const ofDevice = { cluster: id, office: id, device: id, author };
const upTo = z.record(z.string().regex(/^[a-z2-7]{20}$/), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
const signedStatement: z.ZodType<SignedStatement> = z.strictObject({
  text: z.string().max(statementLimits.textCharacters),
  signatures: z.array(z.strictObject({ key: z.string().max(256), signature: z.string().max(1024) })).max(statementLimits.signatures),
});

export const keyCalls = {
  keys: call<KeysShown, SecretError>()(empty),
  officeKey: call<PublicKey | null, SecretError>()(empty),
  /** Signs a bundle with this machine's own key. */
  signBundle: call<FooterSignature, SecretError>()(z.strictObject({ sha256 })),
  /** Makes this machine the first of an office. Asked again for the same office it answers the same key, and statements that mean the same. */
  foundOffice: call<FoundedOffice, SecretError>()(
    z.strictObject({ ...ofDevice, name: z.string().max(statementLimits.nameCharacters), country: z.string().max(8) }),
  ),
  /** A `device` statement that this machine alone has signed; its office's key has still to sign it. */
  requestCertificate: call<SignedStatement, SecretError>()(z.strictObject({ ...ofDevice, officeKey: publicKey })),
  /** Signs the request of another machine of the office. */
  admitDevice: call<SignedStatement, CertificateError>()(z.strictObject({ request: signedStatement })),
  admitOffice: call<SignedStatement, OfficeKeyError>()(z.strictObject({ cluster: id, office: id, key: publicKey })),
  /** Says that a key no longer counts beyond `upTo`. The own key of this machine may be revoked without the office's. */
  revokeKey: call<SignedStatement, OfficeKeyError>()(z.strictObject({ cluster: id, office: id, key: publicKey, upTo })),
  /** Gives the office a new key, signed by both. Asked again before anything was signed with the new one it answers the same statement. */
  rotateOfficeKey: call<SignedStatement, OfficeKeyError>()(z.strictObject({ cluster: id, office: id })),
  /** The file key of an age file by its header, MAC line included. It opens that one file. */
  unwrapFileKey: call<Uint8Array<ArrayBuffer>, UnwrapError>()(
    z.strictObject({ header: bytes.refine((value) => value.byteLength <= 1024 * 1024) }),
  ),
};
