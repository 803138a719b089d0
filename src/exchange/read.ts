import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord } from '../crdt/types.ts';
import type { FileKeyOpener } from './envelope.ts';
import type { BundleError, BundleFault } from './errors.ts';
import { type BundleFooter, type BundleHeader, type Bytes, bundleLimits, bundleVersion, footerLine, type SizeLimits } from './format.ts';
import { gatherDocument, type Watch } from './gather.ts';
import type { CreateHash } from './hash.ts';
import { footerSchema, headerSchema } from './headerSchema.ts';
import { type OnPortion, parseRecords, type RecordPortion } from './parse.ts';
import { isWellFormed, valueFault } from './recordCheck.ts';
import { finishScan, type Outline, scanLines } from './scan.ts';
import type { BundleSource } from './source.ts';

/**
 * `cluster`: the only cluster whose bundles are wanted. `office`: refuse what was made for other offices only. `open`: opens encrypted
 * bundles; without it they are refused. `limits`: how large it may be, `bundleLimits` unless said otherwise.
 */
export type ReadOptions = Watch & {
  readonly createHash: CreateHash;
  readonly cluster?: string | undefined;
  readonly office?: string | undefined;
  readonly open?: FileKeyOpener | undefined;
  readonly limits?: SizeLimits | undefined;
};

/** A bundle whose hash is right. Nothing of it counts as received before `records` has come to its end without an error. */
export type ReadBundle = {
  readonly header: BundleHeader;
  readonly footer: BundleFooter;
  /** The plain document, in a buffer of its own unless the caller brought the bytes. */
  readonly bytes: Bytes;
  /** Whether the file it came in was encrypted. */
  readonly encrypted: boolean;
  /** Parses the records, portion by portion in the order of the document; may be called again. */
  readonly records: (onPortion?: OnPortion) => AsyncGenerator<RecordPortion, void, undefined>;
};

/**
 * Reads a bundle in two passes: the first takes the bytes in, judges lines and hash without parsing a record; the second parses and checks.
 * Every damage is an error value.
 */
export const readBundle = async (source: BundleSource, options: ReadOptions): Promise<Result<ReadBundle, BundleError>> => {
  const { open, limits = bundleLimits } = options;
  const gathered = await gatherDocument(source, options, { open, limits });
  if (!gathered.ok) return gathered;
  const { bytes, scan, encrypted } = gathered.value;
  const digest = digestBody(bytes, options.createHash); // Another thread hashes while this one looks at the lines.
  const fault = scanLines(scan, bytes);
  const outline = fault ?? finishScan(scan, bytes);
  const sha256 = await digest;
  if ('type' in outline) return err(outline);
  const footer = readFooter(bytes, outline);
  if (!footer.ok) return footer;
  if (sha256 !== footer.value.sha256) return err({ type: 'bundleDamaged' });
  if (options.signal?.aborted === true) return err({ type: 'cancelled' });
  const header = readHeader(bytes, outline, footer.value, options);
  if (!header.ok) return header;
  const records = (onPortion?: OnPortion) => parseRecords(bytes, outline, header.value.counts, options, onPortion);
  return ok({ header: header.value, footer: footer.value, bytes, encrypted, records });
};

/** All records of a bundle at once. */
export const readRecords = async (bundle: ReadBundle, onPortion?: OnPortion): Promise<Result<readonly PackedRecord[], BundleError>> => {
  const all: PackedRecord[] = [];
  for await (const portion of bundle.records(onPortion)) {
    if (!portion.ok) return portion;
    for (const record of portion.value) all.push(record);
  }
  return ok(all);
};

/** Hashes everything before the last line. */
const digestBody = (bytes: Bytes, createHash: CreateHash): Promise<string> => {
  const hash = createHash();
  hash.update(bytes.subarray(0, bytes.lastIndexOf(lineBreak, -2) + 1));
  return hash.digest();
};

const lineBreak = 10;

const malformed = (line: number, what: BundleFault) => err({ type: 'bundleMalformed', line, what });

const strictUtf8 = { fatal: true, ignoreBOM: true } as const;

const parseText = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

const decodeText = (decoder: TextDecoder, bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

const readFooter = (bytes: Bytes, outline: Outline): Result<BundleFooter, BundleError> => {
  const line = outline.records + 2;
  const text = decodeText(new TextDecoder('utf-8', strictUtf8), bytes.subarray(outline.footerStart, bytes.byteLength - 1));
  if (text === null) return malformed(line, 'utf8');
  const parsed = parseText(`{"records":[${text}`);
  if (parsed === null) return malformed(line, 'json');
  const footer = footerSchema.safeParse((parsed.value as { readonly footer?: unknown }).footer);
  // The hash does not cover this line, so it must be what a writer writes, byte for byte.
  if (!footer.success || footerLine(footer.data) !== text) return malformed(line, 'shape');
  return footer.data.records === outline.records ? ok(footer.data) : malformed(line, 'count');
};

const readHeader = (
  bytes: Bytes,
  outline: Outline,
  footer: BundleFooter,
  { cluster, office }: ReadOptions,
): Result<BundleHeader, BundleError> => {
  const text = decodeText(new TextDecoder('utf-8', strictUtf8), bytes.subarray(0, outline.headerEnd));
  if (text === null) return malformed(1, 'utf8');
  const parsed = parseText(`${text}}`);
  if (parsed === null) return malformed(1, 'json');
  const document = parsed.value as { readonly header: unknown };
  const fault = valueFault(document, 0) ?? (isWellFormed(document) ? null : 'surrogate');
  if (fault !== null) return malformed(1, fault);
  const newer = minReaderOf(document.header);
  if (newer > bundleVersion) return err({ type: 'bundleNewer', version: newer });
  const header = headerSchema.safeParse(document.header);
  if (!header.success) return malformed(1, 'shape');
  if (cluster !== undefined && header.data.cluster !== cluster) return err({ type: 'bundleOtherCluster', cluster: header.data.cluster });
  if (office !== undefined && header.data.to?.includes(office) === false) return err({ type: 'bundleForOthers' });
  return header.data.counts.records === footer.records ? ok(header.data) : malformed(1, 'count');
};

/** Read before anything else of the header, because a header for newer readers may hold what this program does not know. */
const minReaderOf = (header: unknown): number => {
  const minReader = typeof header === 'object' && header !== null && 'minReader' in header ? header.minReader : 0;
  return typeof minReader === 'number' ? minReader : 0;
};
