import { createPacer } from './pause.ts';
import { roughComparison } from './roughOrder.ts';

/** A sort key: text for the collator, a number, or nothing (always last, in either direction). */
export type SortKey = string | number | null;

/** The listed slots of one type in one order, upwards. Kept from edit to edit: changed slots are taken out and merged in again. */
export type Order = {
  readonly keyOf: (slot: number) => SortKey;
  readonly keys: (SortKey | undefined)[];
  readonly compareText: (a: string, b: string) => number;
  slots: Int32Array;
  /** Position by slot, made when first asked for after a change. */
  rank: Int32Array | null;
};

const compareKeys = (compareText: Order['compareText'], a: SortKey, b: SortKey): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : compareText(a, b);
};

const compareSlots =
  (order: Order) =>
  (a: number, b: number): number =>
    compareKeys(order.compareText, order.keys[a] ?? null, order.keys[b] ?? null) || a - b;

const mergeSorted = (left: Int32Array, right: Int32Array, compare: (a: number, b: number) => number): Int32Array => {
  const merged = new Int32Array(left.length + right.length);
  let [l, r, at] = [0, 0, 0];
  while (l < left.length && r < right.length) {
    const [a, b] = [left[l] ?? 0, right[r] ?? 0];
    if (compare(a, b) <= 0) {
      merged[at++] = a;
      l += 1;
    } else {
      merged[at++] = b;
      r += 1;
    }
  }
  merged.set(l < left.length ? left.subarray(l) : right.subarray(r), at);
  return merged;
};

const portion = 2048;

const positionOf = (slots: ArrayLike<number>, slot: number, compare: (a: number, b: number) => number): number => {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(slots[middle] ?? 0, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Copies `kept` (sorted) with `added` (sorted) put in: a search for each, and whole stretches moved between them. */
const insertSorted = (kept: Int32Array, added: Int32Array, compare: (a: number, b: number) => number): Int32Array => {
  const result = new Int32Array(kept.length + added.length);
  let [from, at] = [0, 0];
  for (const slot of added) {
    const to = positionOf(kept, slot, compare);
    result.set(kept.subarray(from, to), at);
    at += to - from;
    result[at++] = slot;
    from = to;
  }
  result.set(kept.subarray(from), at);
  return result;
};

/** Sorts in portions that let other requests through. */
const sortInPortions = async (
  items: readonly number[],
  compare: (a: number, b: number) => number,
  pacer: () => Promise<void> | undefined,
): Promise<Int32Array> => {
  let runs: Int32Array[] = [];
  for (let at = 0; at < items.length; at += portion) {
    runs.push(Int32Array.from(items.slice(at, at + portion)).sort(compare));
    await pacer();
  }
  while (runs.length > 1) {
    const next: Int32Array[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [left, right] = [runs[i], runs[i + 1]];
      if (left) next.push(right ? mergeSorted(left, right, compare) : left);
      await pacer();
    }
    runs = next;
  }
  return runs[0] ?? new Int32Array(0);
};

/** Numbers, then texts nearly in their order, then what has no key. */
const roughlySorted = async (
  { keys }: Order,
  slots: readonly number[],
  language: string,
  pacer: () => Promise<void> | undefined,
): Promise<readonly number[]> => {
  const numbers: number[] = [];
  const named: number[] = [];
  const texts: string[] = [];
  const others: number[] = [];
  for (const slot of slots) {
    const key = keys[slot];
    if (typeof key === 'string') {
      named.push(slot);
      texts.push(key);
    } else if (typeof key === 'number') numbers.push(slot);
    else others.push(slot);
  }
  numbers.sort((a, b) => Number(keys[a]) - Number(keys[b]) || a - b);
  const order = await sortInPortions([...texts.keys()], roughComparison(texts, language), pacer);
  for (const at of order) numbers.push(named[at] ?? 0);
  for (const slot of others) numbers.push(slot);
  return numbers;
};

/** Sorts `slots` once, in portions: roughly, then each beside its neighbour by the collator, and what stands wrong by the collator alone. */
export const createOrder = async (slots: readonly number[], keyOf: (slot: number) => SortKey, collator: Intl.Collator): Promise<Order> => {
  const order: Order = { keyOf, keys: [], compareText: collator.compare, slots: new Int32Array(0), rank: null };
  const pacer = createPacer(12);
  for (const slot of slots) order.keys[slot] = keyOf(slot);
  const compare = compareSlots(order);
  const kept = new Int32Array(slots.length);
  const wrong: number[] = [];
  let length = 0;
  for (const slot of await roughlySorted(order, slots, collator.resolvedOptions().locale, pacer)) {
    const before = kept[length - 1];
    if (length === 0 || before === undefined || compare(before, slot) < 0) kept[length++] = slot;
    else {
      wrong.push(before, slot);
      length -= 1;
    }
    if (slot % portion === 0) await pacer();
  }
  order.slots = insertSorted(kept.subarray(0, length), await sortInPortions(wrong, compare, pacer), compare);
  return order;
};

export type Direction = 'up' | 'down';

/** How slots stand to one another in either direction, where nobody keeps their order; each key is made when first needed. */
export const slotComparison = (
  keyOf: (slot: number) => SortKey,
  { compare: compareText }: Intl.Collator,
  direction: Direction,
): ((a: number, b: number) => number) => {
  const keys: (SortKey | undefined)[] = [];
  const known = (slot: number): SortKey => {
    const key = keys[slot];
    if (key !== undefined) return key;
    const made = keyOf(slot);
    keys[slot] = made;
    return made;
  };
  return (a, b) => {
    const [keyA, keyB] = [known(a), known(b)];
    const isReversed = direction === 'down' && keyA !== null && keyB !== null;
    const compared = compareKeys(compareText, keyA, keyB) || a - b;
    return isReversed ? -compared : compared;
  };
};

/** The first `count` of these slots by `compare`, without sorting the rest. */
export const firstSlots = async (
  slots: readonly number[],
  compare: (a: number, b: number) => number,
  count: number,
): Promise<readonly number[]> => {
  const pacer = createPacer(12);
  const first: number[] = [];
  for (const [at, slot] of slots.entries()) {
    if (at % portion === 0) await pacer();
    const last = first[count - 1];
    if (last !== undefined && compare(last, slot) < 0) continue;
    first.splice(positionOf(first, slot, compare), 0, slot);
    first.length = Math.min(first.length, count);
  }
  return first;
};

/**
 * Takes slots out whose key or listing has changed and puts those that are still listed in again; costs a search per slot and one copy of
 * the array, nothing where all stay in place.
 */
export const updateOrder = (order: Order, slots: readonly number[], isListed: (slot: number) => boolean): void => {
  const changed = slots.filter((slot) => order.keys[slot] !== (isListed(slot) ? order.keyOf(slot) : undefined));
  if (changed.length === 0) return;
  const compare = compareSlots(order);
  const gone: number[] = [];
  for (const slot of changed) {
    if (order.keys[slot] === undefined) continue;
    const position = positionOf(order.slots, slot, compare);
    if (order.slots[position] === slot) gone.push(position);
  }
  gone.sort((a, b) => a - b);
  const kept = new Int32Array(order.slots.length - gone.length);
  let [from, at] = [0, 0];
  for (const position of gone) {
    kept.set(order.slots.subarray(from, position), at);
    at += position - from;
    from = position + 1;
  }
  kept.set(order.slots.subarray(from), at);
  const listed = changed.filter(isListed);
  for (const slot of changed) order.keys[slot] = undefined;
  for (const slot of listed) order.keys[slot] = order.keyOf(slot);
  order.slots = insertSorted(kept, Int32Array.from(listed).sort(compare), compare);
  order.rank = null;
};

/** Position by slot; -1 for slots that are not listed. */
export const rankOf = (order: Order, slots: number): Int32Array => {
  if (order.rank && order.rank.length >= slots) return order.rank;
  const rank = new Int32Array(slots).fill(-1);
  order.slots.forEach((slot, position) => {
    rank[slot] = position;
  });
  order.rank = rank;
  return rank;
};
