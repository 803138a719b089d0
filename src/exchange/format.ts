import type { RunId, RunRecord, Vector } from '../crdt/types.ts';
import type { SignedStatement } from './trust/statements.ts';

/** Bytes with a buffer of their own, as WebCrypto, IndexedDB and transfers between threads want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const bundleFormat = 'interreg-cluster/bundle';
export const bundleVersion = 1;
/** Version of the records' rules, and the oldest reader that may apply them. */
export const bundleSchema = 1;

/** How every bundle of version 1 begins, byte for byte. A line break follows only after the header. */
export const bundleOpening = `{"format":"${bundleFormat}","version":${bundleVersion},"header":`;
/** What ends the header's line, and how every record's line and the last line begin. */
export const recordsOpening = ',"records":[';
export const recordOpening = '{"type":"';
export const footerOpening = '],"footer":';

const mebibyte = 1024 * 1024;

/** What a reader refuses to go beyond. Sizes in bytes; a depth of 1 is the record itself. */
export const bundleLimits = {
  packedBytes: 256 * mebibyte,
  unpackedBytes: 400 * mebibyte,
  headerBytes: 16 * mebibyte,
  lineBytes: 2 * mebibyte,
  footerBytes: 4096,
  depth: 16,
  fields: 2000,
  /** Missing files that a header may name; who lacks more does not say. */
  lacks: 2000,
  /** Bundles and files that a header may ask for. */
  asks: 100,
  keyCharacters: 256,
  typeCharacters: 64,
} as const;

/** Sizes that a reader may lift. */
export type SizeLimits = Readonly<Record<'packedBytes' | 'unpackedBytes' | 'headerBytes' | 'lineBytes' | 'fields', number>>;

/**
 * For what this machine has written for itself: the limits keep strangers from filling its memory, and must not keep a person from getting
 * the own data back, whatever its size. Everything else is checked as ever.
 */
export const noSizeLimits: SizeLimits = {
  packedBytes: Number.POSITIVE_INFINITY,
  unpackedBytes: Number.POSITIVE_INFINITY,
  headerBytes: Number.POSITIVE_INFINITY,
  lineBytes: Number.POSITIVE_INFINITY,
  fields: Number.POSITIVE_INFINITY,
};

/** Keys that mean something to the language itself and therefore never occur in a bundle, at any depth. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Who wrote a bundle. `run` is null where no store wrote it (merged or generated files); `office` is the id of an office record. */
export type BundleOrigin = {
  readonly run: RunId | null;
  readonly device: string;
  readonly office: string;
  readonly author: string;
  readonly app: string;
};

export type BundleCounts = { readonly records: number; readonly byType: Readonly<Record<string, number>> };

/**
 * "On top of `base`, the records bring you to `heads`." `createdAt` in UTC milliseconds; `previous` is the sha256 of this channel's bundle before.
 * `to` names the offices it was made for, by their ids (absent: for all); signed, so that a bundle handed on to somebody else is noticed.
 * `trust` carries statements about keys; absent where there are none. `lacks` names the files of photos and documents that live records
 * of the writer refer to and that are not on its machine; absent where it does not say. With `heads` it is a receipt for all others.
 * `asks` names bundles and files of the shared place that the writer could not take in; absent where there are none.
 */
export type BundleHeader = {
  readonly id: string;
  readonly cluster: string;
  readonly from: BundleOrigin;
  readonly to?: readonly string[] | undefined;
  readonly createdAt: number;
  readonly base: Vector;
  readonly heads: Vector;
  readonly runs: readonly RunRecord[];
  readonly trust?: readonly SignedStatement[] | undefined;
  readonly lacks?: readonly string[] | undefined;
  readonly asks?: readonly string[] | undefined;
  readonly previous: string | null;
  readonly schema: typeof bundleSchema;
  readonly minReader: number;
  readonly counts: BundleCounts;
};

/** What a writer decides; schema, reader version and counts follow from the records. */
export type HeaderDraft = Omit<BundleHeader, 'schema' | 'minReader' | 'counts'>;

/** `sha256` (lower-case hex) covers every byte before the footer's line. `key` and `signature` are of Ed25519, see `verifyFooter`. */
export type BundleFooter = {
  readonly records: number;
  readonly sha256: string;
  readonly key?: string | undefined;
  readonly signature?: string | undefined;
};

/** The header's members in the order in which they are written, so that equal headers are equal bytes. */
export const completeHeader = (draft: HeaderDraft, counts: BundleCounts): BundleHeader => ({
  id: draft.id,
  cluster: draft.cluster,
  from: { run: draft.from.run, device: draft.from.device, office: draft.from.office, author: draft.from.author, app: draft.from.app },
  ...(draft.to !== undefined && { to: [...draft.to] }),
  createdAt: draft.createdAt,
  base: draft.base,
  heads: draft.heads,
  runs: draft.runs.map((run) => ({ id: run.id, device: run.device, office: run.office, author: run.author, parent: run.parent })),
  ...(draft.trust !== undefined && draft.trust.length > 0 && { trust: draft.trust.map(statementMember) }),
  ...(draft.lacks !== undefined && { lacks: [...draft.lacks] }),
  ...(draft.asks !== undefined && draft.asks.length > 0 && { asks: [...draft.asks] }),
  previous: draft.previous,
  schema: bundleSchema,
  minReader: bundleVersion,
  counts: { records: counts.records, byType: counts.byType },
});

const statementMember = ({ text, signatures }: SignedStatement): SignedStatement => ({
  text,
  signatures: signatures.map(({ key, signature }) => ({ key, signature })),
});

/** The last line without its line break. */
export const footerLine = (footer: BundleFooter): string => {
  const { records, sha256, key, signature } = footer;
  return `${footerOpening}${JSON.stringify({ records, sha256, key, signature })}}`;
};
