import { searchKey } from '../../base/fold.ts';

/** How the months begin in Hungarian, Romanian and English, folded. */
const months = [
  ['jan', 'ian'],
  ['feb'],
  ['mar'],
  ['apr'],
  ['maj', 'mai', 'may'],
  ['jun', 'iun'],
  ['jul', 'iul'],
  ['aug'],
  ['szep', 'sep'],
  ['okt', 'oct'],
  ['nov', 'noi'],
  ['dec'],
] as const;

const monthOf = (word: string): string =>
  /^\d+$/.test(word) ? word : String(months.findIndex((names) => names.some((name) => word.startsWith(name))) + 1);

/** "7-én", "1-jén", "7th" */
const ordinal = /(?<=\d)-?(j?[aáeé]n|th|st|nd|rd)\b/giu;

/**
 * The day that somebody typed, YYYY-MM-DD, or null while it is none yet: year first ("2027. 3. 15.", "2027. március 15.", "2027-03-15") or day
 * first ("15.03.2027", "15 martie 2027", "15 Mar 2027"), never month first. Months count in all three languages, whichever is on the screen:
 * a date may come from a partner's letter. The year has four digits.
 */
export const readDay = (text: string): string | null => {
  const [first, month, last, ...more] = searchKey(text.replace(ordinal, '')).match(/\d+|\p{L}+/gu) ?? [];
  if (first === undefined || month === undefined || last === undefined || more.length > 0) return null;
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const read = [year, monthOf(month).padStart(2, '0'), day.padStart(2, '0')].join('-');
  const date = new Date(`${read}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(read) ? read : null;
};
