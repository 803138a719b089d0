import { isJsonObject, type Json } from '../base/json.ts';
import { isErased } from '../crdt/pack.ts';
import { isRecordType, type Language } from '../domain/recordTypes.ts';
import { titleOf } from '../domain/titles.ts';
import { createOrder, type Direction, type Order, type SortKey, slotComparison, updateOrder } from './order.ts';
import { isListed, type KeptOrder, listedSlots, type Shelf } from './shelf.ts';
import { valueIn } from './values.ts';

/** Sorts by the record's title; the default. */
export const titleOrder = '#title';

const collators = new Map<Language, Intl.Collator>();

/** Text order of a language; numbers within texts count as numbers ("Terem 2" before "Terem 10"). */
export const collatorOf = (locale: Language): Intl.Collator => {
  const known = collators.get(locale);
  if (known) return known;
  const collator = new Intl.Collator(locale, { numeric: true });
  collators.set(locale, collator);
  return collator;
};

const keyOfValue = (value: Json | undefined): SortKey => {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return null;
};

const sortKeyOf = (shelf: Shelf, path: string, locale: Language, slot: number): SortKey => {
  const record = shelf.records[slot];
  if (record === undefined) return null;
  const value = path === titleOrder ? undefined : valueIn(record, path, locale);
  const isTitle = path === titleOrder || isJsonObject(value);
  if (!isTitle) return keyOfValue(value);
  return isRecordType(shelf.type) ? keyOfValue(isErased(record) ? '' : titleOf(shelf.type, record.f, locale)) : record.id;
};

const build = (shelf: Shelf, path: string, locale: Language): KeptOrder => {
  const kept: KeptOrder = {
    order: null,
    missed: new Set(),
    ready: createOrder(listedSlots(shelf), (slot) => sortKeyOf(shelf, path, locale, slot), collatorOf(locale)).then((order) => {
      kept.order = order;
      if (kept.missed.size > 0) updateOrder(order, [...kept.missed], (slot) => isListed(shelf, slot));
      return order;
    }),
  };
  return kept;
};

/** The order by a path in a language, sorted when first asked for and kept from then on. Groups and `#title` sort by the title. */
export const orderOf = (shelf: Shelf, path: string, locale: Language): Promise<Order> => {
  const name = `${path} ${locale}`;
  const known = shelf.orders.get(name);
  if (known) return known.ready;
  const kept = build(shelf, path, locale);
  shelf.orders.set(name, kept);
  return kept.ready;
};

/** Whether somebody has asked for that order before. */
export const isOrderKept = (shelf: Shelf, path: string, locale: Language): boolean => shelf.orders.has(`${path} ${locale}`);

/** The same order as a comparison, for a few slots of many. */
export const comparisonBy = (shelf: Shelf, path: string, locale: Language, direction: Direction): ((a: number, b: number) => number) =>
  slotComparison((slot) => sortKeyOf(shelf, path, locale, slot), collatorOf(locale), direction);

const fewEnoughToMerge = 0.2;

/** Brings the kept orders up to date after some slots have changed. After very many changes they are sorted anew when next asked for. */
export const refreshOrders = (shelf: Shelf, slots: readonly number[]): void => {
  if (slots.length > 1000 && slots.length > shelf.records.length * fewEnoughToMerge) {
    shelf.orders.clear();
    return;
  }
  for (const kept of shelf.orders.values()) {
    if (kept.order) updateOrder(kept.order, slots, (slot) => isListed(shelf, slot));
    else for (const slot of slots) kept.missed.add(slot);
  }
};
