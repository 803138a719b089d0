/**
 * A sorted word list with the slots in which each word occurs. Never changed once made.
 * A posting is `slot * 2 + 1` where the word is part of the record's name, `slot * 2` elsewhere.
 */
export type Segment = {
  /** The words' code units, one word behind the other, and where each begins; one more entry than words. */
  readonly letters: Uint16Array;
  readonly wordStarts: Uint32Array;
  /** Where the postings of word i begin; one more entry than words. */
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
};

/** Negative where the word comes before everything that begins with `prefix`, 0 where it begins with it, positive where it comes after. */
const compareToPrefix = ({ letters, wordStarts }: Segment, word: number, prefix: string): number => {
  const start = wordStarts[word] ?? 0;
  const end = wordStarts[word + 1] ?? 0;
  for (let at = 0; at < prefix.length; at += 1) {
    if (start + at >= end) return -1;
    const difference = (letters[start + at] ?? 0) - prefix.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The first word that does not come before (`least` 0) or that comes after (`least` 1) the words with this prefix. */
const boundary = (segment: Segment, prefix: string, least: 0 | 1): number => {
  let [low, high] = [0, segment.wordStarts.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareToPrefix(segment, middle, prefix) < least) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The postings of every word that begins with `prefix`: one stretch, because words are sorted. */
export const postingsOf = (segment: Segment, prefix: string): Uint32Array =>
  segment.postings.subarray(segment.starts[boundary(segment, prefix, 0)] ?? 0, segment.starts[boundary(segment, prefix, 1)] ?? 0);

/** Whether any word begins with `prefix`. */
export const hasPrefix = (segment: Segment, prefix: string): boolean => {
  const first = boundary(segment, prefix, 0);
  return first < segment.wordStarts.length - 1 && compareToPrefix(segment, first, prefix) === 0;
};
