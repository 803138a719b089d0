import { isJsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';

/**
 * One request or answer as bytes: four bytes with the length of the JSON text (big endian), the JSON text in UTF-8, then the attached
 * bytes one after another. The JSON is `{"members":{…},"bytes":[[name, length], …]}`: bytes stand only where a member of the message is,
 * so that nothing inside a member can be mistaken for them.
 */

/** The content type of a frame. It is not one that a form or a cross-site request may send without asking first. */
export const frameType = 'application/vnd.interreg-cluster.frame';

/** Longest JSON text of a frame in bytes; a sentinel that remembers a million erased records fits. */
export const maxFrameJson = 64 * 1024 * 1024;

export type Message = Readonly<Record<string, unknown>>;
export type FrameError = { readonly type: 'frameMalformed' };

const malformed = (): Result<never, FrameError> => err({ type: 'frameMalformed' });
const maxAttachments = 8;

/** The parts of a frame in order, so that large bytes are handed on and not copied. Members must be JSON, or bytes as a whole. */
export const encodeFrame = (message: Message): readonly Uint8Array<ArrayBuffer>[] => {
  const members: (readonly [string, unknown])[] = [];
  const attached: Uint8Array<ArrayBuffer>[] = [];
  const bytes: (readonly [string, number])[] = [];
  for (const [name, value] of Object.entries(message)) {
    if (value instanceof Uint8Array) {
      attached.push(value as Uint8Array<ArrayBuffer>); // Shared memory does not exist in these pages: it would need cross-origin isolation.
      bytes.push([name, value.byteLength]);
    } else members.push([name, value]);
  }
  const json = new TextEncoder().encode(JSON.stringify({ members: Object.fromEntries(members), bytes }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.byteLength);
  return [length, json, ...attached];
};

const parseJson = (text: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    return undefined; // Neither strict UTF-8 nor JSON: the caller answers `frameMalformed`.
  }
};

const isPlace = (entry: unknown): entry is readonly [string, number] =>
  Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string' && Number.isSafeInteger(entry[1]) && entry[1] >= 0;

/** Reads a frame strictly: every byte must be accounted for and no member may stand twice. Attached bytes are views into `frame`. */
export const decodeFrame = (frame: Uint8Array<ArrayBuffer>): Result<Message, FrameError> => {
  if (frame.byteLength < 4) return malformed();
  const length = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0);
  if (length > maxFrameJson || 4 + length > frame.byteLength) return malformed();
  const head = parseJson(frame.subarray(4, 4 + length));
  if (!isJsonObject(head) || !isJsonObject(head.members) || !Array.isArray(head.bytes)) return malformed();
  if (head.bytes.length > maxAttachments || !head.bytes.every(isPlace)) return malformed();

  const message = new Map<string, unknown>(Object.entries(head.members));
  let at = 4 + length;
  for (const [name, size] of head.bytes) {
    if (message.has(name) || at + size > frame.byteLength) return malformed();
    message.set(name, frame.subarray(at, at + size));
    at += size;
  }
  return at === frame.byteLength ? ok(Object.fromEntries(message)) : malformed();
};
