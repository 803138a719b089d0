import { err, ok, type Result } from '../base/result.ts';
import { decrypt, type FileKeyOpener, unarmor } from './envelope.ts';
import type { BundleError } from './errors.ts';
import { type Bytes, bundleLimits } from './format.ts';
import { createScan, type Scan, scanLines } from './scan.ts';
import { type BundleSource, inflate, type OpenedSource, openPortions, openSource, type Portion, tooLarge } from './source.ts';

/** How far a reader has come: bytes of the file, then records. `total` is null where nobody can know it. */
export type ReadProgress = { readonly step: 'bytes' | 'records'; readonly done: number; readonly total: number | null };
export type Watch = { readonly onProgress?: ((progress: ReadProgress) => void) | undefined; readonly signal?: AbortSignal | undefined };

/** The plain document as one run of bytes, how far its lines have been judged, and whether it came encrypted. */
export type Gathered = { readonly bytes: Bytes; readonly scan: Scan; readonly encrypted: boolean };

const firstRoom = 1024 * 1024;
const scanEvery = 256 * 1024;

/**
 * Takes a source in: decrypts with `open`, inflates gzip, judges the lines while they arrive. At most `bundleLimits.unpackedBytes` are
 * held; a source that grows beyond them, or shows itself to be something else, is given up there.
 */
export const gatherDocument = async (
  source: BundleSource,
  watch: Watch,
  open: FileKeyOpener | undefined,
): Promise<Result<Gathered, BundleError>> => {
  const outer = await openSource(source);
  const limit = outer.kind === 'plain' ? bundleLimits.unpackedBytes : bundleLimits.packedBytes;
  if ((outer.size ?? 0) > limit) return err(tooLarge(limit));
  const encrypted = isEncrypted(outer);
  if (encrypted && open === undefined) return err({ type: 'bundleEncrypted' });
  const counted = { ...outer, portions: () => countPortions(outer, watch) };
  const opened = encrypted && open !== undefined ? await openEnvelope(counted, open) : counted;
  if (isEncrypted(opened)) return err({ type: 'bundleNotABundle' }); // An envelope within an envelope is nothing we write.
  const scan = createScan();
  const bytes = await (opened.kind === 'plain' && opened.whole !== null ? takeWhole(outer, watch) : takePortions(opened, scan));
  return bytes.ok ? ok({ bytes: bytes.value, scan, encrypted }) : bytes;
};

const isEncrypted = ({ kind }: OpenedSource): boolean => kind === 'age' || kind === 'armoredAge';

const openEnvelope = ({ kind, portions }: OpenedSource, open: FileKeyOpener): Promise<OpenedSource> =>
  openPortions(decrypt(kind === 'armoredAge' ? unarmor(portions()) : portions(), open));

const takeWhole = async ({ portions, whole, size }: OpenedSource, watch: Watch): Promise<Result<Bytes, BundleError>> => {
  const wrong = await judgeFirst(portions());
  if (wrong !== null) return err(wrong);
  const read = whole === null ? err({ type: 'bundleUnreadable' }) : await whole();
  if (!read.ok) return read;
  if (watch.signal?.aborted === true) return err({ type: 'cancelled' });
  watch.onProgress?.({ step: 'bytes', done: read.value.byteLength, total: size });
  return read;
};

/** A look at the first portion alone, so that a large file of something else is not read at all. */
const judgeFirst = async (portions: AsyncGenerator<Portion, void, undefined>): Promise<BundleError | null> => {
  for await (const portion of portions) return portion.ok ? scanLines(createScan(), portion.value) : portion.error;
  return null;
};

const takePortions = async (opened: OpenedSource, scan: Scan): Promise<Result<Bytes, BundleError>> => {
  let bytes: Bytes = new Uint8Array(opened.kind === 'plain' ? (opened.size ?? firstRoom) : firstRoom);
  let length = 0;
  let scanned = 0;
  for await (const portion of opened.kind === 'gzip' ? inflate(opened.portions()) : opened.portions()) {
    if (!portion.ok) return portion;
    if (length + portion.value.byteLength > bundleLimits.unpackedBytes) return err(tooLarge(bundleLimits.unpackedBytes));
    bytes = withRoom(bytes, length, length + portion.value.byteLength);
    bytes.set(portion.value, length);
    length += portion.value.byteLength;
    if (scanned > 0 && length - scanned < scanEvery) continue;
    const fault = scanLines(scan, bytes.subarray(0, length));
    if (fault !== null) return err(fault);
    scanned = length;
  }
  return ok(length === bytes.byteLength ? bytes : bytes.slice(0, length));
};

async function* countPortions({ portions, size }: OpenedSource, { onProgress, signal }: Watch): AsyncGenerator<Portion, void, undefined> {
  let done = 0;
  for await (const portion of portions()) {
    if (signal?.aborted === true) return yield err({ type: 'cancelled' });
    yield portion;
    const before = done;
    done += portion.ok ? portion.value.byteLength : 0;
    if (Math.floor(before / firstRoom) !== Math.floor(done / firstRoom)) onProgress?.({ step: 'bytes', done, total: size });
  }
}

const withRoom = (bytes: Bytes, used: number, needed: number): Bytes => {
  if (needed <= bytes.byteLength) return bytes;
  const larger = new Uint8Array(Math.min(Math.max(needed, bytes.byteLength * 2), bundleLimits.unpackedBytes));
  larger.set(bytes.subarray(0, used));
  return larger;
};
