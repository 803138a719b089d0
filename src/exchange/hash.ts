import type { Bytes } from './format.ts';

/** SHA-256 over the bytes handed in so far, in order; `digest` answers 64 lower-case hexadecimal digits and ends its use. */
export type Sha256 = { readonly update: (bytes: Bytes) => void; readonly digest: () => Promise<string> };
export type CreateHash = () => Sha256;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** One run of bytes out of several; a single part is returned as it is. */
export const joinBytes = (parts: readonly Bytes[]): Bytes => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
};

/** The browser's own SHA-256. WebCrypto cannot take bytes in portions, so they are collected and digested at once, off the thread. */
export const createWebHash: CreateHash = () => {
  const parts: Bytes[] = [];
  return {
    update: (bytes) => {
      parts.push(bytes);
    },
    digest: async () => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', joinBytes(parts)))),
  };
};
