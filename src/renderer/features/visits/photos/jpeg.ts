import { ok, type Result } from '../../../../base/result.ts';
import { asciiBytes, type ByteReader, damaged, type ImageDamaged, joinBytes, type ReadImage } from './bytes.ts';

const app1 = 0xe1;
const app2 = 0xe2;
const photoshop = 0xed;
const comment = 0xfe;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** SOF0 … SOF15 hold the size; C4, C8 and CC of that range mean something else (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

const orientationTag = 0x0112;

/** Orientation 1 … 8 of an Exif segment whose payload begins at `at` ("Exif\0\0", then a TIFF header), or 1. */
const orientationOf = (reader: ByteReader, at: number): number => {
  const tiff = at + 6;
  const little = reader.text(tiff, 2) === 'II';
  const u16 = little ? reader.u16le : reader.u16;
  const u32 = little ? reader.u32le : reader.u32;
  const directory = tiff + u32(tiff + 4);
  const count = Math.min(u16(directory), 500);
  for (let entry = 0; entry < count; entry += 1) {
    const offset = directory + 2 + entry * 12;
    const value = u16(offset + 8);
    if (u16(offset) === orientationTag && value >= 1 && value <= 8) return value;
  }
  return 1;
};

/** An Exif segment that says which way is up and nothing else. */
const orientationSegment = (orientation: number): Uint8Array =>
  asciiBytes(`\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`);

const tellsTooMuch = (reader: ByteReader, marker: number, payload: number): boolean =>
  marker === app1 || marker === photoshop || marker === comment || (marker === app2 && reader.text(payload, 4) === 'MPF\0');

/** First marker at or after `at` that is neither a stuffed byte nor a restart: where the compressed pixels end. */
const endOfScan = (reader: ByteReader, at: number): number => {
  let position = at;
  while (position < reader.length) {
    const next = reader.u8(position + 1);
    if (reader.u8(position) === 0xff && next !== 0 && next !== 0xff && !standsAlone(next)) return position;
    position += 1;
  }
  return reader.length;
};

/**
 * Copies a JPEG without its Exif, XMP, Photoshop and comment segments and without anything after its end, where phones append
 * further pictures with positions of their own. Orientation stays, or the photo would lie on its side.
 */
export const readJpeg = (reader: ByteReader): Result<ReadImage, ImageDamaged> => {
  const parts: Uint8Array[] = [reader.slice(0, 2)];
  let size = { width: 0, height: 0 };
  let at = 2;
  while (at < reader.length) {
    if (reader.u8(at) !== 0xff) return damaged;
    const marker = reader.u8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage || standsAlone(marker)) {
      parts.push(reader.slice(at, at + 2));
      at += 2;
      if (marker === endOfImage) break;
      continue;
    }
    const end = at + 2 + reader.u16(at + 2);
    if (!(end <= reader.length)) return damaged;
    if (isFrame(marker)) size = { height: reader.u16(at + 5), width: reader.u16(at + 7) };
    if (tellsTooMuch(reader, marker, at + 4)) {
      const orientation = reader.text(at + 4, 4) === 'Exif' ? orientationOf(reader, at + 4) : 1;
      if (orientation !== 1) parts.push(orientationSegment(orientation));
      at = end;
      continue;
    }
    const next = marker === startOfScan ? endOfScan(reader, end) : end;
    parts.push(reader.slice(at, next));
    at = next;
  }
  return size.width > 0 && size.height > 0 ? ok({ ...size, bytes: joinBytes(parts) }) : damaged;
};
