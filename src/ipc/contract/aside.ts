import { z } from 'zod';
import { statementLimits } from '../../exchange/trust/statements.ts';
import { bytes, call, type DiskError, empty, sha256 } from './call.ts';

/** Files kept aside: received, not applied, waiting for a person, an update, a key or the bundles before them. */

export const asideReasons = [
  'unsigned',
  'unknownKey',
  'revoked',
  'wrongSignature',
  'notIts',
  'newer',
  'unknownRuns',
  'confirmation',
  'noteLost',
] as const;

const id = z.string().min(1).max(64);

export const asideNoteSchema = z.strictObject({
  why: z.enum(asideReasons),
  fileName: z.string().max(255),
  /** As the file itself says; empty where it cannot be read that far. */
  office: z.string().max(statementLimits.nameCharacters),
  author: z.string().max(statementLimits.nameCharacters),
  /** The SHA-256 that the bundle inside gives itself; absent where it could not be read that far. */
  bundle: sha256.optional(),
  /** The id of the trusted office whose machine has signed it; absent where nobody known has. */
  trusted: id.optional(),
  /** The shared place it came from. */
  place: id.optional(),
});
export type AsideNote = z.infer<typeof asideNoteSchema>;
/**
 * `sha256` names the file; `at` is when it was first kept, and `refusedAt` when a person refused it, UTC milliseconds. `why` is `noteLost` where
 * the note cannot be read any more.
 */
export type AsideEntry = AsideNote & {
  readonly sha256: string;
  readonly bytes: number;
  readonly at: number;
  readonly refusedAt?: number | undefined;
};

/** `asideFull`: so much waits already that nothing more is kept before something is decided. */
export type AsideError = DiskError | { readonly type: 'asideFull' } | { readonly type: 'notFound' } | { readonly type: 'hashMismatch' };

export const asideCalls = {
  /** Keeps a file as it came. Kept again it takes the new note and stays one; a refused one stays refused. */
  keepAside: call<AsideEntry, AsideError>()(z.strictObject({ file: bytes, note: asideNoteSchema })),
  /** Those that wait and those that were refused, the oldest first. */
  listAside: call<readonly AsideEntry[], AsideError>()(empty),
  readAside: call<Uint8Array<ArrayBuffer>, AsideError>()(z.strictObject({ sha256 })),
  /** Refuses a file, or lets it wait again. The newest refused ones are kept, in case somebody wants one after all. */
  refuseAside: call<null, AsideError>()(z.strictObject({ sha256, refused: z.boolean() })),
  /** Removes files that are decided; those that are not there are no failure. */
  dropAside: call<null, AsideError>()(z.strictObject({ sha256s: z.array(sha256).max(1000) })),
};
