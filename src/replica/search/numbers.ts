/**
 * Other ways to write the numbers of a query, for when it found nothing as it stands: digits in groups are one number ("+40 256 555 101" as the
 * screen shows it), and a tax number stands with or without the country before it. For each word what it may be; null where there is no number.
 */
export const numberReadings = (key: string): readonly (readonly string[])[] | null => {
  if (!/\d{2}/.test(key)) return null;
  const words = key
    .replace(/(?<=\d) (?=\d)/g, '')
    .replace(/(?<=^| )(?:ro|hu) ?(?=\d)/g, '')
    .split(' ');
  return [...new Set(words)].map((word) => (/^\d{2,}$/.test(word) ? [word, `ro${word}`, `hu${word}`] : [word]));
};
