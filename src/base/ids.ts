import type { Brand } from './brand.ts';
import type { Clock, RandomBytes } from './clock.ts';

/** A record's id: a lower-case UUIDv7 (RFC 9562 5.7), made where the record is made. */
export type RecordId = Brand<string, 'RecordId'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isRecordId = (text: string): text is RecordId => uuidPattern.test(text);

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** UUIDv7: 48 bits of `clock` in milliseconds, then 74 random bits. A clock before 1970 counts as 1970. */
export const createRecordId = (clock: Clock, random: RandomBytes): RecordId => {
  const time = Math.max(0, Math.floor(clock())).toString(16).padStart(12, '0').slice(-12);
  const noise = random(10);
  noise[0] = ((noise[0] ?? 0) & 0x0f) | 0x70;
  noise[2] = ((noise[2] ?? 0) & 0x3f) | 0x80;
  const rest = hex(noise);
  const text = `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
  return text as RecordId; // The one place where a record id is made; the pattern above holds by construction.
};

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** `length` characters of lower-case base32, five random bits each: 20 characters hold 100 bits. */
export const randomBase32 = (length: number, random: RandomBytes): string =>
  Array.from(random(length), (byte) => base32[byte & 31]).join('');
