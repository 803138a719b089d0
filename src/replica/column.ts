import { canonicalJson, type Json } from '../base/json.ts';

/**
 * The values of one path over all slots as numbers into a dictionary, so that a filter over 100,000 rows compares integers.
 * Code 0 stands for "no value"; a slot that is not listed (deleted, erased) has code -1 and is counted nowhere.
 */
export type Column = {
  codes: Int32Array;
  readonly codeOf: Map<string, number>;
  readonly values: Json[];
  readonly counts: number[];
  /** Slots by code, kept for references only: they lead from one record to the few that point at it. */
  readonly slotsOf: Map<number, Set<number>> | null;
};

export const createColumn = (capacity: number, isReference: boolean): Column => ({
  codes: new Int32Array(capacity).fill(-1),
  codeOf: new Map(),
  values: [null],
  counts: [0],
  slotsOf: isReference ? new Map() : null,
});

const dictionaryKey = (value: Json): string => (typeof value === 'string' ? `"${value}` : canonicalJson(value));

/** The code of a value; `undefined` where no slot ever had it. */
export const codeOf = (column: Column, value: Json): number | undefined => (value === null ? 0 : column.codeOf.get(dictionaryKey(value)));

const addCode = (column: Column, value: Json): number => {
  const key = dictionaryKey(value);
  const known = column.codeOf.get(key);
  if (known !== undefined) return known;
  const code = column.values.length;
  column.codeOf.set(key, code);
  column.values.push(value);
  column.counts.push(0);
  return code;
};

const grow = (column: Column, slot: number): void => {
  if (slot < column.codes.length) return;
  const larger = new Int32Array(Math.max(slot + 1, column.codes.length * 2, 64)).fill(-1);
  larger.set(column.codes);
  column.codes = larger;
};

/** Notes a slot's value; `undefined` for none, `'unlisted'` as `listed: false` takes the slot out. */
export const setCode = (column: Column, slot: number, value: Json | undefined, listed: boolean): void => {
  grow(column, slot);
  const before = column.codes[slot] ?? -1;
  const code = listed ? (value === undefined ? 0 : addCode(column, value)) : -1;
  if (before === code) return;
  column.codes[slot] = code;
  if (before >= 0) {
    column.counts[before] = (column.counts[before] ?? 1) - 1;
    column.slotsOf?.get(before)?.delete(slot);
  }
  if (code < 0) return;
  column.counts[code] = (column.counts[code] ?? 0) + 1;
  if (column.slotsOf === null || code === 0) return;
  const slots = column.slotsOf.get(code);
  if (slots) slots.add(slot);
  else column.slotsOf.set(code, new Set([slot]));
};
