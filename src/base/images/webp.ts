import { ok, type Result } from '../result.ts';
import { asciiBytes, type ByteReader, damaged, type ImageDamaged, joinBytes, type ReadImage } from './bytes.ts';
import { cleanExif } from './exif.ts';

type Size = { readonly width: number; readonly height: number };

/** Chunks that make the picture (RFC 9649 2.7); others may tell anything, such as XMP and content credentials. */
const kept: ReadonlySet<string> = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

const exifFlag = 0x08;
const xmpFlag = 0x04;

/** Size by the first chunk: the canvas of VP8X, else the picture's own (RFC 9649 2.5–2.7). */
const sizeOf = (reader: ByteReader, type: string, payload: number): Size => {
  if (type === 'VP8X') return { width: reader.u24le(payload + 4) + 1, height: reader.u24le(payload + 7) + 1 };
  if (type === 'VP8L') {
    const bits = reader.u32le(payload + 1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: reader.u16le(payload + 6) & 0x3fff, height: reader.u16le(payload + 8) & 0x3fff };
};

const withFlags = (chunk: Uint8Array, hasExif: boolean): Uint8Array => {
  const copy = chunk.slice();
  copy[8] = ((copy[8] ?? 0) & ~(exifFlag | xmpFlag)) | (hasExif ? exifFlag : 0);
  return copy;
};

const exifChunk = (tiff: Uint8Array): Uint8Array => {
  const header = new Uint8Array(8);
  header.set(asciiBytes('EXIF'));
  new DataView(header.buffer).setUint32(4, tiff.length, true);
  return joinBytes([header, tiff, new Uint8Array(tiff.length % 2)]);
};

const riffHeader = (length: number): Uint8Array => {
  const header = new Uint8Array(12);
  header.set([0x52, 0x49, 0x46, 0x46]);
  new DataView(header.buffer).setUint32(4, length + 4, true);
  header.set([0x57, 0x45, 0x42, 0x50], 8);
  return header;
};

/** Where the TIFF block of an EXIF chunk begins: some writers put the mark of JPEG before it. */
const tiffAt = (reader: ByteReader, payload: number): number => (reader.text(payload, 6) === 'Exif\0\0' ? payload + 6 : payload);

/** Copies a WebP with the chunks it is drawn by, with no more Exif than `cleanExif` leaves, and without anything after the declared end. */
export const readWebp = (reader: ByteReader, keepPosition: boolean): Result<ReadImage, ImageDamaged> => {
  const declaredEnd = 8 + reader.u32le(4);
  if (!(declaredEnd <= reader.length)) return damaged;
  const size = sizeOf(reader, reader.text(12, 4), 20);
  if (!(size.width > 0 && size.height > 0)) return damaged;
  const parts: Uint8Array[] = [];
  let exif: Uint8Array | null = null;
  const isExtended = reader.text(12, 4) === 'VP8X';
  for (let at = 12; at < declaredEnd; ) {
    const type = reader.text(at, 4);
    const length = reader.u32le(at + 4);
    const end = at + 8 + length + (length % 2);
    if (!(at + 8 + length <= reader.length)) return damaged;
    if (type === 'EXIF') exif ??= cleanExif(reader, tiffAt(reader, at + 8), keepPosition);
    else if (kept.has(type)) parts.push(reader.slice(at, end));
    at = end;
  }
  if (!isExtended) return ok({ ...size, bytes: wholeOf(parts) });
  const [first = new Uint8Array(0), ...rest] = parts;
  return ok({ ...size, bytes: wholeOf([withFlags(first, exif !== null), ...rest, ...(exif ? [exifChunk(exif)] : [])]) });
};

const wholeOf = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const body = joinBytes(chunks);
  return joinBytes([riffHeader(body.length), body]);
};
