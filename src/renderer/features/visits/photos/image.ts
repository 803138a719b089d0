import { err, ok, type Result } from '../../../../base/result.ts';
import { type ByteReader, createByteReader, type ImageDamaged } from './bytes.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

export const maxPhotoBytes = 30 * 1024 * 1024;
export const maxPhotoPixels = 80_000_000;

export type PhotoMime = 'image/jpeg' | 'image/png' | 'image/webp';

/** A picture as it may be kept: `bytes` without position, camera, comments and anything appended, same pixels. */
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

/** Recognises a photo, refuses what is too big before anything decodes it, and takes out what tells where and by whom it was made. */
export const cleanImage = (file: Uint8Array): Result<CleanImage, ImageError> => {
  if (file.length === 0) return err({ type: 'photoEmpty' });
  if (file.length > maxPhotoBytes) return err({ type: 'photoTooLarge', limit: maxPhotoBytes / 1024 / 1024 });
  const reader = createByteReader(file);
  const kind = kindOfImage(reader);
  if (kind === 'heic') return err({ type: 'photoHeic' });
  if (kind === 'other') return err({ type: 'photoNotAnImage' });
  const image = readers[kind](reader);
  if (!image.ok) return image;
  if (image.value.width * image.value.height > maxPhotoPixels)
    return err({ type: 'photoTooManyPixels', limit: Math.round(maxPhotoPixels / 1e6) });
  return ok({ mime: kind, bytes: image.value.bytes });
};
