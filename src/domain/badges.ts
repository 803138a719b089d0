import type { Brand } from '../base/brand.ts';
import type { RandomBytes } from '../base/clock.ts';
import { err, ok, type Result } from '../base/result.ts';

/** Eight characters that open one registration at the desk: seven drawn at random, the eighth checks them. */
export type BadgeCode = Brand<string, 'BadgeCode'>;

export type BadgeError = { readonly type: 'badgeLength' } | { readonly type: 'badgeCharacter' } | { readonly type: 'badgeCheck' };

/**
 * No 0 O, 1 I L, which look alike, and no Y Z, which a scanner set to another keyboard swaps. 29 is a prime, so that the check character
 * notices every single wrong character and every exchange of two.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWX';
const drawnLength = 7;

const checkCharacter = (drawn: string): string => {
  let sum = 0;
  for (let at = 0; at < drawn.length; at += 1) sum += (at + 2) * alphabet.indexOf(drawn.charAt(at));
  return alphabet.charAt(sum % alphabet.length);
};

/** A fresh badge code; about 1.7 · 10¹⁰ are possible. Bytes that would favour some characters are drawn again. */
export const createBadgeCode = (random: RandomBytes): BadgeCode => {
  const fair = 256 - (256 % alphabet.length);
  let drawn = '';
  while (drawn.length < drawnLength) {
    for (const byte of random(drawnLength - drawn.length)) if (byte < fair) drawn += alphabet.charAt(byte % alphabet.length);
  }
  return (drawn + checkCharacter(drawn)) as BadgeCode; // Built from the alphabet with its check character, which is all the brand says.
};

/** Reads what a scanner or a person typed; case, blanks and hyphens do not matter. */
export const parseBadgeCode = (typed: string): Result<BadgeCode, BadgeError> => {
  const code = typed.replace(/[\s\-–]/g, '').toUpperCase();
  if (code.length !== drawnLength + 1) return err({ type: 'badgeLength' });
  if (!Array.from(code).every((character) => alphabet.includes(character))) return err({ type: 'badgeCharacter' });
  if (checkCharacter(code.slice(0, drawnLength)) !== code.slice(drawnLength)) return err({ type: 'badgeCheck' });
  return ok(code as BadgeCode); // Length, alphabet and check character have just been shown.
};

/** The code in two groups of four, as it is printed under the QR code. */
export const formatBadgeCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
