import { asciiBytes } from './images/bytes.ts';

/** What stands in front of a file in a tar archive (POSIX.1-1988 ustar); the file follows, filled up to whole blocks. */
export type TarEntry = { readonly name: string; readonly bytes: number };

export const tarBlockBytes = 512;
/** Two empty blocks end an archive. */
export const tarEnd: Uint8Array<ArrayBuffer> = new Uint8Array(2 * tarBlockBytes);

const field = { name: [0, 100], mode: [100, 8], bytes: [124, 12], time: [136, 12], checksum: [148, 8], type: [156, 1] } as const;

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
const checksumOf = (block: Uint8Array): number =>
  block.reduce((sum, byte, at) => sum + (at >= field.checksum[0] && at < field.checksum[0] + field.checksum[1] ? 0x20 : byte), 0);

/** The block before a plain file. `name` is ASCII of at most 99 characters, `time` in seconds since 1970. */
export const tarHeader = ({ name, bytes }: TarEntry, time: number): Uint8Array<ArrayBuffer> => {
  const block = new Uint8Array(tarBlockBytes);
  const write = (text: string, at: number): void => block.set(asciiBytes(text), at);
  write(name, field.name[0]);
  write('0000644\0', field.mode[0]);
  write('0000000\0', 108);
  write('0000000\0', 116);
  write(`${octal(bytes, 11)}\0`, field.bytes[0]);
  write(`${octal(time, 11)}\0`, field.time[0]);
  write('0', field.type[0]);
  write('ustar\x0000', 257);
  write(`${octal(checksumOf(block), 6)}\0 `, field.checksum[0]);
  return block;
};

/** Bytes that fill a file up to whole blocks. */
export const tarPadding = (bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array((tarBlockBytes - (bytes % tarBlockBytes)) % tarBlockBytes);

/** Reads the block before a file: `end` for an empty one, null where it is none. Folders and links answer `bytes` and an empty name. */
export const readTarHeader = (bytes: Uint8Array): TarEntry | 'end' | null => {
  const block = bytes.subarray(0, tarBlockBytes);
  if (block.length < tarBlockBytes) return null;
  if (block.every((byte) => byte === 0)) return 'end';
  const text = ([at, length]: readonly [number, number]): string =>
    String.fromCharCode(...block.subarray(at, at + length)).replace(/[\0 ]+$/, '');
  const number = (part: readonly [number, number]): number => (/^ *[0-7]+$/.test(text(part)) ? Number.parseInt(text(part), 8) : Number.NaN);
  const size = number(field.bytes);
  if (number(field.checksum) !== checksumOf(block) || !Number.isSafeInteger(size)) return null;
  const isFile = block[field.type[0]] === 0x30 || block[field.type[0]] === 0;
  return { name: isFile ? text(field.name) : '', bytes: size };
};
