import { err, ok, type Result } from '../result.ts';
import { type ByteReader, createByteReader, type ImageDamaged } from './bytes.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

/** Largest photo or document in bytes, and largest picture in pixels: 100 million take 400 MB once they are decoded. */
export const maxPhotoBytes = 50 * 1024 * 1024;
export const maxPhotoPixels = 100_000_000;

export type PhotoMime = 'image/jpeg' | 'image/png' | 'image/webp';

/** A picture as it may be kept: `bytes` without camera, comments and anything appended, position only where it is wanted; same pixels. */
export type CleanImage = { readonly mime: PhotoMime; readonly bytes: Uint8Array<ArrayBuffer> };

export type ImageError =
  | { readonly type: 'photoEmpty' }
  | { readonly type: 'photoNotAnImage' }
  | { readonly type: 'photoHeic' }
  | ImageDamaged
  | { readonly type: 'photoTooLarge'; readonly limit: number }
  | { readonly type: 'photoTooManyPixels'; readonly limit: number };

type Kind = PhotoMime | 'heic' | 'other';

/** What a file is by its first bytes, whatever its name says. */
export const kindOfImage = (reader: ByteReader): Kind => {
  if (reader.text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (reader.text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (reader.text(0, 4) === 'RIFF' && reader.text(8, 4) === 'WEBP') return 'image/webp';
  const heic = reader.text(4, 4) === 'ftyp' && /^(hei|hev|mif1|msf1)/.test(reader.text(8, 4));
  return heic ? 'heic' : 'other';
};

const readers = { 'image/jpeg': readJpeg, 'image/png': readPng, 'image/webp': readWebp } as const;

/** Stored size in pixels by the header, or null where the bytes are no picture that can be read to its end. Decodes nothing. */
export const sizeOfImage = (file: Uint8Array): { readonly width: number; readonly height: number } | null => {
  const reader = createByteReader(file);
  const kind = kindOfImage(reader);
  if (kind === 'heic' || kind === 'other') return null;
  const image = readers[kind](reader, true);
  return image.ok ? { width: image.value.width, height: image.value.height } : null;
};

/** Whether a picture would take more memory than anybody should be made to spend on it. */
export const hasTooManyPixels = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width * height > maxPhotoPixels;

export type CleanOptions = {
  /** A person wants the place where it was taken kept. */
  readonly keepPosition?: boolean;
};

/** Recognises a photo, refuses what is too big before anything decodes it, and takes out what tells where and by whom it was made. */
export const cleanImage = (file: Uint8Array, { keepPosition = false }: CleanOptions = {}): Result<CleanImage, ImageError> => {
  if (file.length === 0) return err({ type: 'photoEmpty' });
  if (file.length > maxPhotoBytes) return err({ type: 'photoTooLarge', limit: maxPhotoBytes / 1024 / 1024 });
  const reader = createByteReader(file);
  const kind = kindOfImage(reader);
  if (kind === 'heic') return err({ type: 'photoHeic' });
  if (kind === 'other') return err({ type: 'photoNotAnImage' });
  const image = readers[kind](reader, keepPosition);
  if (!image.ok) return image;
  if (hasTooManyPixels(image.value)) return err({ type: 'photoTooManyPixels', limit: Math.round(maxPhotoPixels / 1e6) });
  return ok({ mime: kind, bytes: image.value.bytes });
};
