import { err, ok, type Result } from '../base/result.ts';
import { decrypt, type FileKeyOpener, unarmor } from './envelope.ts';
import type { BundleError } from './errors.ts';
import type { Bytes, SizeLimits } from './format.ts';
import { joinBytes } from './hash.ts';
import { createJudge, createScan, type Scan, scanLines } from './scan.ts';
import { type BundleSource, inflate, isRepeatable, type OpenedSource, openPortions, openSource, type Portion, tooLarge } from './source.ts';

/** How far a reader has come: bytes of the file, then records. `total` is null where nobody can know it. */
export type ReadProgress = { readonly step: 'bytes' | 'records'; readonly done: number; readonly total: number | null };
export type Watch = { readonly onProgress?: ((progress: ReadProgress) => void) | undefined; readonly signal?: AbortSignal | undefined };

/** The plain document as one run of bytes, how far its lines have been judged, and whether it came encrypted. */
export type Gathered = { readonly bytes: Bytes; readonly scan: Scan; readonly encrypted: boolean };

const mebibyte = 1024 * 1024;
/** Kept of a document before it is known to be good to its end. */
const heldAtOnce = 88 * mebibyte;
/** A plain file is as large as it says, so it may be taken in at once up to here: 100,000 records, which reading twice would cost a third more. */
const takenWhole = 160 * mebibyte;

type Taken = Result<Bytes, BundleError>;
/** How to get through what lies around a document, and how large it may be. */
export type Layers = { readonly open: FileKeyOpener | undefined; readonly limits: SizeLimits };

/**
 * Takes a source in: decrypts with `open`, inflates gzip, judges the lines while they arrive. A source that grows beyond
 * `limits.unpackedBytes`, or shows itself to be something else, is given up there. What is larger than `heldAtOnce`, or as a plain
 * file than `takenWhole`, is read through without being kept and then once more, so that what is refused never fills the memory, however
 * well-formed its lines are.
 */
export const gatherDocument = async (
  source: BundleSource,
  watch: Watch,
  { open, limits }: Layers,
): Promise<Result<Gathered, BundleError>> => {
  const outer = await openSource(source);
  const limit = outer.kind === 'plain' ? limits.unpackedBytes : limits.packedBytes;
  if ((outer.size ?? 0) > limit) return err(tooLarge(limit));
  const encrypted = isEncrypted(outer);
  const isWhole = outer.kind === 'plain' && outer.whole !== null && (source instanceof Uint8Array || (outer.size ?? 0) <= takenWhole);
  const taken = await (isWhole ? takeWhole(outer, watch, limits) : takeLayers(source, outer, watch, { open, limits }));
  return taken.ok ? ok({ bytes: taken.value, scan: createScan(limits), encrypted }) : taken;
};

const isEncrypted = ({ kind }: OpenedSource): boolean => kind === 'age' || kind === 'armoredAge';

const takeWhole = async ({ portions, whole, size }: OpenedSource, watch: Watch, limits: SizeLimits): Promise<Taken> => {
  const wrong = await judgeFirst(portions(), limits);
  if (wrong !== null) return err(wrong);
  const read = whole === null ? err({ type: 'bundleUnreadable' }) : await whole();
  if (!read.ok) return read;
  if (watch.signal?.aborted === true) return err({ type: 'cancelled' });
  watch.onProgress?.({ step: 'bytes', done: read.value.byteLength, total: size });
  return read;
};

/** A look at the first portion alone, so that a large file of something else is not read at all. */
const judgeFirst = async (portions: AsyncGenerator<Portion, void, undefined>, limits: SizeLimits): Promise<BundleError | null> => {
  for await (const portion of portions) return portion.ok ? scanLines(createScan(limits), portion.value) : portion.error;
  return null;
};

const takeLayers = async (source: BundleSource, outer: OpenedSource, watch: Watch, layers: Layers): Promise<Taken> => {
  const first = await plainPortions(outer, watch, layers);
  if (!first.ok) return first;
  const limit = isRepeatable(source) ? layers.limits.unpackedBytes : heldAtOnce;
  const taken = await takeParts(first.value, limit, createJudge(layers.limits));
  if (!taken.ok) return taken;
  if (typeof taken.value !== 'number') return ok(taken.value);
  const again = await plainPortions(await openSource(source), watch, layers);
  return again.ok ? takeInto(new Uint8Array(taken.value), again.value) : again;
};

/** The document's own bytes, whatever layers lie around it. */
const plainPortions = async (
  outer: OpenedSource,
  watch: Watch,
  { open, limits }: Layers,
): Promise<Result<AsyncGenerator<Portion, void, undefined>, BundleError>> => {
  const encrypted = isEncrypted(outer);
  if (encrypted && open === undefined) return err({ type: 'bundleEncrypted' });
  const counted = { ...outer, portions: () => countPortions(outer, watch) };
  const opened = encrypted && open !== undefined ? await openEnvelope(counted, open) : counted;
  if (isEncrypted(opened)) return err({ type: 'bundleNotABundle' }); // An envelope within an envelope is nothing we write.
  return ok(opened.kind === 'gzip' ? inflate(opened.portions(), limits.packedBytes) : opened.portions());
};

const openEnvelope = ({ kind, portions }: OpenedSource, open: FileKeyOpener): Promise<OpenedSource> =>
  openPortions(decrypt(kind === 'armoredAge' ? unarmor(portions()) : portions(), open));

/** The document, or its size where it has turned out too large to be kept before it is known to be good. */
const takeParts = async (
  portions: AsyncGenerator<Portion, void, undefined>,
  limitBytes: number,
  judge: ReturnType<typeof createJudge>,
): Promise<Result<Bytes | number, BundleError>> => {
  const parts: Bytes[] = [];
  let size = 0;
  for await (const portion of portions) {
    if (!portion.ok) return portion;
    size += portion.value.byteLength;
    if (size > limitBytes) return err(tooLarge(limitBytes));
    const fault = judge(portion.value);
    if (fault !== null) return err(fault);
    if (size <= heldAtOnce) parts.push(portion.value.slice());
    else parts.length = 0;
  }
  return ok(size <= heldAtOnce ? joinBytes(parts) : size);
};

/** Reads once more what has been read through, into a buffer of its very size. */
const takeInto = async (bytes: Bytes, portions: AsyncGenerator<Portion, void, undefined>): Promise<Taken> => {
  let length = 0;
  for await (const portion of portions) {
    if (!portion.ok) return portion;
    if (length + portion.value.byteLength > bytes.byteLength) return err({ type: 'bundleUnreadable' }); // It has changed meanwhile.
    bytes.set(portion.value, length);
    length += portion.value.byteLength;
  }
  return length === bytes.byteLength ? ok(bytes) : err({ type: 'bundleUnreadable' });
};

async function* countPortions({ portions, size }: OpenedSource, { onProgress, signal }: Watch): AsyncGenerator<Portion, void, undefined> {
  let done = 0;
  for await (const portion of portions()) {
    if (signal?.aborted === true) return yield err({ type: 'cancelled' });
    yield portion;
    const before = done;
    done += portion.ok ? portion.value.byteLength : 0;
    if (Math.floor(before / mebibyte) !== Math.floor(done / mebibyte)) onProgress?.({ step: 'bytes', done, total: size });
  }
}
