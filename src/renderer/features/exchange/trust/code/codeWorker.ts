import { expose } from 'comlink';
import { findCode, findTurnedCode } from './findCode.ts';
import type { Pixels } from './turned.ts';

/** A large picture is read smaller, and any picture once more at a size where noise has gone; at that size also turned. */
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

const textAt = (bitmap: ImageBitmap, edge: number, read: (pixels: Pixels) => string | null): string | null => {
  const pixels = pixelsOf(bitmap, edge);
  return pixels && read(pixels);
};

const api = {
  /** Answers once the worker has been loaded. */
  ready: (): void => undefined,
  /** The text of the QR code in a picture, which is used up. */
  find: (bitmap: ImageBitmap): string | null => {
    const edge = Math.max(bitmap.width, bitmap.height);
    const sizes = longestEdges.filter((size, index) => index === 0 || size < edge);
    try {
      const straight = sizes.reduce<string | null>((found, size) => found ?? textAt(bitmap, size, findCode), null);
      return straight ?? textAt(bitmap, Math.min(...longestEdges), findTurnedCode);
    } finally {
      bitmap.close();
    }
  },
};
export type CodeWorker = typeof api;

expose(api);
