import { expose } from 'comlink';
import { findCode } from './findCode.ts';

/** A large picture is read smaller, and any picture once more at a size where noise has gone. */
const longestEdges = [2400, 1000] as const;

const pixelsOf = (bitmap: ImageBitmap, edge: number): ImageData | null => {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
};

const api = {
  /** Answers once the worker has been loaded. */
  ready: (): void => undefined,
  /** The text of the QR code in a picture, which is used up. */
  find: (bitmap: ImageBitmap): string | null => {
    for (const edge of longestEdges) {
      const pixels = pixelsOf(bitmap, edge);
      const text = pixels && findCode(pixels);
      if (text !== null) return text;
      if (Math.max(bitmap.width, bitmap.height) <= longestEdges[1]) break;
    }
    bitmap.close();
    return null;
  },
};
export type CodeWorker = typeof api;

expose(api);
