import type { RecordId } from '../base/ids.ts';
import { followSameAs } from '../crdt/joins.ts';
import { isErased } from '../crdt/pack.ts';
import { isDeleted } from '../crdt/read.ts';
import type { PackedRecord, RunRecords } from '../crdt/types.ts';
import { fieldsOf } from '../domain/fields.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { type Column, createColumn, setCode } from './column.ts';
import type { Order } from './order.ts';
import { createSearchIndex, type SearchIndex } from './search/searchIndex.ts';
import { valueAt } from './values.ts';
import { isDisputed } from './waiting.ts';

/** All records of one type in memory. A record keeps its slot for as long as the store is open; lists and indexes speak of slots. */
export type Shelf = {
  readonly type: string;
  readonly slotOf: Map<string, number>;
  readonly records: PackedRecord[];
  /** How often records have been placed. */
  changes: number;
  /** Page that holds the record on disk; -1 while it is in the journal only. */
  readonly pageOf: number[];
  /** 1 where a list shows the record: not deleted, not erased, not joined to another one. */
  listed: Uint8Array;
  listedCount: number;
  /** Slots with differing values, or an edit against a delete. */
  readonly disputed: Set<number>;
  /** Slots of survivors, each with the slots of the joined records into which somebody has written since. */
  readonly overtaken: Map<number, readonly number[]>;
  /** The runs to go by when `overtaken` is next asked for; null while it is right. */
  overtakenSince: RunRecords | null;
  /** Slots with `sameAs`, listed only while its target is gone. */
  readonly joined: Set<number>;
  /** By the slot of a record that is joined to another one, the slot of the one that lists show. */
  readonly survivors: Map<number, number>;
  /** Slots of records that were joined to one which has been erased: shown by themselves, and somebody has to decide about them. */
  readonly late: Set<number>;
  /** Ids of records of which only their erasure is left. */
  readonly erased: Set<RecordId>;
  /** Where the people stand whom these records name by their record; null where they name none. */
  readonly people: Shelf | null;
  /** Slots of records that name somebody who has been erased; right for `among` erased people but for the slots `unread`. */
  readonly naming: { readonly slots: Set<number>; readonly unread: Set<number>; among: number };
  readonly columns: Map<string, Column>;
  readonly orders: Map<string, KeptOrder>;
  readonly search: SearchIndex;
  /** Slots whose newest texts no segment holds yet; whoever searches reads them first. */
  readonly unindexed: Set<number>;
};

/** `order` is null while it is being built; what changes meanwhile is noted and merged in at the end. */
export type KeptOrder = { readonly ready: Promise<Order>; order: Order | null; readonly missed: Set<number> };

export const createShelf = (type: string, people: Shelf | null = null): Shelf => ({
  type,
  slotOf: new Map(),
  records: [],
  changes: 0,
  pageOf: [],
  listed: new Uint8Array(64),
  listedCount: 0,
  disputed: new Set(),
  overtaken: new Map(),
  overtakenSince: null,
  joined: new Set(),
  survivors: new Map(),
  late: new Set(),
  erased: new Set(),
  people,
  naming: { slots: new Set(), unread: new Set(), among: 0 },
  columns: new Map(),
  orders: new Map(),
  search: createSearchIndex(),
  unindexed: new Set(),
});

/** Leaves a record's words to whoever next searches. */
export const noteUnread = (shelf: Shelf, id: string): void => {
  const slot = shelf.slotOf.get(id);
  if (slot !== undefined) shelf.unindexed.add(slot);
};

export const recordOf = (shelf: Shelf, id: string): PackedRecord | undefined => {
  const slot = shelf.slotOf.get(id);
  return slot === undefined ? undefined : shelf.records[slot];
};

export const isListed = (shelf: Shelf, slot: number): boolean => shelf.listed[slot] === 1;

/** Slots that lists show, in slot order. */
export const listedSlots = (shelf: Shelf): number[] => {
  const slots: number[] = [];
  for (let slot = 0; slot < shelf.records.length; slot += 1) if (shelf.listed[slot] === 1) slots.push(slot);
  return slots;
};

/** The record that `id` stands for after joins; `id` itself where it stands alone. */
export const survivorOf = (shelf: Shelf, id: RecordId, runs: RunRecords): RecordId =>
  followSameAs(id, (each) => {
    const record = recordOf(shelf, each);
    if (record === undefined || isErased(record) || isDeleted(record, runs)) return undefined;
    const target = valueAt(record, 'sameAs');
    return typeof target === 'string' ? (target as RecordId) : null; // A target that is no record's id is simply not found.
  });

/** The records that `id` stands for besides itself after joins. */
export const joinedTo = (shelf: Shelf, id: RecordId, runs: RunRecords): readonly RecordId[] =>
  [...shelf.joined].flatMap((slot) => {
    const each = shelf.records[slot]?.id;
    return each === undefined || each === id || survivorOf(shelf, each, runs) !== id ? [] : [each];
  });

const isJoined = (record: PackedRecord): boolean => valueAt(record, 'sameAs') !== undefined;

const isShown = (shelf: Shelf, record: PackedRecord, runs: RunRecords, joined: boolean): boolean =>
  !isErased(record) && !isDeleted(record, runs) && (!joined || survivorOf(shelf, record.id, runs) === record.id);

const grow = (shelf: Shelf, slots: number): void => {
  if (slots <= shelf.listed.length) return;
  const listed = new Uint8Array(Math.max(slots, shelf.listed.length * 2));
  listed.set(shelf.listed);
  shelf.listed = listed;
};

const relist = (shelf: Shelf, slot: number, record: PackedRecord, runs: RunRecords, joined: boolean): void => {
  const is = isShown(shelf, record, runs, joined) ? 1 : 0;
  shelf.listedCount += is - (shelf.listed[slot] ?? 0);
  shelf.listed[slot] = is;
  for (const [path, column] of shelf.columns) setCode(column, slot, valueAt(record, path), is === 1);
};

const noteMarks = (shelf: Shelf, slot: number, record: PackedRecord, runs: RunRecords, joined: boolean): void => {
  if (isErased(record)) shelf.erased.add(record.id);
  if (isDisputed(record, runs)) shelf.disputed.add(slot);
  else shelf.disputed.delete(slot);
  if (joined) shelf.joined.add(slot);
  else shelf.joined.delete(slot);
};

const isTargetErased = (shelf: Shelf, slot: number): boolean => {
  const record = shelf.records[slot];
  const target = record && recordOf(shelf, String(valueAt(record, 'sameAs')));
  return target !== undefined && isErased(target);
};

/** Joins are few, and a change of any record may have cut or mended a chain of them. */
const noteSurvivors = (shelf: Shelf, runs: RunRecords): void => {
  shelf.survivors.clear();
  shelf.late.clear();
  for (const slot of shelf.joined) {
    if (isTargetErased(shelf, slot)) shelf.late.add(slot);
    const id = shelf.records[slot]?.id;
    const survivor = id === undefined ? undefined : shelf.slotOf.get(survivorOf(shelf, id, runs));
    if (survivor !== undefined && survivor !== slot) shelf.survivors.set(slot, survivor);
  }
};

/** The slots of the records that were placed, in their order, and those whose lists may have changed: these and what is joined to something. */
export type Placed = { readonly slots: readonly number[]; readonly touched: readonly number[] };

/**
 * Puts records in their slots and brings columns and marks up to date; orders and search follow separately. What is joined comes last, when
 * the records it may lead to are in place.
 */
export const placeRecords = (shelf: Shelf, records: readonly PackedRecord[], runs: RunRecords): Placed => {
  grow(shelf, shelf.records.length + records.length);
  shelf.changes += 1;
  const slots = records.map((record) => {
    const known = shelf.slotOf.get(record.id);
    const slot = known ?? shelf.records.length;
    if (known === undefined) {
      shelf.slotOf.set(record.id, slot);
      shelf.pageOf.push(-1);
    }
    shelf.records[slot] = record;
    const joined = isJoined(record);
    noteMarks(shelf, slot, record, runs, joined);
    if (!joined) relist(shelf, slot, record, runs, joined);
    return slot;
  });
  for (const slot of shelf.joined) {
    const record = shelf.records[slot];
    if (record) relist(shelf, slot, record, runs, true);
  }
  noteSurvivors(shelf, runs);
  if (shelf.people && shelf.people.erased.size > 0) for (const slot of slots) shelf.naming.unread.add(slot);
  if (shelf.joined.size > 0 || shelf.overtaken.size > 0) shelf.overtakenSince = runs;
  return { slots, touched: shelf.joined.size === 0 ? slots : [...new Set([...slots, ...shelf.joined])] };
};

const referencePaths = (type: string): ReadonlySet<string> =>
  new Set(isRecordType(type) ? fieldsOf[type].filter((field) => field.kind === 'reference').map((field) => field.name) : []);

const isReference = (type: string, path: string): boolean =>
  referencePaths(type).has(path) ||
  (isRecordType(type) &&
    fieldsOf[type].some((field) => field.kind === 'set' && field.to !== undefined && path.startsWith(`${field.name}/`)));

/** The column of a path, made from all records when first asked for and kept from then on. */
export const columnOf = (shelf: Shelf, path: string): Column => {
  const known = shelf.columns.get(path);
  if (known) return known;
  const column = createColumn(shelf.records.length, isReference(shelf.type, path));
  shelf.records.forEach((record, slot) => {
    setCode(column, slot, valueAt(record, path), isListed(shelf, slot));
  });
  shelf.columns.set(path, column);
  return column;
};
