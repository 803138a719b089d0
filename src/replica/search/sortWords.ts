import { type WordTable, wordEnd } from './words.ts';

/** Letters that the processor's own order of numbers compares at once. */
const leading = 7;
const base = 38;
const otherLetter = 37;

/** Digits 1–10, letters a–z 11–36, any other letter 37, nothing 0: the order of code units, except among other letters, which all come after z. */
const digitOf = (unit: number): number => {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x2f;
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x61 + 11 : otherLetter;
};

const compareUnits = (table: WordTable, a: number, b: number): number => {
  const { letters, starts } = table;
  const [startA, startB] = [starts[a] ?? 0, starts[b] ?? 0];
  const [lengthA, lengthB] = [wordEnd(table, a) - startA, wordEnd(table, b) - startB];
  for (let at = 0; at < Math.min(lengthA, lengthB); at += 1) {
    const difference = (letters[startA + at] ?? 0) - (letters[startB + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
};

/**
 * Words as numbers of 64 bits, in halves: six letters above; the seventh and the number of the word below. Letters from `depth` on; what
 * follows a letter beyond a–z is left out, because it would be compared before that letter is.
 */
const lowBits = 26;
const wordMask = 2 ** lowBits - 1;

type Keys = { readonly numbers: BigUint64Array; readonly halves: Uint32Array };

const isLittle = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const [low, high] = isLittle ? [0, 1] : [1, 0];

const wordAt = ({ halves }: Keys, at: number): number => (halves[at * 2 + low] ?? 0) & wordMask;

const wordsIn = (keys: Keys, from: number, to: number): Uint32Array => {
  const words = new Uint32Array(to - from);
  for (let at = from; at < to; at += 1) words[at - from] = wordAt(keys, at);
  return words;
};

const writeKey = ({ halves }: Keys, at: number, table: WordTable, word: number, depth: number): void => {
  const start = (table.starts[word] ?? 0) + depth;
  let end = wordEnd(table, word);
  let above = 0;
  let seventh = 0;
  for (let letter = 0; letter < leading; letter += 1) {
    const digit = start + letter < end ? digitOf(table.letters[start + letter] ?? 0) : 0;
    if (digit === otherLetter) end = start + letter;
    if (letter < leading - 1) above = above * base + digit;
    else seventh = digit;
  }
  halves[at * 2 + high] = above;
  halves[at * 2 + low] = seventh * 2 ** lowBits + word;
};

/** Whether two neighbours share their letters from where they were sorted. */
const isTie = ({ halves }: Keys, a: number, b: number): boolean =>
  halves[a * 2 + high] === halves[b * 2 + high] && (halves[a * 2 + low] ?? 0) >>> lowBits === (halves[b * 2 + low] ?? 0) >>> lowBits;

const isPlain = (letters: Uint16Array, from: number): boolean => {
  for (let at = from; at < from + leading; at += 1) if (digitOf(letters[at] ?? 0) === otherLetter) return false;
  return true;
};

const fewEnoughToCompare = 16;

/** Sorts words `from` to `to`, which share their first `depth` letters, all of them plain. */
const sortFrom = (keys: Keys, table: WordTable, from: number, to: number, depth: number): void => {
  for (let at = from; at < to; at += 1) writeKey(keys, at, table, wordAt(keys, at), depth);
  keys.numbers.subarray(from, to).sort();
  for (let first = from, end = from + 1; first < to; first = end, end += 1) {
    while (end < to && isTie(keys, first, end)) end += 1;
    if (end - first > 1) sortTies(keys, table, first, end, depth);
  }
};

const sortTies = (keys: Keys, table: WordTable, from: number, to: number, depth: number): void => {
  const start = (table.starts[wordAt(keys, from)] ?? 0) + depth;
  if (to - from > fewEnoughToCompare && isPlain(table.letters, start)) {
    sortFrom(keys, table, from, to, depth + leading);
    return;
  }
  const words = wordsIn(keys, from, to).sort((a, b) => compareUnits(table, a, b));
  words.forEach((word, at) => {
    keys.halves[(from + at) * 2 + low] = word;
  });
};

/** Word numbers in the order of their code units: seven letters at a time, where few are alike letter by letter. */
export const sortedWords = (table: WordTable): Uint32Array => {
  const numbers = new BigUint64Array(table.count);
  const keys = { numbers, halves: new Uint32Array(numbers.buffer) };
  for (let word = 0; word < table.count; word += 1) keys.halves[word * 2 + low] = word;
  sortFrom(keys, table, 0, table.count, 0);
  return wordsIn(keys, 0, table.count);
};
