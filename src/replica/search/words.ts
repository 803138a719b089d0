/**
 * Words of folded text, each with a number in the order of their arrival. Kept as code units in one array and found by a hash of them,
 * because a directory of 100,000 holds some ten million words, and a string for each would cost more than everything else.
 */
export type WordTable = {
  /** All words, one behind the other with a 0 behind each; word i begins at `starts[i]`. The next one is written behind them, from `used`. */
  letters: Uint16Array;
  used: number;
  starts: Uint32Array;
  count: number;
  /** Open addressing, four numbers a word, so that a look costs one line of the processor's cache: its hash, its number + 1 (0 where free), its start, the slot it was noted for last. */
  entries: Int32Array;
};

export const createWordTable = (): WordTable => ({
  letters: new Uint16Array(1 << 14),
  used: 0,
  starts: new Uint32Array(1 << 11),
  count: 0,
  entries: new Int32Array(1 << 13),
});

/** Fourfold, because every growth of arrays of this size costs a copy of all of it. */
const growth = 4;

const grown = <T extends Uint16Array | Uint32Array>(array: T, larger: T): T => {
  larger.set(array);
  return larger;
};

/** Makes room behind the words for those of a text of `units` code units. */
export const makeRoom = (table: WordTable, units: number): void => {
  const needed = table.used + units + 1; // Each word but the last takes the gap behind it for its 0.
  const { length } = table.letters;
  if (needed > length) table.letters = grown(table.letters, new Uint16Array(Math.max(needed, length * growth)));
};

/** Where word i ends. */
export const wordEnd = ({ starts, count, used }: WordTable, word: number): number =>
  (word + 1 < count ? (starts[word + 1] ?? 0) : used) - 1;

const rehash = (table: WordTable): void => {
  const { entries: old } = table;
  const entries = new Int32Array(old.length * 2);
  const mask = entries.length - 1;
  for (let from = 0; from < old.length; from += 4) {
    if (old[from + 1] === 0) continue;
    const hash = old[from] ?? 0;
    let at = (hash << 2) & mask;
    while (entries[at + 1] !== 0) at = (at + 4) & mask;
    entries[at] = hash;
    for (let part = 1; part < 4; part += 1) entries[at + part] = old[from + part] ?? 0;
  }
  table.entries = entries;
};

const isAtEnd = (letters: Uint16Array, known: number, used: number, end: number): boolean => {
  let at = known;
  for (let own = used; own < end; own += 1) if (letters[own] !== letters[at++]) return false;
  return letters[at] === 0;
};

/** Keeps the word that has been written behind the others, up to `end`, under the next number. */
const keepWord = (table: WordTable, end: number): void => {
  if (table.count === table.starts.length) table.starts = grown(table.starts, new Uint32Array(table.count * growth));
  table.starts[table.count] = table.used;
  table.letters[end] = 0;
  table.count += 1;
  table.used = end + 1;
  if (table.count * 8 > table.entries.length) rehash(table);
};

/**
 * Number of the word that has been written behind the others, up to `end`; -1 where it has been noted for `slot` last. `hash` is what `hashEnd`
 * made of it. A new one is kept.
 */
export const noteWord = (table: WordTable, end: number, hash: number, slot: number): number => {
  const { entries, letters, used, count } = table;
  const mask = entries.length - 1;
  let at = (hash << 2) & mask;
  for (let entry = entries[at + 1] ?? 0; entry !== 0; entry = entries[at + 1] ?? 0) {
    if (entries[at] === hash && isAtEnd(letters, entries[at + 2] ?? 0, used, end)) {
      if (entries[at + 3] === slot) return -1;
      entries[at + 3] = slot;
      return entry - 1;
    }
    at = (at + 4) & mask;
  }
  entries[at] = hash;
  entries[at + 1] = count + 1;
  entries[at + 2] = used;
  entries[at + 3] = slot;
  keepWord(table, end);
  return count;
};

/** Hash of an empty word; `hashOn` takes one more code unit into it (FNV-1a over 16-bit units, its high bits folded in by `hashEnd`). */
export const hashStart = 0x811c9dc5 | 0;
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
export const hashEnd = (hash: number): number => hash ^ (hash >>> 15);
