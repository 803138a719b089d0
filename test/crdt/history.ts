import fc from 'fast-check';
import type { RecordId } from '../../src/base/ids.ts';
import type { Json } from '../../src/base/json.ts';
import { unpack } from '../../src/crdt/pack.ts';
import { sawOf } from '../../src/crdt/read.ts';
import { deletedPath, type Stamp, type Vector } from '../../src/crdt/types.ts';
import { applyUndo, planUndo } from '../../src/crdt/undo.ts';
import { covers } from '../../src/crdt/vector.ts';
import { expectSame, judgeStore } from './judge.ts';
import type { Known, Operation } from './model.ts';
import { plain } from './plainVector.ts';
import {
  createWorld,
  type Engine,
  importBundle,
  keep,
  knownOf,
  liveOf,
  nextStamp,
  openForm,
  openStore,
  operation,
  type Store,
  saveDelete,
  saveErasure,
  saveForm,
  type World,
  writeBundle,
} from './world.ts';

/** One thing that happens: which store, and three numbers that say to what and how. */
export type Step = readonly [kind: Kind, store: number, what: number, how: number];
type Kind = keyof typeof happenings;

const ids = ['0199', '0200'].map((id) => id as RecordId);
const paths = ['name', '__proto__', 'constructor', 'tag/solar'];
const values: readonly Json[] = ['Példa Bt.', 'Példa Kft.', null, { town: 'Szeged', '__proto__ ': 1 }, '\ud800'];
const tenYearsMs = 10 * 365.25 * 86_400_000;
const maxStores = 6;

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

const save = (world: World, store: Store, what: number, how: number, form = openForm(store, pick(ids, what))): void => {
  const fields = { [pick(paths, what >> 1)]: pick(values, how), [pick(paths, how)]: pick(values, what) };
  saveForm(world, store, form, fields, nextStamp(world, store));
};

const happenings = {
  edit: (world: World, store: Store, what: number, how: number) => save(world, store, what, how),
  editBoth: (world: World, store: Store, what: number, how: number) => {
    const stamp = nextStamp(world, store);
    for (const id of ids) saveForm(world, store, openForm(store, id), { [pick(paths, what)]: pick(values, how) }, stamp);
  },
  openForm: (_: World, store: Store, what: number) => {
    store.form = openForm(store, pick(ids, what));
  },
  saveForm: (world: World, store: Store, what: number, how: number) => {
    if (store.form !== null) save(world, store, what, how, store.form);
  },
  remove: (world: World, store: Store, what: number, how: number) => {
    const form = how % 3 === 0 && store.form !== null ? store.form : openForm(store, pick(ids, what));
    saveDelete(world, store, form, how % 4 !== 1, nextStamp(world, store));
  },
  erase: (world: World, store: Store, what: number, how: number) => {
    if (how % 8 === 0) saveErasure(world, store, pick(ids, what), nextStamp(world, store));
  },
  undo: (world: World, store: Store, what: number) => undoImport(world, store, what),
  send: (world: World, store: Store, what: number, how: number) => {
    const receipt: Vector = how % 4 === 0 ? {} : pick(world.stores, what).disk.heads;
    world.bundles.push(writeBundle(world, store, receipt));
  },
  deliver: (world: World, store: Store, what: number, how: number) => {
    if (world.bundles.length > 0) importBundle(world, store, pick(world.bundles, how % 2 === 0 ? world.bundles.length - 1 : what));
  },
  restart: (_: World, store: Store) => {
    store.opened = false;
  },
  clone: (world: World, store: Store) => {
    if (world.stores.length < maxStores) world.stores.push(openStore(`clone ${world.stores.length}`, store.disk));
  },
  backUp: (_: World, store: Store) => {
    store.backup = store.disk;
  },
  restore: (_: World, store: Store) => {
    Object.assign(store, { disk: store.backup, opened: false, form: null, imported: [] });
  },
  setClock: (_: World, store: Store, what: number) => {
    store.skewMs = [0, -tenYearsMs, tenYearsMs][what % 3] ?? 0;
  },
};

/** Carries the planned steps out in the store and, as operations, in the model. */
const undoImport = (world: World, store: Store, what: number): void => {
  if (store.imported.length === 0) return;
  const { id, before, after } = pick(store.imported, what);
  const now = liveOf(store, id);
  if (now === null) return;
  const { runs } = store.disk;
  const nowOps = knownOf(store, id);
  const plan = planUndo(before === null ? null : unpack(before), unpack(after), now, runs);
  const stamps: readonly Stamp[] = plan.steps.map(() => nextStamp(world, store));
  const operations = plan.steps.flatMap((step, at) =>
    Object.entries(step).map(([path, value]): Operation => {
      const op = operation(id, stamps[at] as Stamp, path, value, nowOps);
      return { ...op, saw: path === deletedPath ? sawBy(world, store, id, value) : null };
    }),
  );
  if (operations.length > 0) keep(world, store, applyUndo(now, plan, stamps, store.disk.runs), operations);
};

/** The operations that a delete written by the plan counts as having seen; null for any other value. */
const sawBy = (world: World, store: Store, id: RecordId, value: Json): Known | null => {
  const saw = sawOf(value);
  if (saw === null) return null;
  const included = plain(saw, store.disk.runs);
  return new Set((world.operations.get(id) ?? []).filter((op) => (included.get(op.run) ?? 0) >= op.n));
};

const kinds = Object.keys(happenings) as Kind[];
const weights: Partial<Record<Kind, number>> = { edit: 6, send: 5, deliver: 7, openForm: 2, saveForm: 2, remove: 2 };

export const anyHistory: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.oneof(...kinds.map((kind) => ({ weight: weights[kind] ?? 1, arbitrary: fc.constant(kind) }))),
    fc.nat(maxStores - 1),
    fc.nat(23),
    fc.nat(23),
  ),
  { minLength: 8, maxLength: 60, size: 'max' },
);

/** Lets a history happen, judging every store that moved, and then lets everybody meet everybody. Throws at the first difference. */
export const playHistory = (steps: readonly Step[], engine: Engine): World => {
  const world = createWorld(engine, 3);
  for (const [kind, at, what, how] of steps) {
    const store = pick(world.stores, at);
    happenings[kind](world, store, what, how);
    judgeStore(world, store);
  }
  settle(
    world,
    steps.some(([kind]) => kind === 'restore'),
  );
  return world;
};

/** After a restore, commits can be gone for good that some bundle has named; without one, nothing may stay open. */
const settle = (world: World, restored: boolean): void => {
  const all = new Map(ids.map((id) => [id, new Set(world.stores.flatMap((store) => [...knownOf(store, id)]))]));
  for (let round = 0; round < 2; round += 1) {
    for (const receiver of world.stores) {
      for (const sender of world.stores) importBundle(world, receiver, writeBundle(world, sender, receiver.disk.heads));
    }
  }
  const [first] = world.stores;
  for (const store of world.stores) {
    judgeStore(world, store);
    for (const id of ids) {
      expectSame(`what ${store.device} knows of ${id}`, knownOf(store, id).size, all.get(id)?.size);
      expectSame(`${id} of ${store.device}`, store.disk.records.get(id) ?? null, first?.disk.records.get(id) ?? null);
    }
    expectSame(`heads of ${store.device}`, store.disk.heads, first?.disk.heads);
    if (restored) continue;
    expectSame(`claims of ${store.device}`, store.disk.claims, []);
    const lacks = [...world.operations.values()].flat().find((op) => !covers(store.disk.heads, op.run, op.n, store.disk.runs));
    expectSame(`commits that the heads of ${store.device} lack`, lacks?.n ?? null, null);
  }
};
