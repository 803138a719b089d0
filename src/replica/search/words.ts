/**
 * Words of folded text, each with a number in the order of their arrival. Kept as code units in one array and found by a hash of them,
 * because a directory of 100,000 holds some ten million words, and a string for each would cost more than everything else.
 */
export type WordTable = {
  /** All words, one behind the other; word i lies from `ends[i - 1]` to `ends[i]`. */
  letters: Uint16Array;
  used: number;
  ends: Uint32Array;
  count: number;
  /** Open addressing: word number + 1, 0 where free. */
  slots: Uint32Array;
  hashes: Uint32Array;
};

export const createWordTable = (): WordTable => ({
  letters: new Uint16Array(1 << 14),
  used: 0,
  ends: new Uint32Array(1 << 11),
  count: 0,
  slots: new Uint32Array(1 << 12),
  hashes: new Uint32Array(1 << 11),
});

const doubled = <T extends Uint16Array | Uint32Array>(array: T, create: (length: number) => T): T => {
  const larger = create(array.length * 2);
  larger.set(array);
  return larger;
};

const rehash = (table: WordTable): void => {
  const slots = new Uint32Array(table.slots.length * 2);
  const mask = slots.length - 1;
  for (let word = 0; word < table.count; word += 1) {
    let at = (table.hashes[word] ?? 0) & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = word + 1;
  }
  table.slots = slots;
};

const isSame = (table: WordTable, word: number, units: Uint16Array, from: number, to: number): boolean => {
  const start = word === 0 ? 0 : (table.ends[word - 1] ?? 0);
  if ((table.ends[word] ?? 0) - start !== to - from) return false;
  for (let at = from; at < to; at += 1) if (table.letters[start + at - from] !== units[at]) return false;
  return true;
};

const addWord = (table: WordTable, units: Uint16Array, from: number, to: number, hash: number): number => {
  const word = table.count;
  while (table.used + to - from > table.letters.length) table.letters = doubled(table.letters, (length) => new Uint16Array(length));
  if (word === table.ends.length) {
    table.ends = doubled(table.ends, (length) => new Uint32Array(length));
    table.hashes = doubled(table.hashes, (length) => new Uint32Array(length));
  }
  table.letters.set(units.subarray(from, to), table.used);
  table.used += to - from;
  table.ends[word] = table.used;
  table.hashes[word] = hash;
  table.count = word + 1;
  if (table.count * 2 > table.slots.length) rehash(table);
  return word;
};

/** Number of the word that lies in `units` from `from` to `to`; `hash` must be `hashOf` of it. */
export const wordNumber = (table: WordTable, units: Uint16Array, from: number, to: number, hash: number): number => {
  const mask = table.slots.length - 1;
  let at = hash & mask;
  for (let entry = table.slots[at] ?? 0; entry !== 0; entry = table.slots[at] ?? 0) {
    if (table.hashes[entry - 1] === hash && isSame(table, entry - 1, units, from, to)) return entry - 1;
    at = (at + 1) & mask;
  }
  table.slots[at] = table.count + 1;
  return addWord(table, units, from, to, hash);
};

/** Hash of an empty word; `hashOn` takes one more code unit into it (FNV-1a over 16-bit units, its high bits folded in by `hashEnd`). */
export const hashStart = 0x811c9dc5;
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
export const hashEnd = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;
