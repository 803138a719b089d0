import { searchKey } from '../base/fold.ts';
import type { Condition, ListPage, ListQuery, Passing, Row, ValueCount } from './api.ts';
import { prepareTest, type Test } from './conditions.ts';
import { type Direction, firstSlots, type Order, rankOf } from './order.ts';
import { comparisonBy, isOrderKept, orderOf, titleOrder } from './ordering.ts';
import { answer } from './pause.ts';
import { findable, findByReading } from './scanning.ts';
import { searchTextOfRecord } from './search/recordText.ts';
import { type SearchHits, searchSlots } from './search/searchIndex.ts';
import { catchUpSearch } from './searching.ts';
import { columnOf, isListed, listedSlots, type Shelf } from './shelf.ts';
import { rowsOf } from './views.ts';

const mostRows = 500;

/** Which slots may be looked at, and how each is judged. `few` names them where an index knows them all. */
type Sieve = { readonly passes: (slot: number) => boolean; readonly few: readonly number[] | null };

const sieveOf = (shelf: Shelf, conditions: readonly Condition[], hits: SearchHits | null): Sieve => {
  const tests = conditions.map((condition) => prepareTest(shelf, condition));
  const smallest = tests.reduce<Test['slots']>((best, { slots }) => (slots && (!best || slots.size < best.size) ? slots : best), null);
  const passes = (slot: number): boolean => {
    if (shelf.listed[slot] !== 1 || (hits && hits.marks[slot] === 0)) return false;
    for (const test of tests) if (!test.passes(slot)) return false;
    return true;
  };
  return { passes, few: smallest && [...smallest].filter(passes) };
};

const isEmpty = (conditions: readonly Condition[], hits: SearchHits | null): boolean => conditions.length === 0 && hits === null;

const countSlots = (shelf: Shelf, conditions: readonly Condition[], hits: SearchHits | null): number => {
  if (isEmpty(conditions, hits)) return shelf.listedCount;
  const { passes, few } = sieveOf(shelf, conditions, hits);
  if (few) return few.length;
  let total = 0;
  for (let slot = 0; slot < shelf.records.length; slot += 1) if (passes(slot)) total += 1;
  return total;
};

const countsOf = (shelf: Shelf, query: ListQuery, hits: SearchHits | null): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(query.counts ?? {}).map(([name, own]) => {
      const others = (query.where ?? []).filter((condition) => own.every((mine) => mine.path !== condition.path));
      return [name, countSlots(shelf, [...others, ...own], hits)];
    }),
  );

/** Slots in the order asked for. Records without a value stand last in either direction. */
const directed = (order: Order, direction: Direction): Int32Array => {
  if (direction === 'up') return order.slots;
  let withValue = order.slots.length;
  while (withValue > 0 && (order.keys[order.slots[withValue - 1] ?? 0] ?? null) === null) withValue -= 1;
  const result = order.slots.slice();
  result.subarray(0, withValue).reverse();
  return result;
};

const pageOfFew = (few: readonly number[], order: Order, query: ListQuery, slots: number): readonly number[] => {
  const rank = rankOf(order, slots);
  const isDown = query.sort?.direction === 'down';
  const hasKey = (slot: number): boolean => (order.keys[slot] ?? null) !== null;
  const sorted = [...few].sort((a, b) => {
    if (isDown && hasKey(a) && hasKey(b)) return (rank[b] ?? 0) - (rank[a] ?? 0);
    return (rank[a] ?? 0) - (rank[b] ?? 0);
  });
  return sorted.slice(query.offset, query.offset + query.limit);
};

type Page = { readonly total: number; readonly slots: readonly number[] };

/** The accepted slots `from` to `to`, and how many there are. Where that is `known`, the walk ends as soon as it has the page. */
const walk = (ordered: Int32Array, accepts: (slot: number) => boolean, from: number, to: number, known: number | null = null): Page => {
  const slots: number[] = [];
  const end = known === null ? Number.POSITIVE_INFINITY : Math.min(known, to);
  let total = 0;
  for (let position = 0; position < ordered.length && total < end; position += 1) {
    const slot = ordered[position] ?? 0;
    if (!accepts(slot)) continue;
    if (total >= from && total < to) slots.push(slot);
    total += 1;
  }
  return { total: known ?? total, slots };
};

/** Those with every word in the name first, each group in the order of titles. */
const pageByRelevance = (ordered: Int32Array, sieve: Sieve | null, hits: SearchHits, offset: number, limit: number): Page => {
  const { marks } = hits;
  const pageOfMark = (mark: 1 | 2, from: number, to: number): Page =>
    sieve === null
      ? walk(ordered, (slot) => marks[slot] === mark, from, to, mark === 2 ? hits.named : hits.total - hits.named)
      : walk(ordered, (slot) => marks[slot] === mark && sieve.passes(slot), from, to);
  const named = pageOfMark(2, offset, offset + limit);
  const from = Math.max(0, offset - named.total);
  const others = pageOfMark(1, from, from + limit - named.slots.length);
  return { total: named.total + others.total, slots: [...named.slots, ...others.slots] };
};

const pageOf = (shelf: Shelf, query: ListQuery, order: Order, hits: SearchHits | null): Page => {
  const conditions = query.where ?? [];
  const { offset, limit } = query;
  const ordered = directed(order, query.sort?.direction ?? 'up');
  if (isEmpty(conditions, hits)) return { total: ordered.length, slots: [...ordered.subarray(offset, offset + limit)] };
  const sieve = sieveOf(shelf, conditions, hits);
  if (query.sort?.path === '#relevance' && hits) return pageByRelevance(ordered, conditions.length > 0 ? sieve : null, hits, offset, limit);
  if (sieve.few) return { total: sieve.few.length, slots: pageOfFew(sieve.few, order, query, shelf.records.length) };
  return walk(ordered, sieve.passes, offset, offset + limit, conditions.length === 0 ? (hits?.total ?? null) : null);
};

const pathOf = (sort: ListQuery['sort']): string => (sort === undefined || sort.path === '#relevance' ? titleOrder : sort.path);

const findIndexed = (shelf: Shelf, key: string): SearchHits => {
  catchUpSearch(shelf);
  return searchSlots(shelf.search, key, findable(shelf));
};

/** A page in an order that nobody keeps: no more of what was found is sorted than it shows. */
const pageInNoOrder = async (shelf: Shelf, query: ListQuery, hits: SearchHits): Promise<Page> => {
  const { sort, offset, limit } = query;
  const compare = comparisonBy(shelf, pathOf(sort), query.locale, sort?.direction ?? 'up');
  const byRelevance = (a: number, b: number): number => (hits.marks[b] ?? 0) - (hits.marks[a] ?? 0) || compare(a, b);
  const found = listedSlots(shelf).filter(sieveOf(shelf, query.where ?? [], hits).passes);
  const first = await firstSlots(found, sort?.path === '#relevance' ? byRelevance : compare, offset + limit);
  return { total: found.length, slots: first.slice(offset).filter((slot) => isListed(shelf, slot)) };
};

/** Rows that were searched for, with the names of what is joined to them: joins are few, so nobody keeps them by survivor. */
const withJoinedNames = (shelf: Shelf, rows: readonly Row[]): readonly Row[] => {
  const joined = Map.groupBy(shelf.survivors.keys(), (slot) => shelf.survivors.get(slot) ?? -1);
  return rows.map((row) => {
    const slots = joined.get(shelf.slotOf.get(row.id) ?? -1) ?? [];
    const names = slots.flatMap((slot) => {
      const record = shelf.records[slot];
      return record ? (searchTextOfRecord(shelf.type, record)?.name ?? []) : [];
    });
    return names.length === 0 ? row : { ...row, joinedNames: names };
  });
};

/** Settles when the search index holds everything that is in memory; null where it does. */
type Indexed = () => Promise<void> | null;

const allIndexed = async (indexed: Indexed): Promise<void> => {
  for (let building = indexed(); building !== null; building = indexed()) await building;
};

/** Searches without the index where it is not there and somebody waits; null once it is there, and where there is nothing to search for. */
const searchNow = async (shelf: Shelf, key: string, asked: ListQuery, indexed: Indexed) => {
  if (key === '') return null;
  const building = indexed();
  const find = building === null || asked.patient ? null : await answer(() => findByReading(shelf, key, building));
  if (find === null) await allIndexed(indexed);
  return find;
};

const listPage = (shelf: Shelf, query: ListQuery, page: Page, hits: SearchHits | null): Omit<ListPage, 'workerMs'> => ({
  total: page.total,
  rows: hits === null ? rowsOf(shelf, page.slots) : withJoinedNames(shelf, rowsOf(shelf, page.slots)),
  counts: countsOf(shelf, query, hits),
  fuzzy: hits?.fuzzy ?? false,
  complete: true,
});

/** One page of a list with its counts, from memory. Rows are in place when it is called; the index may still be on its way. */
export const listRows = async (shelf: Shelf, asked: ListQuery, indexed: Indexed = () => null): Promise<ListPage> => {
  const query = { ...asked, limit: Math.min(asked.limit, mostRows) };
  const key = searchKey(query.text ?? '');
  const path = pathOf(query.sort);
  const find = await searchNow(shelf, key, query, indexed);
  if (find !== null && !isOrderKept(shelf, path, query.locale)) {
    const page = await answer(() => pageInNoOrder(shelf, query, find(findable(shelf))));
    const start = performance.now();
    return { ...listPage(shelf, query, page, find(findable(shelf))), workerMs: performance.now() - start };
  }
  const order = await answer(() => orderOf(shelf, path, query.locale));
  const start = performance.now();
  const hits = key === '' ? null : (find?.(findable(shelf)) ?? findIndexed(shelf, key));
  return { ...listPage(shelf, query, pageOf(shelf, query, order, hits), hits), workerMs: performance.now() - start };
};

const countElements = (shelf: Shelf, path: string, passes: (slot: number) => boolean): readonly ValueCount[] => {
  const elements = new Map<string, number>();
  shelf.records.forEach((record, slot) => {
    if (!isListed(shelf, slot) || 'erased' in record || !passes(slot)) return;
    for (const each of Object.keys(record.f)) {
      if (each.startsWith(`${path}/`) && record.f[each] !== null) elements.set(each, (elements.get(each) ?? 0) + 1);
    }
  });
  return [...elements].map(([element, count]) => ({ value: element.slice(path.length + 1), count }));
};

const countCodes = (shelf: Shelf, path: string, sieve: Sieve | null): readonly ValueCount[] => {
  const { values, codes, counts } = columnOf(shelf, path);
  const counted = sieve === null ? counts : values.map(() => 0);
  if (sieve !== null)
    for (const [slot, code] of codes.entries()) if (code > 0 && sieve.passes(slot)) counted[code] = (counted[code] ?? 0) + 1;
  return values.slice(1).map((value, at) => ({ value, count: counted[at + 1] ?? 0 }));
};

/** Distinct values of a path with their counts among the records that pass, most frequent first. A set's name counts its elements. */
export const valueCounts = async (
  shelf: Shelf,
  path: string,
  limit: number,
  { where = [], text = '' }: Passing = {},
  indexed: Indexed = () => null,
): Promise<readonly ValueCount[]> => {
  const key = searchKey(text);
  if (key !== '') await allIndexed(indexed);
  const hits = key === '' ? null : findIndexed(shelf, key);
  const sieve = isEmpty(where, hits) ? null : sieveOf(shelf, where, hits);
  return [...countCodes(shelf, path, sieve), ...countElements(shelf, path, sieve?.passes ?? (() => true))]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, limit);
};
