import type { WordTable } from './words.ts';

const leading = 10;
const base = 38;
const otherLetter = 37;

/** Digits 1–10, letters a–z 11–36, any other letter 37, nothing 0: the order of code units, except among other letters, which all come after z. */
const digitOf = (unit: number): number => {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x2f;
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x61 + 11 : otherLetter;
};

/** The first ten letters as one number below 2^53. What follows a letter beyond a–z is left out, because it would be compared before that letter is. */
const keyOf = ({ letters, ends }: WordTable, word: number): number => {
  const start = word === 0 ? 0 : (ends[word - 1] ?? 0);
  const length = (ends[word] ?? 0) - start;
  let key = 0;
  let end = length;
  for (let at = 0; at < leading; at += 1) {
    const digit = at < end ? digitOf(letters[start + at] ?? 0) : 0;
    if (digit === otherLetter) end = at;
    key = key * base + digit;
  }
  return key;
};

const compareUnits = ({ letters, ends }: WordTable, a: number, b: number): number => {
  const [startA, startB] = [a === 0 ? 0 : (ends[a - 1] ?? 0), b === 0 ? 0 : (ends[b - 1] ?? 0)];
  const [lengthA, lengthB] = [(ends[a] ?? 0) - startA, (ends[b] ?? 0) - startB];
  for (let at = 0; at < Math.min(lengthA, lengthB); at += 1) {
    const difference = (letters[startA + at] ?? 0) - (letters[startB + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
};

const digits = 1 << 16;

/** One pass of a radix sort: `order` stably by `digit(word)`. */
const pass = (order: Uint32Array, digit: (word: number) => number): Uint32Array => {
  const starts = new Uint32Array(digits + 1);
  for (const word of order) {
    const next = digit(word) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let at = 1; at <= digits; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const word of order) {
    const at = digit(word);
    const place = starts[at] ?? 0;
    sorted[place] = word;
    starts[at] = place + 1;
  }
  return sorted;
};

const radixFrom = 20_000;

const byKey = (keys: Float64Array): Uint32Array => {
  const order = Uint32Array.from(keys, (_, word) => word);
  if (keys.length < radixFrom) return order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  let sorted: Uint32Array = order;
  for (let divisor = 1; divisor < 2 ** 53; divisor *= digits)
    sorted = pass(sorted, (word) => Math.floor((keys[word] ?? 0) / divisor) % digits);
  return sorted;
};

/** Word numbers in the order of their code units. By the first ten letters as numbers, then among equals by all letters. */
export const sortedWords = (table: WordTable): Uint32Array => {
  const keys = new Float64Array(table.count);
  for (let word = 0; word < table.count; word += 1) keys[word] = keyOf(table, word);
  const order = byKey(keys);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && keys[order[to] ?? 0] === keys[order[from] ?? 0]) to += 1;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compareUnits(table, a, b));
    from = to;
  }
  return order;
};
