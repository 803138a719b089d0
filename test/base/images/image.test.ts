import { describe, expect, it } from 'vitest';
import { asciiBytes, createByteReader, joinBytes } from '../../../src/base/images/bytes.ts';
import { cleanImage, kindOfImage, maxPhotoBytes } from '../../../src/base/images/image.ts';

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const u16 = (value: number): string => String.fromCharCode(value >> 8, value & 0xff);
const u32 = (value: number): string => u16(value >>> 16) + u16(value & 0xffff);

const segment = (marker: number, payload: string): string => `\xff${String.fromCharCode(marker)}${u16(payload.length + 2)}${payload}`;
const frame = (width: number, height: number): string => segment(0xc0, `\x08${u16(height)}${u16(width)}\x01\x01\x11\0`);
const scan = `${segment(0xda, '\x01\x01\0\0\x3f\0')}pixels\xff\0more\xff\xd0pixels`;
const position = 'GPS 46.2530 20.1414';
const exif = (orientation: number): string =>
  segment(0xe1, `Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0${position}`);
const jpeg = (...inside: readonly string[]): Uint8Array => asciiBytes(`\xff\xd8${inside.join('')}${scan}\xff\xd9`);

const cleaned = (file: Uint8Array): string => {
  const result = cleanImage(file);
  return result.ok ? latin(result.value.bytes) : result.error.type;
};

describe('a JPEG before it is kept', () => {
  it('loses Exif, XMP, Photoshop data and comments and keeps everything else byte for byte', () => {
    const app0 = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0');
    const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01colours');
    const file = jpeg(
      app0,
      exif(1),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${position}`),
      segment(0xed, `Photoshop 3.0\0${position}`),
      segment(0xfe, position),
      profile,
      frame(640, 480),
    );
    expect(cleaned(file)).toBe(latin(jpeg(app0, profile, frame(640, 480))));
  });

  it('still knows which way is up', () => {
    const result = cleaned(jpeg(exif(6), frame(640, 480)));
    expect(result).not.toContain('GPS');
    expect(cleaned(asciiBytes(result))).toBe(result);
    expect(result).toContain('Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06');
  });

  it('reads the orientation of a little-endian Exif block', () => {
    const little = segment(0xe1, 'Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0');
    expect(cleaned(jpeg(little, frame(4, 4)))).toContain('\0\x01\0\x08\0\0');
  });

  it('ends where the picture ends: a second photo that a phone appended is dropped with its position', () => {
    const appended = joinBytes([jpeg(frame(64, 48)), jpeg(exif(1), frame(64, 48))]);
    expect(cleaned(appended)).toBe(latin(jpeg(frame(64, 48))));
  });

  it('is refused when it says two sizes, because nobody knows which one a decoder believes', () => {
    expect(cleaned(jpeg(frame(64, 48), frame(60_000, 60_000)))).toBe('photoDamaged');
  });

  it('is refused when a segment reaches beyond the file or no size is given', () => {
    expect(cleaned(jpeg(frame(64, 48)).slice(0, 12))).toBe('photoDamaged');
    expect(cleaned(asciiBytes('\xff\xd8\xff\xd9'))).toBe('photoDamaged');
    expect(cleaned(asciiBytes('\xff\xd8\xff\xe1\xff\xff..'))).toBe('photoDamaged');
  });
});

describe('a PNG before it is kept', () => {
  const chunk = (type: string, payload: string): string => `${u32(payload.length)}${type}${payload}crc!`;
  const head = (width: number, height: number): string => chunk('IHDR', `${u32(width)}${u32(height)}\x08\x02\0\0\0`);
  const png = (...chunks: readonly string[]): Uint8Array => asciiBytes(`\x89PNG\r\n\x1a\n${chunks.join('')}`);

  it('loses Exif, texts, time and what follows its end', () => {
    const file = png(head(3, 2), chunk('eXIf', position), chunk('tEXt', position), chunk('IDAT', 'pixels'), chunk('IEND', ''), position);
    expect(cleaned(file)).toBe(latin(png(head(3, 2), chunk('IDAT', 'pixels'), chunk('IEND', ''))));
  });

  it('is refused before decoding when it holds too many pixels', () => {
    expect(cleanImage(png(head(60_000, 60_000), chunk('IEND', '')))).toMatchObject({ error: { type: 'photoTooManyPixels', limit: 100 } });
  });

  it('is refused when it is cut off', () => {
    expect(cleaned(png(head(3, 2), chunk('IDAT', 'pixels')))).toBe('photoDamaged');
  });
});

describe('a WebP before it is kept', () => {
  const u32le = (value: number): string => String.fromCharCode(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24);
  const chunk = (type: string, payload: string): string => `${type}${u32le(payload.length)}${payload}${payload.length % 2 ? '\0' : ''}`;
  const webp = (...chunks: readonly string[]): Uint8Array => {
    const body = `WEBP${chunks.join('')}`;
    return asciiBytes(`RIFF${u32le(body.length)}${body}`);
  };
  const canvas = (flags: number): string => chunk('VP8X', `${String.fromCharCode(flags)}\0\0\0\x7f\x02\0\xdf\x01\0`);

  it('loses Exif and XMP together with the flags that announce them', () => {
    const file = webp(canvas(0x1c), chunk('VP8 ', 'pixels!'), chunk('EXIF', position), chunk('XMP ', position));
    expect(cleaned(file)).toBe(latin(webp(canvas(0x10), chunk('VP8 ', 'pixels!'))));
  });
});

describe('a file offered as a photo', () => {
  it('is recognised by its bytes, not by its name', () => {
    expect(kindOfImage(createByteReader(jpeg(frame(1, 1))))).toBe('image/jpeg');
    expect(kindOfImage(createByteReader(asciiBytes('\0\0\0\x18ftypheic')))).toBe('heic');
    expect(kindOfImage(createByteReader(asciiBytes('<svg onload=alert(1)>')))).toBe('other');
  });

  it('is refused with its reason', () => {
    expect(cleaned(new Uint8Array())).toBe('photoEmpty');
    expect(cleaned(asciiBytes('%PDF-1.7'))).toBe('photoNotAnImage');
    expect(cleaned(asciiBytes('\0\0\0\x18ftypheic'))).toBe('photoHeic');
    expect(cleanImage(new Uint8Array(maxPhotoBytes + 1))).toMatchObject({ error: { type: 'photoTooLarge', limit: 50 } });
  });
});
