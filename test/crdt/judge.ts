import type { RecordId } from '../../src/base/ids.ts';
import type { Json } from '../../src/base/json.ts';
import { isErased, unpack } from '../../src/crdt/pack.ts';
import { isDeleted } from '../../src/crdt/read.ts';
import { deletedPath, type LiveRecord, type PackedRecord } from '../../src/crdt/types.ts';
import { erasureIn, isDeletedIn, line, shownIn, survivors } from './model.ts';
import { plain } from './plainVector.ts';
import { knownOf, type Store, type World } from './world.ts';

/** Throws when a store differs from what the model says of it. */
export const judgeStore = (world: World, store: Store): void => {
  for (const [id, packed] of store.disk.records) judgeRecord(world, store, id, packed);
  const heads = plain(store.disk.heads, store.disk.runs);
  for (const [id, operations] of world.operations) {
    const known = knownOf(store, id);
    const claimed = operations.find((op) => (heads.get(op.run) ?? 0) >= op.n && !known.has(op));
    if (claimed) throw new Error(`${store.device} claims ${claimed.run} ${claimed.n}, which it never got`);
  }
};

const judgeRecord = (world: World, store: Store, id: RecordId, packed: PackedRecord): void => {
  const known = knownOf(store, id);
  const seen = plain(packed.seen, store.disk.runs);
  for (const op of world.operations.get(id) ?? []) {
    const included = (seen.get(op.run) ?? 0) >= op.n;
    if (included !== known.has(op)) throw new Error(`seen of ${id} ${included ? 'includes' : 'lacks'} ${op.run} ${op.n}`);
  }
  const erased = isErased(packed) ? packed.erased : null;
  expectSame(`erasure of ${id}`, erased, erasureIn(known));
  const state = unpack(packed);
  if (isErased(state)) return;
  expectSame(`versions of ${id}`, shownHere(state), Object.fromEntries([...shownIn(known)].sort(byPath)));
  expectSame(`deletion of ${id}`, isDeleted(state, store.disk.runs), isDeletedIn(survivors(known)));
};

const shownHere = (state: LiveRecord): Readonly<Record<string, readonly string[]>> => {
  const displayed = (path: string, v: Json): Json => (path === deletedPath && (v as { del?: unknown }).del === true ? 'deleted' : v);
  const lines = Object.entries(state.f).map(([path, versions]) => {
    return [path, versions.map(({ v, s }) => line(s[0], s[1], s[2], displayed(path, v)))] as const;
  });
  return Object.fromEntries(lines.sort(byPath));
};

const byPath = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

export const expectSame = (what: string, is: Json | readonly unknown[] | object | null, wanted: unknown): void => {
  const [left, right] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: ${left} instead of ${right}`);
};
