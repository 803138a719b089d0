import { z } from 'zod';

/** One entry of the contract: the request's schema, and the types of value and error. */
export const call =
  <Value, Error extends { readonly type: string }>() =>
  <Schema extends z.ZodType>(request: Schema) => ({ request, value: undefined as unknown as Value, error: undefined as unknown as Error });

const bytesUpTo = (most: number) =>
  z.instanceof(Uint8Array).refine((value) => value.byteLength <= most) as z.ZodType<Uint8Array<ArrayBuffer>>;

/** Bytes travel beside the JSON of a request, never inside it. */
export const maxBytes = 512 * 1024 * 1024;
export const bytes = bytesUpTo(maxBytes);
/** A whole store has no limit but the machine's: so many bytes Node reads, hashes and packs at once. */
export const maxSnapshotBytes = 2 ** 31 - 1;
export const snapshotBytes = bytesUpTo(maxSnapshotBytes);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const empty = z.strictObject({});

/** The folder cannot be written or read just now; what was asked has not happened. */
export type DiskError = { readonly type: 'diskFailed'; readonly code: string };
export type AttachmentError =
  | DiskError
  | { readonly type: 'notFound' }
  | { readonly type: 'hashMismatch' }
  | { readonly type: 'fileTypeRefused' }
  /** `limit` in millions. */
  | { readonly type: 'photoTooManyPixels'; readonly limit: number };

/** `secretDamaged`: its file cannot be read any more. `secretLocked`: the system's key store that sealed it does not open it here. */
export type SecretError =
  | DiskError
  | { readonly type: 'secretDamaged'; readonly name: string }
  | { readonly type: 'secretLocked'; readonly name: string };
