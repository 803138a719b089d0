const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const monthOf = (word: string): string =>
  /^\d+$/.test(word) ? word : String(months.findIndex((month) => word.toLowerCase().startsWith(month)) + 1);

/**
 * The day that somebody typed, YYYY-MM-DD, or null while it is none yet: year first ("2027. 3. 15.", "2027-03-15") or day first
 * ("15.03.2027", "15 Mar 2027"), never month first. The year has four digits.
 */
export const readDay = (text: string): string | null => {
  const [first, month, last, ...more] = text.match(/\d+|\p{L}+/gu) ?? [];
  if (first === undefined || month === undefined || last === undefined || more.length > 0) return null;
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const read = [year, monthOf(month).padStart(2, '0'), day.padStart(2, '0')].join('-');
  const date = new Date(`${read}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(read) ? read : null;
};
