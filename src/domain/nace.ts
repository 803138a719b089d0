/** `2`: NACE Rev. 2 (TEÁOR'08, CAEN Rev. 2), in force until 2024. `2.1`: NACE Rev. 2.1 (TEÁOR'25, CAEN Rev. 3), from 2025 on. */
export type NaceScheme = '2' | '2.1';

/** A code never stands alone: 35.12 is transmission in Rev. 2 and renewable production in Rev. 2.1. `code` is `35`, `35.1` or `35.12`. */
export type NaceCode = { readonly scheme: NaceScheme; readonly code: string };

/** Section letters of Rev. 2.1. */
export const sections = [...'ABCDEFGHIJKLMNOPQRSTUV'] as const;

/** First division of each section, upwards; a division belongs to the last section that begins at or below it. */
const firstDivisions: Readonly<Record<NaceScheme, readonly (readonly [division: number, section: string])[]>> = {
  '2': [
    [1, 'A'],
    [5, 'B'],
    [10, 'C'],
    [35, 'D'],
    [36, 'E'],
    [41, 'F'],
    [45, 'G'],
    [49, 'H'],
    [55, 'I'],
    [58, 'J'],
    [64, 'K'],
    [68, 'L'],
    [69, 'M'],
    [77, 'N'],
    [84, 'O'],
    [85, 'P'],
    [86, 'Q'],
    [90, 'R'],
    [94, 'S'],
    [97, 'T'],
    [99, 'U'],
  ],
  '2.1': [
    [1, 'A'],
    [5, 'B'],
    [10, 'C'],
    [35, 'D'],
    [36, 'E'],
    [41, 'F'],
    [46, 'G'],
    [49, 'H'],
    [55, 'I'],
    [58, 'J'],
    [61, 'K'],
    [64, 'L'],
    [68, 'M'],
    [69, 'N'],
    [77, 'O'],
    [84, 'P'],
    [85, 'Q'],
    [86, 'R'],
    [90, 'S'],
    [94, 'T'],
    [97, 'U'],
    [99, 'V'],
  ],
};

/** Divisions that no section uses. */
const gaps = new Set([4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89]);

/** Section letter of a code in its own revision, or null where there is no such division. */
export const sectionOf = ({ scheme, code }: NaceCode): string | null => {
  const division = Number(code.slice(0, 2));
  if (gaps.has(division) || (scheme === '2.1' && division === 45)) return null;
  return firstDivisions[scheme].findLast(([first]) => first <= division)?.[1] ?? null;
};

/** `3511`, `35.11`, `D35.11` and `D 35.11` become 35.11 of the scheme; null where it is no code or its division does not exist. */
export const parseNaceCode = (scheme: NaceScheme, typed: string): NaceCode | null => {
  const match = /^\s*[A-V]?\s*(\d{2})(?:\.?(\d{1,2}))?\s*$/i.exec(typed);
  if (match?.[1] === undefined) return null;
  const parsed: NaceCode = { scheme, code: match[2] === undefined ? match[1] : `${match[1]}.${match[2]}` };
  return sectionOf(parsed) === null ? null : parsed;
};

/** The element of the set `nace`: `2.1:35.12`. */
export const naceElement = ({ scheme, code }: NaceCode): string => `${scheme}:${code}`;

/** The code of an element of the set `nace`, or null. */
export const parseNaceElement = (element: string): NaceCode | null => {
  const [scheme, code] = element.split(':');
  return (scheme === '2' || scheme === '2.1') && code !== undefined ? parseNaceCode(scheme, code) : null;
};

/** Energy classes of each revision that have a title of their own (`naceClassKey`); any other code is taken too. */
export const energyClasses: Readonly<Record<NaceScheme, readonly string[]>> = {
  '2': ['35.11', '35.12', '35.13', '35.14', '35.21', '35.22', '35.23', '35.30'],
  '2.1': ['35.11', '35.12', '35.13', '35.14', '35.15', '35.16', '35.21', '35.22', '35.23', '35.24', '35.30', '35.40'],
};

/** Translation key of a class's title within the namespace `domain`, or null for codes whose title is not kept. */
export const naceClassKey = ({ scheme, code }: NaceCode): string | null =>
  energyClasses[scheme].includes(code) ? `naceClass.${scheme.replace('.', '')}.${code.replace('.', '')}` : null;

const renumbered: Readonly<Record<string, readonly string[]>> = {
  '35.11': ['35.11', '35.12'],
  '35.12': ['35.13'],
  '35.13': ['35.14'],
  '35.14': ['35.15', '35.40'],
  '46.71': ['46.81'],
  '74.90': ['74.91', '74.99'],
};

/** What a class of Rev. 2 may have become in Rev. 2.1: one code, or several between which a person must choose. */
export const successorsOf = (codeInRev2: string): readonly string[] => renumbered[codeInRev2] ?? [codeInRev2];
