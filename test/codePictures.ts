import { deflateSync } from 'node:zlib';
import encodeQR from 'qr';
import { pngChunk } from './pngChunk.ts';

/** QR codes as pictures, as a test needs them: flat, or as a camera sees them. */

/** Grey values row by row, 0 black to 255 white. */
export type Grey = { readonly width: number; readonly height: number; readonly values: Uint8Array };
export type Squares = readonly (readonly boolean[])[];

/** The squares of a code with its quiet border; true is dark. */
export const squaresOf = (content: string | Uint8Array): Squares =>
  typeof content === 'string'
    ? encodeQR(content, 'raw', { ecc: 'low', border: 4 })
    : encodeQR('bytes', 'raw', { ecc: 'low', border: 4, encoding: 'byte', textEncoder: () => content });

/** Any picture, computed pixel by pixel. */
export const draw = (width: number, height: number, greyAt: (x: number, y: number) => number): Grey => {
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) values[y * width + x] = greyAt(x, y);
  return { width, height, values };
};

/** A code as a screenshot of it shows it, each square `scale` pixels wide. */
export const flat = (squares: Squares, scale: number): Grey => {
  const edge = Math.round(squares.length * scale);
  return draw(edge, edge, (x, y) => (squares[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 0 : 255));
};

/** A picture as a PNG file of eight grey bits. */
export const toPng = ({ width, height, values }: Grey): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height); // Each row begins with its filter, 0.
  for (let y = 0; y < height; y += 1) rows.set(values.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, pngChunk('IHDR', head), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))]);
};

/** A grid full of finder marks, which keeps a reader of codes looking for the three that belong together. */
export const finderGrid = (edge: number): Grey => {
  const isDark = (at: number): boolean => at < 7;
  const ring = (u: number, v: number): number => Math.max(Math.abs(u - 3), Math.abs(v - 3));
  return draw(edge, edge, (x, y) => (isDark(x % 9) && isDark(y % 9) && ring(x % 9, y % 9) !== 2 ? 0 : 255));
};
