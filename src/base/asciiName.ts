/** Two of them leave room in a name of 255 bytes, and in the 260 characters of a path on Windows. */
const longestName = 60;

/** An office's name in letters that every file system takes, as a part of a file's name: "Szeged – Makó" is szeged-mako. */
export const asciiName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longestName)
    .replace(/-$/, '') || 'office';
