import { ok, type Result } from '../../../../base/result.ts';
import { type ByteReader, damaged, type ImageDamaged, joinBytes, type ReadImage } from './bytes.ts';

const dropped: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** Copies a PNG without its Exif, text and time chunks and without anything after IEND (PNG, third edition, 11). */
export const readPng = (reader: ByteReader): Result<ReadImage, ImageDamaged> => {
  const parts: Uint8Array[] = [reader.slice(0, 8)];
  const size = { width: reader.u32(16), height: reader.u32(20) };
  if (reader.text(12, 4) !== 'IHDR' || !(size.width > 0 && size.height > 0)) return damaged;
  for (let at = 8; at < reader.length; ) {
    const type = reader.text(at + 4, 4);
    const end = at + 12 + reader.u32(at);
    if (!(end <= reader.length)) return damaged;
    if (!dropped.has(type)) parts.push(reader.slice(at, end));
    if (type === 'IEND') return ok({ ...size, bytes: joinBytes(parts) });
    at = end;
  }
  return damaged;
};
