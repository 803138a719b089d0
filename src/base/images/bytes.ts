import { err } from '../result.ts';

export type ImageDamaged = { readonly type: 'photoDamaged' };
export const damaged = err<ImageDamaged>({ type: 'photoDamaged' });

/** What a format's reader answers: stored size in pixels (before any rotation) and the bytes to keep. */
export type ReadImage = { readonly width: number; readonly height: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** Numbers and texts at byte offsets; beyond the end numbers are NaN and texts shorter, so that every comparison fails by itself. */
export const createByteReader = (bytes: Uint8Array) => {
  const u8 = (at: number): number => bytes[at] ?? Number.NaN;
  const u16 = (at: number): number => u8(at) * 0x100 + u8(at + 1);
  const u16le = (at: number): number => u8(at + 1) * 0x100 + u8(at);
  return {
    length: bytes.length,
    u8,
    u16,
    u16le,
    u24le: (at: number): number => u8(at + 2) * 0x10000 + u16le(at),
    u32: (at: number): number => u16(at) * 0x10000 + u16(at + 2),
    u32le: (at: number): number => u16le(at + 2) * 0x10000 + u16le(at),
    text: (at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length)),
    slice: (from: number, to: number): Uint8Array => bytes.subarray(from, to),
  };
};
export type ByteReader = ReturnType<typeof createByteReader>;

export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export const asciiBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
