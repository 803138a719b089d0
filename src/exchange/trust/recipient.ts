import { fromBase32 } from '../../base/base32.ts';

const digits = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const base32Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** `age1`, 256 bits and the sum: no other kind of recipient is as long. */
const pattern = /^age1([qpzry9x8gf2tvdw0s3jn54khce6mua7l]{52})([qpzry9x8gf2tvdw0s3jn54khce6mua7l]{6})$/;
/** `age` as BIP 173 spells it out in front of what it sums up. */
const prefixWords = [3, 3, 3, 0, 1, 7, 5];
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Points of Curve25519 and its twist with which every shared secret is zero (RFC 7748, 6.1), little-endian. */
const smallOrder: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/**
 * Whether age can encrypt to this X25519 recipient. age itself finds some of it out only while it encrypts, when one bad recipient stops the file
 * for all others; and this answer must be the same everywhere, because a certificate holds or not by it.
 */
export const isRecipient = (text: string): boolean => {
  const [, key = '', sum = ''] = pattern.exec(text) ?? [];
  if (key === '' || checksum([...key, ...sum].map((digit) => digits.indexOf(digit))) !== 1) return false;
  const point = fromBase32([...key].map((digit) => base32Digits[digits.indexOf(digit)]).join(''));
  if (point === null) return false;
  point[31] = (point[31] ?? 0) & 0x7f; // X25519 does not look at this bit.
  return !smallOrder.has([...point].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
};

/** 1 for the words of a right text (BIP 173). */
const checksum = (words: readonly number[]): number => {
  let sum = 1;
  for (const word of [...prefixWords, ...words]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    for (const [bit, each] of generator.entries()) if ((top >> bit) & 1) sum ^= each;
  }
  return sum;
};
