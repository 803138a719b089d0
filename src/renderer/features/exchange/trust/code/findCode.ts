import decodeQR from 'qr/decode.js';

/** RGBA, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** How hard the library tries; its further attempts, not the first one, end after this time. */
const effort = 20;
const furtherMs = 300;

/** Codes of programs that write no UTF-8 come out garbled, and are no invitation either way. */
const decoder = new TextDecoder();

/** More characters than a code of letters holds. What is longer is no invitation, and none when it is cut. */
const mostCharacters = 3 * 1024;

/** The text of a QR code in a picture; null where none is found or it cannot be read. A picture made for it can keep this busy for many seconds. */
export const findCode = (pixels: Pixels): string | null => {
  try {
    const text = decodeQR(pixels, { effort, timeLimit: furtherMs, textDecoder: (bytes) => decoder.decode(bytes) });
    return text.slice(0, mostCharacters);
  } catch {
    return null; // The library throws for every picture without a code.
  }
};
