import type { Json } from '../base/json.ts';
import type { Condition } from './api.ts';
import { codeOf } from './column.ts';
import { columnOf, type Shelf } from './shelf.ts';
import { valueAt } from './values.ts';
import { isWaiting, waitingSlots } from './waitingSlots.ts';

/** A condition made ready for one shelf. `slots` are the only slots that can pass, where an index knows them. */
export type Test = { readonly passes: (slot: number) => boolean; readonly slots: ReadonlySet<number> | null };

const nothing: ReadonlySet<number> = new Set();

const testOfCodes = (shelf: Shelf, path: string, values: readonly Json[]): Test => {
  const column = columnOf(shelf, path);
  const codes = new Set(values.map((value) => codeOf(column, value)).filter((code) => code !== undefined));
  const [only] = codes;
  if (only === undefined) return { passes: () => false, slots: nothing };
  if (codes.size > 1) return { passes: (slot) => codes.has(column.codes[slot] ?? -1), slots: null };
  const slots = column.slotsOf === null || only === 0 ? null : (column.slotsOf.get(only) ?? nothing);
  return { passes: (slot) => column.codes[slot] === only, slots };
};

type Range = Extract<Condition, { readonly orNone?: boolean }>;

const testOfRange = (shelf: Shelf, { path, from, to, orNone = false }: Range): Test => ({
  passes: (slot) => {
    const record = shelf.records[slot];
    const value = record && valueAt(record, path);
    if (typeof value !== 'number' && typeof value !== 'string') return orNone;
    const isComparable = (bound: number | string | undefined): boolean => bound === undefined || typeof bound === typeof value;
    if (!isComparable(from) || !isComparable(to)) return orNone;
    return (from === undefined || value >= from) && (to === undefined || value < to);
  },
  slots: null,
});

/** Makes a condition ready; the first time a path is asked for, its column is built. */
export const prepareTest = (shelf: Shelf, condition: Condition): Test => {
  if ('any' in condition) return { passes: (slot) => isWaiting(shelf, slot), slots: waitingSlots(shelf) };
  if ('is' in condition) return testOfCodes(shelf, condition.path, [condition.is]);
  if ('in' in condition) return testOfCodes(shelf, condition.path, condition.in);
  if ('present' in condition) {
    const column = columnOf(shelf, condition.path);
    return { passes: (slot) => (column.codes[slot] ?? -1) > 0 === condition.present, slots: null };
  }
  return testOfRange(shelf, condition);
};
