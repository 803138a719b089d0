import { crc32 } from 'node:zlib';

/** One chunk of a PNG file: its length, four letters of type, its bytes, and their checksum (PNG 5.3). */
export const pngChunk = (type: string, bytes: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), bytes]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(bytes.length);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
};
