import { repairRomanian } from '../../../base/fold.ts';

/** Characters that mean something in the path of an element. */
const inPaths = /[/~]/g;

/** Tags have no language; of those that are written here only Romanian has an s or t with a mark below. */
const keyOf = (word: string): string => repairRomanian(word).trim().toLocaleLowerCase();

/**
 * The tags that typed words stand for: one that is known by that word, in capitals or not, else the word itself in small letters. `labelOf`
 * gives the word for a tag in the reader's language.
 */
export const tagsOf = (words: readonly string[], known: readonly string[], labelOf: (tag: string) => string): readonly string[] => {
  const byKey = new Map(known.map((tag) => [keyOf(labelOf(tag)), tag]));
  const tags = words.map((word) => byKey.get(keyOf(word)) ?? keyOf(word).replace(inPaths, '-'));
  return [...new Set(tags.filter((tag) => tag !== ''))];
};
