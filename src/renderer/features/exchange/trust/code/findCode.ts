import decodeQR from 'qr/decode.js';
import { type Pixels, turned } from './turned.ts';

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

/** The library sees no code that is turned by some 40 to 70 degrees; between them these bring every angle to where it does. */
const turns = [45, 30] as const;

/** The text of a code that lies askew in the picture. */
export const findTurnedCode = (pixels: Pixels): string | null =>
  turns.reduce<string | null>((found, degrees) => found ?? findCode(turned(pixels, degrees)), null);
