/**
 * Words of folded text, each with a number in the order of their arrival. Kept as code units in one array and found by a hash of them,
 * because a directory of 100,000 holds some ten million words, and a string for each would cost more than everything else.
 */
export type WordTable = {
  /** All words, one behind the other; word i lies from `ends[i - 1]` to `ends[i]`. The next one is written behind them, from `used`. */
  letters: Uint16Array;
  used: number;
  ends: Uint32Array;
  count: number;
  /** Open addressing in pairs, so that a look costs one line of the processor's cache: hash, word number + 1 (0 where free). */
  slots: Int32Array;
};

export const createWordTable = (): WordTable => ({
  letters: new Uint16Array(1 << 14),
  used: 0,
  ends: new Uint32Array(1 << 11),
  count: 0,
  slots: new Int32Array(1 << 13),
});

/** Fourfold, because every growth of arrays of this size costs a copy of all of it. */
const growth = 4;

const grown = <T extends Uint16Array | Uint32Array>(array: T, larger: T): T => {
  larger.set(array);
  return larger;
};

/** Makes room for `units` more code units behind the words. */
export const makeRoom = (table: WordTable, units: number): void => {
  const needed = table.used + units;
  const { length } = table.letters;
  if (needed > length) table.letters = grown(table.letters, new Uint16Array(Math.max(needed, length * growth)));
};

const rehash = (table: WordTable): void => {
  const slots = new Int32Array(table.slots.length * growth);
  const mask = slots.length - 1;
  for (let old = 0; old < table.slots.length; old += 2) {
    const word = table.slots[old + 1] ?? 0;
    if (word === 0) continue;
    const hash = table.slots[old] ?? 0;
    let at = (hash << 1) & mask;
    while (slots[at + 1] !== 0) at = (at + 2) & mask;
    slots[at] = hash;
    slots[at + 1] = word;
  }
  table.slots = slots;
};

const isAtEnd = ({ letters, ends, used }: WordTable, word: number, end: number): boolean => {
  let known = word === 0 ? 0 : (ends[word - 1] ?? 0);
  if ((ends[word] ?? 0) - known !== end - used) return false;
  for (let at = used; at < end; at += 1) if (letters[at] !== letters[known++]) return false;
  return true;
};

const keepWord = (table: WordTable, end: number): void => {
  if (table.count === table.ends.length) table.ends = grown(table.ends, new Uint32Array(table.count * growth));
  table.ends[table.count] = end;
  table.count += 1;
  table.used = end;
  if (table.count * 4 > table.slots.length) rehash(table);
};

/** Number of the word that has been written behind the others, up to `end`; `hash` is what `hashEnd` made of it. A new one is kept. */
export const wordNumber = (table: WordTable, end: number, hash: number): number => {
  const { slots } = table;
  const mask = slots.length - 1;
  let at = (hash << 1) & mask;
  for (let entry = slots[at + 1] ?? 0; entry !== 0; entry = slots[at + 1] ?? 0) {
    if (slots[at] === hash && isAtEnd(table, entry - 1, end)) return entry - 1;
    at = (at + 2) & mask;
  }
  slots[at] = hash;
  slots[at + 1] = table.count + 1;
  keepWord(table, end);
  return table.count - 1;
};

/** Hash of an empty word; `hashOn` takes one more code unit into it (FNV-1a over 16-bit units, its high bits folded in by `hashEnd`). */
export const hashStart = 0x811c9dc5 | 0;
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
export const hashEnd = (hash: number): number => hash ^ (hash >>> 15);
