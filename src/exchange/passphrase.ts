import type { Brand } from '../base/brand.ts';
import type { RandomBytes } from '../base/clock.ts';
import { randomBase32 } from '../base/ids.ts';
import { err, ok, type Result } from '../base/result.ts';

/** A passphrase that has been found strong enough to encrypt with. */
export type StrongPassphrase = Brand<string, 'StrongPassphrase'>;
/** `short`: fewer than 12 characters. `guessable`: repeats, rows of keys and words that everybody tries first make up too much of it. */
export type PassphraseError = { readonly type: 'passphraseTooWeak'; readonly why: 'short' | 'guessable' };

const fewestCharacters = 12;
/** Bits that guessing must take. With age's scrypt a guess costs a second, so 2^50 of them are out of reach. */
const fewestBits = 50;

/** What is tried first, here and everywhere; each counts like one character. Letters without accents. */
const commonPieces = [
  ...['password', 'passwort', 'passphrase', 'jelszo', 'parola', 'titok', 'secret', 'admin', 'welcome', 'letmein', 'iloveyou', 'szeretlek'],
  ...['interreg', 'cluster', 'klaszter', 'szeged', 'timisoara', 'temesvar', 'oradea', 'nagyvarad', 'arad', 'debrecen', 'budapest'],
  ...[
    'romania',
    'magyar',
    'hungary',
    'monkey',
    'dragon',
    'qwertzuiop',
    'qwertyuiop',
    'asdfghjkl',
    'qwertz',
    'qwerty',
    'asdf',
    'yxcv',
    'zxcv',
  ],
];

/** The passphrase as it is used: one spelling of accents, whatever keyboard wrote it. */
export const normalisePassphrase = (typed: string): string => typed.normalize('NFC');

/** Judges a passphrase before anything is encrypted with it; only a strong one can be encrypted with. */
export const checkPassphrase = (typed: string): Result<StrongPassphrase, PassphraseError> => {
  const passphrase = normalisePassphrase(typed);
  if ([...passphrase].length < fewestCharacters) return err({ type: 'passphraseTooWeak', why: 'short' });
  if (guessBits(passphrase) < fewestBits) return err({ type: 'passphraseTooWeak', why: 'guessable' });
  return ok(passphrase as StrongPassphrase); // It has just been found strong.
};

const inGroups = (letters: string): string => (letters.match(/.{4}/g) ?? []).join('-');

/** Six groups of four letters and digits, 120 random bits: to be printed on the recovery sheet and typed on any keyboard. */
export const createPassphrase = (random: RandomBytes): StrongPassphrase => inGroups(randomBase32(24, random)) as StrongPassphrase; // 120 random bits.

/**
 * What a passphrase may have been, the literal one first. One that `createPassphrase` made is known again in capitals, with spaces about it, or
 * with spaces or other dashes for its hyphens; a person's own is not guessed at.
 */
export const passphraseVariants = (typed: string): readonly string[] => {
  const literal = normalisePassphrase(typed);
  const letters = literal.replace(/[\s\p{Pd}]/gu, '').toLowerCase();
  const made = /^[a-z2-7]{24}$/.test(letters) ? inGroups(letters) : literal;
  return made === literal ? [literal] : [literal, made];
};

/** A cautious estimate: surprising characters, each worth what the alphabet it seems to come from holds. */
const guessBits = (passphrase: string): number => {
  let rest = passphrase
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const piece of commonPieces) rest = rest.replaceAll(piece, '\u0001');
  const characters = [...rest];
  const surprising = characters.filter((_, at) => isSurprising(characters, at)).length;
  return surprising * Math.log2(alphabetOf(passphrase));
};

/** Neither repeats the one before, nor goes on a row like `abc` or `321`, nor stands in a stretch of three that came before. */
const isSurprising = (characters: readonly string[], at: number): boolean => {
  const code = (index: number): number => characters[index]?.codePointAt(0) ?? -1000;
  const step = code(at) - code(at - 1);
  if (step === 0 || (Math.abs(step) === 1 && code(at - 1) - code(at - 2) === step)) return false;
  const stretch = characters.slice(Math.max(0, at - 2), at + 1).join('');
  return at < 3 || !characters.slice(0, at).join('').includes(stretch);
};

const alphabetOf = (passphrase: string): number => {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/\p{Ll}/u, 20],
    [/\p{Lu}/u, 10],
    [/\p{N}/u, 10],
    [/[^\p{L}\p{N}]/u, 10],
  ];
  return kinds.reduce((sum, [kind, size]) => sum + (kind.test(passphrase) ? size : 0), 0);
};
