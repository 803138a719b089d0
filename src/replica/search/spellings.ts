const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const shortest = 4;

/** Every spelling one typing error away from a word of at least four letters: two letters exchanged, one wrong, missing or too many. */
export const spellings = (word: string): readonly string[] => {
  if (word.length < shortest) return [];
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after.length > 0) found.add(before + after.slice(1));
    if (after.length > 1) found.add(`${before}${after[1]}${after[0]}${after.slice(2)}`);
    for (const letter of letters) {
      found.add(before + letter + after);
      if (after.length > 0) found.add(before + letter + after.slice(1));
    }
  }
  found.delete(word);
  return [...found];
};
