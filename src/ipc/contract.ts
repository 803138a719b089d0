import { z } from 'zod';
import type { Result } from '../base/result.ts';
import { runRecordSchema } from '../exchange/headerSchema.ts';
import { maxDraftsText, type SafetyEntry, type Sentinel, type SnapshotEntry } from '../exchange/sentinel.ts';
import { isPublicKey } from '../exchange/trust/keys.ts';
import { statementLimits } from '../exchange/trust/statements.ts';
import { asideCalls } from './contract/aside.ts';
import { attachmentCalls } from './contract/attachments.ts';
import { call, type DiskError, empty, snapshotBytes } from './contract/call.ts';
import { keyCalls } from './contract/keys.ts';
import { placeCalls } from './contract/places.ts';
import type { Method } from './methods.ts';

/**
 * Everything a window may ask of the desktop: intentions, never capabilities. One list from which the Electron bridge, the loopback
 * shell and the window's client derive. Requests are parsed by their schema before a handler sees them; answers are `Result` values.
 */

const safetyName = z.string().regex(/^\d{9}(-snapshot)?\.json$/);
const snapshotName = z.string().regex(/^\d{8}T\d{6}Z-\d{9}-\d{1,9}\.json\.gz$/);

const vector = z.record(z.string().regex(/^[a-z2-7]{20}$/), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
export const sentinelSchema: z.ZodType<Sentinel> = z.strictObject({
  cluster: z.string().max(64),
  device: z.string().max(64),
  office: z.string().max(64),
  author: z.string().max(statementLimits.nameCharacters),
  officeKey: z.string().refine(isPublicKey).optional(),
  seq: z.number().int().min(0),
  heads: vector,
  claims: z
    .array(z.strictObject({ base: vector, heads: vector }))
    .max(10_000)
    .optional(),
  runs: z.array(runRecordSchema).max(1000).optional(),
  erased: z.array(z.string().max(64)).max(1_000_000),
  at: z.number().int(),
});

export const settingsSchema = z.strictObject({
  language: z.enum(['hu', 'ro', 'en']).optional(),
  theme: z.enum(['light', 'dark', 'system']).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

export type HostGreeting = {
  readonly shell: 'electron' | 'loopback';
  readonly appVersion: string;
  /** Where keys, safety copy, files and settings lie; shown on the Settings page. */
  readonly dataFolder: string;
};

export type SafetyError =
  | DiskError
  | { readonly type: 'safetyCopyDamaged'; readonly name: string }
  | { readonly type: 'notFound' }
  /** It holds later entries of the same store already, or those of another cluster. */
  | { readonly type: 'safetyCopyAhead' };

export const contract = {
  hello: call<HostGreeting, DiskError>()(empty),
  readSettings: call<Settings, DiskError>()(empty),
  writeSettings: call<null, DiskError>()(settingsSchema),
  readSentinel: call<Sentinel | null, SafetyError>()(empty),
  /** Moves what is left of a copy without a sentinel into a folder of its own; one whose sentinel can be read is `safetyCopyAhead`. */
  setSafetyCopyAside: call<null, SafetyError>()(empty),
  /** Writes one bundle document and the sentinel durably (file, fsync, rename). A snapshot replaces the files before it once it reads back. */
  appendSafetyCopy: call<{ readonly at: number }, SafetyError>()(
    z.strictObject({
      seq: z.number().int().min(1).max(999_999_999),
      snapshot: z.boolean(),
      bundle: snapshotBytes,
      sentinel: sentinelSchema,
    }),
  ),
  /** Bytes that may still be written to the disk on which the data folder lies. */
  freeSpace: call<number, DiskError>()(empty),
  listSafetyCopy: call<readonly SafetyEntry[], SafetyError>()(empty),
  readSafetyCopy: call<Uint8Array<ArrayBuffer>, SafetyError>()(z.strictObject({ name: safetyName })),
  /** Whether the store is to send a snapshot soon: none of today is kept, or something was erased that older files still hold. */
  isSnapshotDue: call<boolean, SafetyError>()(empty),
  /** Snapshots of earlier days, the newest first, and one of them as a gzipped bundle document. */
  listSnapshots: call<readonly SnapshotEntry[], SafetyError>()(empty),
  readSnapshot: call<Uint8Array<ArrayBuffer>, SafetyError>()(z.strictObject({ name: snapshotName })),
  /** What was begun in forms, as a text of the store's own that replaces the one before; '' where there is none. */
  keepDrafts: call<null, DiskError>()(z.strictObject({ text: z.string().max(maxDraftsText) })),
  readDrafts: call<string, DiskError>()(empty),
  ...attachmentCalls,
  ...placeCalls,
  ...keyCalls,
  ...asideCalls,
} as const satisfies Readonly<Record<Method, object>>;

export type * from './contract/aside.ts';
export { asideNoteSchema, asideReasons } from './contract/aside.ts';
export type { AttachmentUse } from './contract/attachments.ts';
export type { AttachmentError, DiskError, SecretError } from './contract/call.ts';
export { maxBytes, maxSnapshotBytes } from './contract/call.ts';
export type * from './contract/keys.ts';
export type * from './contract/places.ts';
export type { Method };
export type Contract = typeof contract;
export type RequestOf<M extends Method> = z.infer<Contract[M]['request']>;
export type ValueOf<M extends Method> = Contract[M]['value'];
export type FailureOf<M extends Method> = Contract[M]['error'];

/** The host's side: a method without a handler does not compile. */
export type Handlers = { readonly [M in Method]: (request: RequestOf<M>) => Promise<Result<ValueOf<M>, FailureOf<M>>> };

/** What the gate answers where a request never reached a handler. */
export type GateError = { readonly type: 'invalidRequest' } | { readonly type: 'desktopUnavailable' } | { readonly type: 'desktopFault' };

/** The window's side. */
export type Desktop = { readonly [M in Method]: (request: RequestOf<M>) => Promise<Result<ValueOf<M>, FailureOf<M> | GateError>> };
