import { err, ok, type Result } from '../base/result.ts';
import type { BundleError } from './errors.ts';
import { type Bytes, bundleLimits } from './format.ts';

export type ByteStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
/** A file: its size is known before anything is read. */
export type SizedStream = { readonly size: number; readonly stream: () => ByteStream };
/** Where a bundle comes from; each may be gzipped. */
export type BundleSource = Bytes | Blob | SizedStream | ByteStream;

/** A portion of bytes, or why there are no more; nothing follows an error. */
export type Portion = Result<Uint8Array, BundleError>;
/** A source whose first bytes have been looked at. `size` is that of the source, null where it is not known beforehand. */
export type OpenedSource = {
  readonly kind: 'plain' | 'gzip' | 'age' | 'armoredAge';
  readonly size: number | null;
  readonly portions: () => AsyncGenerator<Portion, void, undefined>;
  /** The whole source at once where that is cheaper than in portions. */
  readonly whole: (() => Promise<Result<Bytes, BundleError>>) | null;
};
/** Told how many bytes of the source have been read. */
export type CountBytes = (done: number) => void;

const headBytes = 64;
/** Small enough that a portion of a gzip bomb inflates to some 16 MB and no more. */
const portionBytes = 16 * 1024;
const gzipMark = Uint8Array.of(0x1f, 0x8b);
const ageMark = new TextEncoder().encode('age-encryption.org/');
/** Mail programs put empty lines before an armored file. */
const armorPattern = /^\s{0,32}-----BEGIN AGE ENCRYPTED/;

/** Looks at the first bytes of a source and says how it is to be read. A size beyond the limits is the caller's to refuse. */
export const openSource = async (source: BundleSource): Promise<OpenedSource> => ({
  ...(await openPortions(portionsOf(source))),
  size: sizeOf(source),
  whole: wholeOf(source),
});

/** The same for bytes that come out of another layer. */
export const openPortions = async (portions: AsyncGenerator<Portion, void, undefined>): Promise<OpenedSource> => {
  const first: Portion[] = [];
  let head = new Uint8Array(0);
  while (head.byteLength < headBytes) {
    const next = await portions.next();
    if (next.done === true) break;
    first.push(next.value);
    if (!next.value.ok) break;
    head = Uint8Array.of(...head, ...next.value.value.subarray(0, headBytes));
  }
  return { kind: kindOf(head), size: null, portions: () => chain(first, portions), whole: null };
};

/** Inflates gzip portion by portion. What is not gzip to its end is `bundleNotCompressed`, more packed bytes than allowed `bundleTooLarge`. */
export async function* inflate(
  portions: AsyncGenerator<Portion, void, undefined>,
  packedBytes: number = bundleLimits.packedBytes,
): AsyncGenerator<Portion, void, undefined> {
  const source = readablePortions(portions, packedBytes);
  try {
    for await (const portion of source.stream.pipeThrough(new DecompressionStream('gzip'))) yield ok(portion);
  } catch {
    yield err(source.failure() ?? { type: 'bundleNotCompressed' });
  } finally {
    await portions.return();
  }
}

/** Portions as a stream that is read only as fast as it is wanted; `failure` tells why it broke off, null when it did not. */
export const readablePortions = (
  portions: AsyncGenerator<Portion, void, undefined>,
  limitBytes: number,
): { readonly stream: ReadableStream<Bytes>; readonly failure: () => BundleError | null } => {
  let failed: BundleError | null = null;
  let taken = 0;
  const stream = new ReadableStream<Bytes>(
    {
      pull: async (controller) => {
        const next = await portions.next();
        if (next.done === true) return controller.close();
        if (next.value.ok) taken += next.value.value.byteLength;
        if (!next.value.ok) failed = next.value.error;
        else if (taken > limitBytes) failed = tooLarge(limitBytes);
        else return controller.enqueue(next.value.value.slice());
        controller.error(failed);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, failure: () => failed };
};

export const tooLarge = (limitBytes: number): BundleError => ({ type: 'bundleTooLarge', limitMiB: limitBytes / (1024 * 1024) });

const beginsWith = (bytes: Uint8Array, mark: Uint8Array): boolean => mark.every((byte, at) => bytes[at] === byte);

const kindOf = (head: Uint8Array): OpenedSource['kind'] => {
  if (beginsWith(head, ageMark)) return 'age';
  if (beginsWith(head, gzipMark)) return 'gzip';
  return armorPattern.test(String.fromCharCode(...head)) ? 'armoredAge' : 'plain';
};

/** Whether a source gives the same bytes when it is opened a second time. */
export const isRepeatable = (source: BundleSource): boolean => source instanceof Uint8Array || isSized(source);

const isSized = (source: BundleSource): source is Blob | SizedStream => 'size' in source && 'stream' in source;

const sizeOf = (source: BundleSource): number | null =>
  source instanceof Uint8Array ? source.byteLength : isSized(source) ? source.size : null;

const wholeOf = (source: BundleSource): OpenedSource['whole'] => {
  if (source instanceof Uint8Array) return async () => ok(source);
  if (!(source instanceof Blob)) return null;
  return async () => {
    try {
      return ok(new Uint8Array(await source.arrayBuffer()));
    } catch {
      return err({ type: 'bundleUnreadable' });
    }
  };
};

async function* portionsOf(source: BundleSource): AsyncGenerator<Portion, void, undefined> {
  try {
    if (source instanceof Uint8Array) return yield* split(source);
    for await (const portion of isSized(source) ? source.stream() : source) yield* split(portion);
  } catch {
    yield err({ type: 'bundleUnreadable' });
  }
}

function* split(bytes: Uint8Array): Generator<Portion, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += portionBytes) yield ok(bytes.subarray(at, at + portionBytes));
}

async function* chain(first: readonly Portion[], rest: AsyncGenerator<Portion, void, undefined>): AsyncGenerator<Portion, void, undefined> {
  try {
    yield* first;
    yield* rest;
  } finally {
    await rest.return();
  }
}
