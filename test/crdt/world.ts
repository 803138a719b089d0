import type { RecordId } from '../../src/base/ids.ts';
import type { Json } from '../../src/base/json.ts';
import { advanceHeads, type Claim } from '../../src/crdt/claims.ts';
import { mergePacked } from '../../src/crdt/merge.ts';
import { isErased, pack, unpack } from '../../src/crdt/pack.ts';
import { joinRunRecords } from '../../src/crdt/runs.ts';
import {
  deletedPath,
  type LiveRecord,
  type PackedRecord,
  type RunId,
  type RunRecord,
  type RunRecords,
  type Stamp,
  type Vector,
} from '../../src/crdt/types.ts';
import { impliesVector, intersectVectors, joinVectors } from '../../src/crdt/vector.ts';
import { erase, markDeleted, newRecord, undelete, writeFields } from '../../src/crdt/write.ts';
import { isDeletedIn, type Known, type Operation, survivors } from './model.ts';

/** The functions under test; a planted bug replaces one of them. */
export type Engine = {
  readonly mergePacked: typeof mergePacked;
  readonly writeFields: typeof writeFields;
  readonly markDeleted: typeof markDeleted;
  readonly erase: typeof erase;
  readonly advanceHeads: typeof advanceHeads;
  readonly impliesVector: typeof impliesVector;
  /** Whether every opening of a store draws a run of its own. */
  readonly freshRuns: boolean;
};
export const realEngine: Engine = { mergePacked, writeFields, markDeleted, erase, advanceHeads, impliesVector, freshRuns: true };

export type Form = { readonly id: RecordId; readonly shown: Vector; readonly shownOps: Known };
export type Imported = {
  readonly id: RecordId;
  readonly before: PackedRecord | null;
  readonly after: PackedRecord;
  readonly afterOps: Known;
};

/** What is on one disk, beside it what the model says this disk knows. */
export type Disk = {
  readonly records: ReadonlyMap<RecordId, PackedRecord>;
  readonly known: ReadonlyMap<RecordId, Known>;
  readonly heads: Vector;
  readonly claims: readonly Claim[];
  readonly runs: RunRecords;
  readonly last: readonly [run: RunId, n: number] | null;
};
/** One running copy of the program: a disk, the run that it has opened (none before its first commit), its clock, its open forms. */
export type Store = {
  readonly device: string;
  disk: Disk;
  backup: Disk;
  opened: boolean;
  skewMs: number;
  form: Form | null;
  imported: readonly Imported[];
};
export type Bundle = Claim & {
  readonly records: readonly { readonly id: RecordId; readonly state: PackedRecord; readonly known: Known }[];
  readonly runs: RunRecords;
};
export type World = {
  readonly engine: Engine;
  readonly stores: Store[];
  readonly bundles: Bundle[];
  readonly operations: Map<RecordId, Operation[]>;
  readonly past: Map<RecordId, PackedRecord[]>;
  /** Every run record there ever was, those that a restore took away included. */
  readonly runs: Map<string, RunRecord>;
  clock: number;
  openings: number;
};

const emptyDisk: Disk = { records: new Map(), known: new Map(), heads: {}, claims: [], runs: new Map(), last: null };

export const openStore = (device: string, disk: Disk = emptyDisk): Store => ({
  device,
  disk,
  backup: disk,
  opened: false,
  skewMs: 0,
  form: null,
  imported: [],
});

export const createWorld = (engine: Engine, stores: number): World => ({
  engine,
  stores: Array.from({ length: stores }, (_, at) => openStore(`device ${at}`)),
  bundles: [],
  operations: new Map(),
  past: new Map(),
  runs: new Map(),
  clock: Date.UTC(2026, 0, 1),
  openings: 0,
});

/** The next commit of a store; the first one of an opening writes its run record. */
export const nextStamp = (world: World, store: Store): Stamp => {
  world.clock += 1000;
  if (!store.opened) beginRun(world, store);
  const [run, n] = store.disk.last ?? (['none' as RunId, 0] as const);
  const stamp: Stamp = [run, n + 1, world.clock + store.skewMs];
  store.disk = { ...store.disk, last: [run, n + 1], heads: joinVectors(store.disk.heads, { [run]: n + 1 }, store.disk.runs) };
  return stamp;
};

const beginRun = (world: World, store: Store): void => {
  store.opened = true;
  const { last, runs } = store.disk;
  if (last !== null && !world.engine.freshRuns) return;
  const id = `run${String(world.openings++).padStart(3, '0')}` as RunId;
  const record = { id, device: store.device, office: 'office', author: 'author', parent: last };
  world.runs.set(id, record);
  store.disk = { ...store.disk, runs: new Map(runs).set(id, record), last: [id, 0] };
};

export const knownOf = (store: Store, id: RecordId): Known => store.disk.known.get(id) ?? new Set();

export const liveOf = (store: Store, id: RecordId): LiveRecord | null => {
  const packed = store.disk.records.get(id);
  if (packed === undefined) return newRecord('organisation', id);
  const state = unpack(packed);
  return isErased(state) ? null : (state as LiveRecord);
};

/** Keeps what a commit made of a record, in the store and in the model. */
export const keep = (world: World, store: Store, state: LiveRecord | PackedRecord, operations: readonly Operation[]): void => {
  const packed = 's' in state || 'erased' in state ? state : pack(state);
  const known = new Set([...knownOf(store, state.id), ...operations]);
  const { disk } = store;
  store.disk = { ...disk, records: new Map(disk.records).set(state.id, packed), known: new Map(disk.known).set(state.id, known) };
  world.operations.set(state.id, [...(world.operations.get(state.id) ?? []), ...operations]);
  world.past.set(state.id, [...(world.past.get(state.id) ?? []), packed]);
};

export const operation = (id: RecordId, [run, n, at]: Stamp, path: string, value: Json, shown: Known): Operation => ({
  record: id,
  run,
  n,
  at,
  path,
  value,
  shown,
  saw: null,
  erases: false,
});

/** Saves a form: fields of one record, as somebody to whom `form` was shown. */
export const saveForm = (world: World, store: Store, form: Form, values: Readonly<Record<string, Json>>, stamp: Stamp): void => {
  const live = liveOf(store, form.id);
  if (live === null) return;
  const operations = Object.entries(values).map(([path, value]) => operation(form.id, stamp, path, value, form.shownOps));
  const wasDeleted = isDeletedIn(survivors(knownOf(store, form.id)).filter((op) => form.shownOps.has(op)));
  if (wasDeleted) operations.push(operation(form.id, stamp, deletedPath, { del: false }, form.shownOps));
  keep(world, store, world.engine.writeFields(live, values, stamp, form.shown, store.disk.runs), operations);
};

export const saveDelete = (world: World, store: Store, form: Form, deletes: boolean, stamp: Stamp): void => {
  const live = liveOf(store, form.id);
  if (live === null || !store.disk.records.has(form.id)) return;
  const op = operation(form.id, stamp, deletedPath, { del: deletes }, form.shownOps);
  const write = deletes ? world.engine.markDeleted : undelete;
  keep(world, store, write(live, stamp, form.shown, store.disk.runs), [{ ...op, saw: deletes ? form.shownOps : null }]);
};

export const saveErasure = (world: World, store: Store, id: RecordId, stamp: Stamp): void => {
  const packed = store.disk.records.get(id);
  if (packed === undefined) return;
  const op = { ...operation(id, stamp, '#erase', null, knownOf(store, id)), erases: true };
  keep(world, store, world.engine.erase(unpack(packed), stamp, store.disk.runs), [op]);
};

export const openForm = (store: Store, id: RecordId): Form => ({
  id,
  shown: store.disk.records.get(id)?.seen ?? {},
  shownOps: new Set(knownOf(store, id)),
});

/** A bundle for somebody whose last receipt was `receipt`. */
export const writeBundle = (world: World, { disk }: Store, receipt: Vector): Bundle => {
  const base = intersectVectors(receipt, disk.heads, disk.runs);
  const records = [...disk.records]
    .filter(([, { seen }]) => !world.engine.impliesVector(base, seen, disk.runs))
    .map(([id, state]) => ({ id, state, known: disk.known.get(id) ?? new Set<Operation>() }));
  return { base, heads: disk.heads, records, runs: disk.runs };
};

export const importBundle = (world: World, store: Store, bundle: Bundle): void => {
  const joined = joinRunRecords(store.disk.runs, bundle.runs.values());
  if (!joined.ok) throw new Error(`two records of run ${joined.error.run}`);
  const runs = joined.value;
  const imported = bundle.records.map(({ id, state, known }) => {
    const before = store.disk.records.get(id) ?? null;
    const after = before === null ? state : world.engine.mergePacked(before, state, runs);
    return { id, before, after, afterOps: new Set([...knownOf(store, id), ...known]) };
  });
  const { heads, open } = world.engine.advanceHeads(store.disk.heads, [...store.disk.claims, bundle], runs);
  const records = new Map([...store.disk.records, ...imported.map(({ id, after }) => [id, after] as const)]);
  const known = new Map([...store.disk.known, ...imported.map(({ id, afterOps }) => [id, afterOps] as const)]);
  store.disk = { ...store.disk, runs, records, known, heads, claims: open };
  store.imported = imported.filter(({ before, after }) => before !== after);
};
