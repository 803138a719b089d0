/**
 * A sorted word list with the slots in which each word occurs. Never changed once made.
 * A posting is `slot * 2 + 1` where the word is part of the record's name, `slot * 2` elsewhere.
 */
export type Segment = {
  readonly words: readonly string[];
  /** Where the postings of word i begin; one more entry than words. */
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
};

/** What a record is found by: folded text (see `searchKey`), words separated by single blanks. */
export type SearchText = { readonly name: string; readonly text: string };

export type SegmentBuilder = { readonly add: (slot: number, text: SearchText) => void; readonly finish: () => Segment };

type Pairs = { words: Uint32Array; postings: Uint32Array; length: number };

const addPair = (pairs: Pairs, word: number, posting: number): void => {
  if (pairs.length === pairs.words.length) {
    const [words, postings] = [new Uint32Array(pairs.length * 2), new Uint32Array(pairs.length * 2)];
    words.set(pairs.words);
    postings.set(pairs.postings);
    pairs.words = words;
    pairs.postings = postings;
  }
  pairs.words[pairs.length] = word;
  pairs.postings[pairs.length] = posting;
  pairs.length += 1;
};

const toSegment = (ids: ReadonlyMap<string, number>, pairs: Pairs): Segment => {
  const words = [...ids.keys()].sort();
  const rank = new Uint32Array(words.length);
  words.forEach((word, position) => {
    rank[ids.get(word) ?? 0] = position;
  });
  const starts = new Uint32Array(words.length + 1);
  for (let i = 0; i < pairs.length; i += 1) {
    const after = (rank[pairs.words[i] ?? 0] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const next = starts.slice();
  const postings = new Uint32Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 1) {
    const word = rank[pairs.words[i] ?? 0] ?? 0;
    const at = next[word] ?? 0;
    postings[at] = pairs.postings[i] ?? 0;
    next[word] = at + 1;
  }
  return { words, starts, postings };
};

/** Collects texts slot by slot; `finish` sorts once. A word is noted once per slot, as part of the name where it is in the name. */
export const createSegmentBuilder = (): SegmentBuilder => {
  const ids = new Map<string, number>();
  const lastSlot: number[] = [];
  const pairs: Pairs = { words: new Uint32Array(1024), postings: new Uint32Array(1024), length: 0 };
  const addWords = (slot: number, text: string, isName: number): void => {
    for (const word of text.split(' ')) {
      if (word === '') continue;
      let id = ids.get(word);
      if (id === undefined) {
        id = ids.size;
        ids.set(word, id);
        lastSlot.push(-1);
      }
      if (lastSlot[id] === slot) continue;
      lastSlot[id] = slot;
      addPair(pairs, id, slot * 2 + isName);
    }
  };
  return {
    add: (slot, { name, text }) => {
      addWords(slot, name, 1);
      addWords(slot, text, 0);
    },
    finish: () => toSegment(ids, pairs),
  };
};

const lowerBound = (words: readonly string[], word: string): number => {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The postings of every word that begins with `prefix`: one stretch, because words are sorted. */
export const postingsOf = (segment: Segment, prefix: string): Uint32Array => {
  const from = lowerBound(segment.words, prefix);
  const to = lowerBound(segment.words, `${prefix}\uffff`);
  return segment.postings.subarray(segment.starts[from] ?? 0, segment.starts[to] ?? 0);
};

/** Whether any word begins with `prefix`. */
export const hasPrefix = (segment: Segment, prefix: string): boolean =>
  (segment.words[lowerBound(segment.words, prefix)] ?? '').startsWith(prefix);
