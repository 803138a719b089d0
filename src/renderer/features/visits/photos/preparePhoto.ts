import { type CleanOptions, cleanImage, type ImageError, type PhotoMime } from '../../../../base/images/image.ts';
import { plainText } from '../../../../base/plainText.ts';
import { err, ok, type Result } from '../../../../base/result.ts';

export const thumbnailEdge = 480;
/** Of the whole data URL, so that a visit with photos stays light in every bundle. */
const thumbnailCharacters = 40_000;
const qualities = [0.82, 0.7, 0.55, 0.4, 0.25] as const;

export type PreparedPhoto = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly mime: PhotoMime;
  readonly width: number;
  readonly height: number;
  /** data:image/jpeg;base64,… */
  readonly thumbnail: string;
};

export type PhotoError = ImageError | { readonly type: 'photoUnreadable' };

const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const decode = async (blob: Blob): Promise<ImageBitmap | null> => {
  try {
    return await createImageBitmap(blob);
  } catch {
    return null; // The browser gives one kind of rejection for everything it cannot draw.
  }
};

const drawThumbnail = (bitmap: ImageBitmap): string | null => {
  for (const edge of [thumbnailEdge, thumbnailEdge / 2]) {
    const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return null;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    for (const quality of qualities) {
      const url = canvas.toDataURL('image/jpeg', quality);
      if (url.length <= thumbnailCharacters) return url;
    }
  }
  return null;
};

/** Reads one file as a photo: recognised by its bytes, cleaned, decoded once, with its hash and a thumbnail of at most 480 px and 40 kB. */
export const preparePhoto = async (file: File, options: CleanOptions): Promise<Result<PreparedPhoto, PhotoError>> => {
  const read = await file.arrayBuffer().catch(() => null);
  if (!read) return err({ type: 'photoUnreadable' });
  const image = cleanImage(new Uint8Array(read), options);
  if (!image.ok) return image;
  const { bytes, mime } = image.value;
  const bitmap = await decode(new Blob([bytes], { type: mime }));
  if (!bitmap) return err({ type: 'photoDamaged' });
  const { width, height } = bitmap;
  const thumbnail = drawThumbnail(bitmap);
  bitmap.close();
  if (!thumbnail) return err({ type: 'photoDamaged' });
  return ok({ name: plainText(file.name), bytes, mime, width, height, thumbnail, sha256: await sha256Of(bytes) });
};
