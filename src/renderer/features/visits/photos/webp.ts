import { ok, type Result } from '../../../../base/result.ts';
import { type ByteReader, damaged, type ImageDamaged, joinBytes, type ReadImage } from './bytes.ts';

type Size = { readonly width: number; readonly height: number };

const exifAndXmp = 0x0c;

/** Size by the first chunk: the canvas of VP8X, else the picture's own (RFC 9649 2.5–2.7). */
const sizeOf = (reader: ByteReader, type: string, payload: number): Size => {
  if (type === 'VP8X') return { width: reader.u24le(payload + 4) + 1, height: reader.u24le(payload + 7) + 1 };
  if (type === 'VP8L') {
    const bits = reader.u32le(payload + 1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: reader.u16le(payload + 6) & 0x3fff, height: reader.u16le(payload + 8) & 0x3fff };
};

const withoutMetadataFlags = (chunk: Uint8Array): Uint8Array => {
  const copy = chunk.slice();
  copy[8] = (copy[8] ?? 0) & ~exifAndXmp;
  return copy;
};

const riffHeader = (length: number): Uint8Array => {
  const header = new Uint8Array(12);
  header.set([0x52, 0x49, 0x46, 0x46]);
  new DataView(header.buffer).setUint32(4, length + 4, true);
  header.set([0x57, 0x45, 0x42, 0x50], 8);
  return header;
};

/** Copies a WebP without its Exif and XMP chunks and without anything after the declared end. */
export const readWebp = (reader: ByteReader): Result<ReadImage, ImageDamaged> => {
  const declaredEnd = 8 + reader.u32le(4);
  if (!(declaredEnd <= reader.length)) return damaged;
  const size = sizeOf(reader, reader.text(12, 4), 20);
  if (!(size.width > 0 && size.height > 0)) return damaged;
  const parts: Uint8Array[] = [];
  for (let at = 12; at < declaredEnd; ) {
    const type = reader.text(at, 4);
    const length = reader.u32le(at + 4);
    const end = at + 8 + length + (length % 2);
    if (!(at + 8 + length <= reader.length)) return damaged;
    const chunk = reader.slice(at, end);
    if (type === 'VP8X') parts.push(withoutMetadataFlags(chunk));
    else if (type !== 'EXIF' && type !== 'XMP ') parts.push(chunk);
    at = end;
  }
  const body = joinBytes(parts);
  return ok({ ...size, bytes: joinBytes([riffHeader(body.length), body]) });
};
