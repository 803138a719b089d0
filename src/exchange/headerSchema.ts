import { z } from 'zod';
import type { RunId, RunRecord } from '../crdt/types.ts';
import { type BundleFooter, type BundleHeader, bundleLimits, bundleSchema } from './format.ts';
import { type SignedStatement, statementLimits } from './trust/statements.ts';

const runPattern = /^[a-z2-7]{20}$/;

/** Twenty characters of lower-case base32. */
export const isRunId = (text: string): text is RunId => runPattern.test(text);

const runId = z.string().refine(isRunId);
const commitNumber = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const vector = z.record(z.string().regex(runPattern), commitNumber);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a run record must hold. */
export const runRecordSchema: z.ZodType<RunRecord> = z.object({
  id: runId,
  device: z.string().max(64),
  office: z.string().max(64),
  author: z.string().max(statementLimits.nameCharacters),
  parent: z.tuple([runId, commitNumber]).nullable(),
});

const signedStatement: z.ZodType<SignedStatement> = z.object({
  text: z.string().max(statementLimits.textCharacters),
  signatures: z.array(z.object({ key: z.string().max(256), signature: z.string().max(1024) })).max(statementLimits.signatures),
});

/** What the header must hold. Members of later versions are let through unread; `minReader` says when they matter. */
export const headerSchema: z.ZodType<BundleHeader> = z.object({
  id: z.string().min(1).max(64),
  cluster: z.string().min(1).max(64),
  from: z.object({
    run: runId.nullable(),
    device: z.string().max(64),
    office: z.string().max(64),
    author: z.string().max(statementLimits.nameCharacters),
    app: z.string().max(64),
  }),
  to: z.array(z.string().min(1).max(64)).min(1).max(1000).optional(),
  createdAt: z.number().int(),
  base: vector,
  heads: vector,
  runs: z.array(runRecordSchema),
  trust: z.array(signedStatement).max(statementLimits.statements).optional(),
  lacks: z.array(sha256).max(bundleLimits.lacks).optional(),
  asks: z.array(z.string().min(1).max(200)).max(bundleLimits.asks).optional(),
  previous: sha256.nullable(),
  schema: z.literal(bundleSchema),
  minReader: z.number().int().min(1),
  counts: z.object({ records: count, byType: z.record(z.string().min(1).max(64), count) }),
});

export const footerSchema: z.ZodType<BundleFooter> = z.strictObject({
  records: count,
  sha256,
  key: z.string().max(256).optional(),
  signature: z.string().max(1024).optional(),
});
