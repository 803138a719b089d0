import { ok, type Result } from '../result.ts';
import { asciiBytes, type ByteReader, damaged, type ImageDamaged, joinBytes, type ReadImage } from './bytes.ts';
import { cleanExif } from './exif.ts';

const app1 = 0xe1;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** SOF0 … SOF15 hold the size; C4, C8 and CC of that range mean something else (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

const exifMark = 'Exif\0\0';

const exifSegment = (tiff: Uint8Array): Uint8Array => {
  const length = tiff.length + exifMark.length + 2;
  return joinBytes([Uint8Array.of(0xff, app1, length >> 8, length & 0xff), asciiBytes(exifMark), tiff]);
};

/** Application segments that say how the pixels are to be shown: density, colour profile, colour transform. */
const shown: ReadonlyMap<number, string> = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);
const firstApplication = 0xe0;

/** Exif, XMP, content credentials, comments, and whatever a maker thinks of next year may all tell the place. */
const tellsTooMuch = (reader: ByteReader, marker: number, payload: number): boolean => {
  const mark = shown.get(marker);
  return marker >= firstApplication && (mark === undefined || reader.text(payload, mark.length) !== mark);
};

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
 * Copies a JPEG without any application segment but those that say how it is shown, and without anything after its end, where phones append
 * further pictures with positions of their own. Orientation stays, or the photo would lie on its side. A second size is refused,
 * because nobody knows which one a decoder believes.
 */
export const readJpeg = (reader: ByteReader, keepPosition: boolean): Result<ReadImage, ImageDamaged> => {
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
    if (isFrame(marker)) {
      if (size.width > 0) return damaged;
      size = { height: reader.u16(at + 5), width: reader.u16(at + 7) };
    }
    if (tellsTooMuch(reader, marker, at + 4)) {
      const isExif = marker === app1 && reader.text(at + 4, exifMark.length) === exifMark;
      const kept = isExif ? cleanExif(reader, at + 4 + exifMark.length, keepPosition) : null;
      if (kept) parts.push(exifSegment(kept));
      at = end;
      continue;
    }
    const next = marker === startOfScan ? endOfScan(reader, end) : end;
    parts.push(reader.slice(at, next));
    at = next;
  }
  return size.width > 0 && size.height > 0 ? ok({ ...size, bytes: joinBytes(parts) }) : damaged;
};
