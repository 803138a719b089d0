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
] as const;

export const asideNoteSchema = z.strictObject({
  why: z.enum(asideReasons),
  fileName: z.string().max(255),
  /** As the file itself says; empty where it cannot be read that far. */
  office: z.string().max(statementLimits.nameCharacters),
  author: z.string().max(statementLimits.nameCharacters),
  /** The SHA-256 that the bundle inside gives itself; absent where it could not be read that far. */
  bundle: sha256.optional(),
});
export type AsideNote = z.infer<typeof asideNoteSchema>;
/** `sha256` names the file; `at` is when it was first kept, UTC milliseconds. */
export type AsideEntry = AsideNote & { readonly sha256: string; readonly bytes: number; readonly at: number };

/** `asideFull`: so much waits already that nothing more is kept before something is decided. */
export type AsideError = DiskError | { readonly type: 'asideFull' } | { readonly type: 'notFound' } | { readonly type: 'hashMismatch' };

export const asideCalls = {
  /** Keeps a file as it came. Kept again it takes the new note and stays one. */
  keepAside: call<AsideEntry, AsideError>()(z.strictObject({ file: bytes, note: asideNoteSchema })),
  /** The oldest first. */
  listAside: call<readonly AsideEntry[], AsideError>()(empty),
  readAside: call<Uint8Array<ArrayBuffer>, AsideError>()(z.strictObject({ sha256 })),
  /** Removes files that are decided; those that are not there are no failure. */
  dropAside: call<null, AsideError>()(z.strictObject({ sha256s: z.array(sha256).max(1000) })),
};
