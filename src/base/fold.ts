import { plainText } from './plainText.ts';

/**
 * What one code unit becomes in a search key, filled in as letters are met: the folded code unit itself, one of the marks below, or 0 where it was not met yet.
 * Covers Latin, Greek, Cyrillic and general punctuation; everything above goes through `rare`.
 */
const table = new Uint16Array(0x2200);
export const separator = 1;
export const dropped = 2;
export const several = 3;

const rare = new Map<number, string>();
/** Letters that Unicode does not decompose. */
const undecomposed = new Map(Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', þ: 'th', ð: 'd', ς: 'σ' }));

const foldLetter = (letter: string): string =>
  Array.from(
    letter
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase(),
    (part) => undecomposed.get(part) ?? part,
  )
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');

const lookUpRare = (codePoint: number): string => {
  const known = rare.get(codePoint);
  if (known !== undefined) return known;
  const folded = foldLetter(String.fromCodePoint(codePoint));
  rare.set(codePoint, folded);
  return folded;
};

const fill = (code: number): number => {
  const folded = lookUpRare(code);
  const entry = folded === '' ? dropped : folded === ' ' ? separator : folded.length === 1 ? folded.charCodeAt(0) : several;
  table[code] = entry;
  return entry;
};

/**
 * What one code unit of a text becomes: a code unit above `several`, or a mark. `separator`: a gap between words. `dropped`: nothing. `several`: only
 * `searchKey` of the whole text can say. For whoever reads millions of texts word by word and needs no string for each.
 */
export const foldedUnit = (code: number): number => (code < 0x2200 ? table[code] || fill(code) : several);

/** Code units of the text folded last; grows as needed and never shrinks. */
let units = new Uint16Array(4096);
/** The longest that one code point becomes (U+FDFA). */
const longestFold = 32;

const makeRoom = (needed: number): void => {
  if (needed <= units.length) return;
  const larger = new Uint16Array(Math.max(needed, units.length * 2));
  larger.set(units);
  units = larger;
};

const blank = 0x20;

const foldRare = (codePoint: number, from: number): number => {
  let to = from;
  for (const unit of lookUpRare(codePoint).split('')) {
    const isGap = unit === ' ';
    if (!isGap) units[to++] = unit.charCodeAt(0);
    else if (to > 0 && units[to - 1] !== blank) units[to++] = blank;
  }
  return to;
};

/** Folds a text into `units`, words separated by one blank; answers how many there are. */
const foldText = (text: string): number => {
  const { length } = text;
  makeRoom(length + longestFold);
  let to = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const unit = foldedUnit(code);
    if (unit > several) units[to++] = unit;
    else if (unit === separator) {
      if (to > 0 && units[to - 1] !== blank) units[to++] = blank;
    } else if (unit === several) {
      const codePoint = text.codePointAt(at) ?? code;
      if (codePoint > 0xffff) at += 1;
      to = foldRare(codePoint, to);
      makeRoom(to + length - at + longestFold);
    }
  }
  return to > 0 && units[to - 1] === blank ? to - 1 : to;
};

const piece = 4096;

const textOfUnits = (from: Uint16Array): string => {
  let text = '';
  for (let at = 0; at < from.length; at += piece) text += Reflect.apply(String.fromCharCode, null, from.subarray(at, at + piece));
  return text;
};

/**
 * The form in which texts are compared for searching: words of lower-case base letters and digits, one blank between them.
 * "Timişoara", "TIMIȘOARA" and "timisoara" give one key, so do "Csongrád–Csanád" and "csongrad csanad" (UAX 15, form NFKD, without marks).
 * It is for searching only, never for identity, and its offsets are not those of `text`.
 */
export const searchKey = (text: string): string => {
  const length = foldText(text);
  return textOfUnits(units.subarray(0, length));
};

const commaBelow = new Map(Object.entries({ ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' }));
const doubleAcute = new Map(Object.entries({ õ: 'ő', Õ: 'Ő', û: 'ű', Û: 'Ű', ô: 'ő', Ô: 'Ő' }));

/** Romanian text as it is stored, with s and t comma below, where old systems wrote the Turkish letters with a cedilla. Apply to Romanian text only. */
export const repairRomanian = (text: string): string => plainText(text).replace(/[şŞţŢ]/g, (letter) => commaBelow.get(letter) ?? letter);

/**
 * A Hungarian text with ő and ű where it holds õ, ô or û, which Latin-1 systems wrote instead; null where it holds none. A person decides
 * about it, because a foreign name in a Hungarian text may be meant so.
 */
export const hungarianSpelling = (text: string): string | null => {
  const composed = plainText(text);
  const repaired = composed.replace(/[õÕûÛôÔ]/g, (letter) => doubleAcute.get(letter) ?? letter);
  return repaired === composed ? null : repaired;
};
