/**
 * What one code unit becomes in a search key, filled in as letters are met: the folded code unit itself, one of the marks below, or 0 where it was not met yet.
 * Covers Latin, Greek, Cyrillic and general punctuation; everything above goes through `rare`.
 */
const table = new Uint16Array(0x2200);
const separator = 1;
const dropped = 2;
const several = 3;

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

const roomOfBuffer = 4096;
const longestFold = 32;
const buffer = new Uint16Array(roomOfBuffer);

const takeOut = (length: number): string => Reflect.apply(String.fromCharCode, null, buffer.subarray(0, length));

/**
 * The form in which texts are compared for searching: words of lower-case base letters and digits, one blank between them.
 * "Timişoara", "TIMIȘOARA" and "timisoara" give one key, so do "Csongrád–Csanád" and "csongrad csanad" (UAX 15, form NFKD, without marks).
 * It is for searching only, never for identity, and its offsets are not those of `text`.
 */
export const searchKey = (text: string): string => {
  let done = '';
  let length = 0;
  let gap = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    let entry = several;
    if (code < table.length) entry = table[code] || fill(code);
    if (entry > several) {
      if (gap) buffer[length++] = 0x20;
      gap = false;
      buffer[length++] = entry;
    } else if (entry === separator) {
      gap = length > 0 || done !== '';
    } else if (entry === several) {
      const codePoint = text.codePointAt(at) ?? code;
      if (codePoint > 0xffff) at += 1;
      for (const unit of lookUpRare(codePoint).split('')) {
        if (unit === ' ') gap = length > 0 || done !== '';
        else {
          if (gap) buffer[length++] = 0x20;
          gap = false;
          buffer[length++] = unit.charCodeAt(0);
        }
      }
    }
    if (length > roomOfBuffer - longestFold) {
      done += takeOut(length);
      length = 0;
    }
  }
  return done + takeOut(length);
};

const commaBelow = new Map(Object.entries({ ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' }));
const doubleAcute = new Map(Object.entries({ õ: 'ő', Õ: 'Ő', û: 'ű', Û: 'Ű', ô: 'ő', Ô: 'Ő' }));

/** Romanian text in NFC with s and t comma below, where old systems wrote the Turkish letters with a cedilla. Apply to Romanian text only. */
export const repairRomanian = (text: string): string =>
  text.normalize('NFC').replace(/[şŞţŢ]/g, (letter) => commaBelow.get(letter) ?? letter);

/** Hungarian text in NFC with ő and ű, where Latin-1 systems wrote õ, ô and û. Apply to Hungarian text only: other languages own these letters. */
export const repairHungarian = (text: string): string =>
  text.normalize('NFC').replace(/[õÕûÛôÔ]/g, (letter) => doubleAcute.get(letter) ?? letter);
