import { ok, type Result } from '../result.ts';
import { asciiBytes, type ByteReader, damaged, type ImageDamaged, joinBytes, type ReadImage } from './bytes.ts';
import { cleanExif } from './exif.ts';

/** Chunks that make the picture and say how it is shown (PNG, third edition, table 7). Others may tell anything, such as content credentials. */
const kept: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'],
  ...['cHRM', 'cICP', 'gAMA', 'iCCP', 'mDCV', 'cLLI', 'sBIT', 'sRGB', 'bKGD', 'hIST', 'pHYs', 'sPLT'],
]);

/** CRC-32 as PNG and gzip use it (PNG, third edition, annex D), bit by bit: it is taken over a few hundred bytes. */
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
};

const exifChunk = (tiff: Uint8Array): Uint8Array => {
  const named = joinBytes([asciiBytes('eXIf'), tiff]);
  const chunk = new Uint8Array(named.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, tiff.length);
  chunk.set(named, 4);
  view.setUint32(named.length + 4, crc32(named));
  return chunk;
};

/** Copies a PNG with the chunks it is drawn by, with no more Exif than `cleanExif` leaves, and without anything after IEND. */
export const readPng = (reader: ByteReader, keepPosition: boolean): Result<ReadImage, ImageDamaged> => {
  const parts: Uint8Array[] = [reader.slice(0, 8)];
  const size = { width: reader.u32(16), height: reader.u32(20) };
  if (reader.text(12, 4) !== 'IHDR' || !(size.width > 0 && size.height > 0)) return damaged;
  for (let at = 8; at < reader.length; ) {
    const type = reader.text(at + 4, 4);
    const end = at + 12 + reader.u32(at);
    if (!(end <= reader.length)) return damaged;
    const exif = type === 'eXIf' ? cleanExif(reader, at + 8, keepPosition) : null;
    if (exif) parts.push(exifChunk(exif));
    else if (kept.has(type)) parts.push(reader.slice(at, end));
    if (type === 'IEND') return ok({ ...size, bytes: joinBytes(parts) });
    at = end;
  }
  return damaged;
};
