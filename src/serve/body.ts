import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../base/result.ts';

export type BodyError = { readonly type: 'lengthMissing' } | { readonly type: 'tooLarge' } | { readonly type: 'cutOff' };

const declaredLength = (request: IncomingMessage): number | null => {
  const text = request.headers['content-length'];
  return text !== undefined && /^\d{1,12}$/.test(text) && request.headers['transfer-encoding'] === undefined ? Number(text) : null;
};

/** The whole body, at most `cap` bytes. Its length must be declared, and a longer one is refused before a byte of it is read. */
export const readBody = async (request: IncomingMessage, cap: number): Promise<Result<Uint8Array<ArrayBuffer>, BodyError>> => {
  const length = declaredLength(request);
  if (length === null) return err({ type: 'lengthMissing' });
  if (length > cap) return err({ type: 'tooLarge' });
  const body = new Uint8Array(length);
  let at = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (at + chunk.byteLength > length) return err({ type: 'tooLarge' });
      body.set(chunk, at);
      at += chunk.byteLength;
    }
  } catch {
    return err({ type: 'cutOff' }); // The page went away in the middle of its request; there is nobody to answer.
  }
  return at === length ? ok(body) : err({ type: 'cutOff' });
};
