import { deflateSync } from 'node:zlib';
import { asciiBytes, joinBytes } from '../../../src/base/images/bytes.ts';
import { pngChunk } from '../../pngChunk.ts';

/** Photos of one pixel that say where, when and with what they were taken, as phones write them. Latitude 46° 15' 10.80" N, longitude 20° 8' 29.04" E. */

type Entry = readonly [tag: number, type: number, count: number, value: readonly number[] | string];

const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 4 };

const tiffOf = (little: boolean): Uint8Array => {
  const number = (value: number, bytes: number): Uint8Array => {
    const big = Uint8Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256);
    return little ? big.reverse() : big;
  };
  const bytesOf = ([, type, , value]: Entry): Uint8Array =>
    typeof value === 'string' ? asciiBytes(value) : joinBytes(value.map((each) => number(each, sizes[type] ?? 1)));
  const directory = (entries: readonly Entry[], at: number): Uint8Array => {
    let valueAt = at + 2 + entries.length * 12 + 4;
    const values: Uint8Array[] = [];
    const rows = entries.map((entry) => {
      const value = bytesOf(entry);
      const head = joinBytes([number(entry[0], 2), number(entry[1], 2), number(entry[2], 4)]);
      if (value.length <= 4) return joinBytes([head, value, new Uint8Array(4 - value.length)]);
      values.push(value);
      valueAt += value.length;
      return joinBytes([head, number(valueAt - value.length, 4)]);
    });
    return joinBytes([number(entries.length, 2), ...rows, number(0, 4), ...values]);
  };
  const gps: readonly Entry[] = [
    [0, 1, 4, [2, 3, 0, 0]],
    [1, 2, 2, 'N\0'],
    [2, 5, 3, [46, 1, 15, 1, 1080, 100]],
    [3, 2, 2, 'E\0'],
    [4, 5, 3, [20, 1, 8, 1, 2904, 100]],
    [5, 1, 1, [0]],
    [6, 5, 1, [79, 1]],
    [29, 2, 11, '2026:11:20\0'],
  ];
  const first = (gpsAt: number): readonly Entry[] => [
    [0x010f, 2, 8, 'Peldafon'.slice(0, 7).concat('\0')],
    [0x0110, 2, 6, 'Cam 7\0'],
    [0x0112, 3, 1, [6]],
    [0x0132, 2, 20, '2026:11:20 10:00:00\0'],
    [0x8825, 4, 1, [gpsAt]],
  ];
  const gpsAt = 8 + directory(first(0), 8).length;
  return joinBytes([asciiBytes(little ? 'II' : 'MM'), number(42, 2), number(8, 4), directory(first(gpsAt), 8), directory(gps, gpsAt)]);
};

/** A grey pixel, baseline, with the shortest tables that decoders take. */
const pixelJpeg = Buffer.from(
  '/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
);

const exifSegment = (tiff: Uint8Array): Uint8Array => {
  const length = tiff.length + 8;
  return joinBytes([Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff), asciiBytes('Exif\0\0'), tiff]);
};

/** Content credentials (C2PA) and makers' own blocks, which tell the place too. */
const credentials = asciiBytes('jumb c2pa.metadata Peldafon 46.2530,20.1414');

const otherSegment = (marker: number): Uint8Array => joinBytes([Uint8Array.of(0xff, marker, 0, credentials.length + 2), credentials]);

const jpegWith = (tiff: Uint8Array): Uint8Array =>
  joinBytes([
    pixelJpeg.subarray(0, 2),
    exifSegment(tiff),
    ...[0xe2, 0xe4, 0xea, 0xeb, 0xef, 0xfe].map(otherSegment),
    pixelJpeg.subarray(2),
  ]);

const pngWith = (tiff: Uint8Array): Uint8Array =>
  joinBytes([
    asciiBytes('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
    pngChunk('eXIf', tiff),
    pngChunk('tEXt', asciiBytes('Author\0Somebody')),
    pngChunk('caBX', credentials),
    pngChunk('IDAT', deflateSync(Uint8Array.of(0, 128))),
    pngChunk('IEND', new Uint8Array()),
  ]);

/** The lossless picture of one pixel from the WebP documentation. */
const pixelWebp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

const webpWith = (tiff: Uint8Array): Uint8Array => {
  const chunk = (type: string, payload: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(payload.length, 4);
    return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)]);
  };
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', Uint8Array.of(0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    pixelWebp.subarray(12),
    chunk('EXIF', tiff),
    chunk('C2PA', credentials),
  ]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return new Uint8Array(Buffer.concat([head, body]));
};

export const photosWithPosition: Readonly<Record<string, Uint8Array>> = {
  'big-endian.jpg': jpegWith(tiffOf(false)),
  'little-endian.jpg': jpegWith(tiffOf(true)),
  'photo.png': pngWith(tiffOf(true)),
  'photo.webp': webpWith(tiffOf(false)),
};
