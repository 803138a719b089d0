import type { RecordId } from '../../src/base/ids.ts';
import { followSameAs } from '../../src/crdt/joins.ts';
import { isErased } from '../../src/crdt/pack.ts';
import { isDeleted } from '../../src/crdt/read.ts';
import type { PackedRecord } from '../../src/crdt/types.ts';
import { expectSame } from './expectSame.ts';
import { expandedIn, heldAfter, includedIn, isDeletedIn, naiveJoin, operationsOf, textOf } from './model.ts';
import { knownOf, type Replica, subjects, type World } from './world.ts';

/** Throws where a replica's records differ from what the model says of them, byte by byte, or its heads claim what it never got. */
export const judgeReplica = (world: World, replica: Replica, ids: readonly RecordId[]): void => {
  for (const id of ids) judgeRecord(world, replica, id);
  judgeHeads(world, replica);
};

const judgeRecord = ({ model }: World, replica: Replica, id: RecordId): void => {
  const known = knownOf(replica, id);
  const packed = replica.disk.records.get(id);
  const last = replica.judged.get(id);
  if (last !== undefined && last.record === packed && last.known === known) return;
  replica.judged.set(id, { record: packed, known });
  const text = packed === undefined ? null : JSON.stringify(packed);
  const wanted = textOf(model, id, known);
  if (text !== wanted) throw new Error(`${id} at ${replica.name}:\n${text}\ninstead of\n${wanted}`);
  if (packed === undefined) return;
  const included = includedIn(model, id, packed.seen);
  if (included !== known)
    throw new Error(`seen of ${id} at ${replica.name} includes ${included.toString(2)} instead of ${known.toString(2)}`);
  if (isErased(packed)) return;
  expectSame(`whether ${id} is deleted at ${replica.name}`, isDeleted(packed, replica.disk.facts.runs), isDeletedIn(model, id, known));
};

const judgeHeads = ({ model }: World, replica: Replica): void => {
  const heads = expandedIn(model, replica.disk.facts.heads);
  for (const { id } of subjects) {
    const known = knownOf(replica, id);
    const claimed = operationsOf(model, id).find(({ run, n, bit }) => (known & bit) === 0n && (heads.get(run) ?? 0) >= n);
    if (claimed) throw new Error(`${replica.name} claims ${claimed.run} ${claimed.n} of ${id}, which it never got`);
  }
};

/** Throws where a replica's heads are not exactly what all its commits and all bundles that it ever took add up to. */
export const judgeClaims = ({ model }: World, { name, disk }: Replica): void => {
  const wanted = heldAfter(
    model,
    disk.journal.map(({ header }) => header),
  );
  expectSame(`heads of ${name}`, [...expandedIn(model, disk.facts.heads)].sort(), [...wanted].sort());
};

/** Throws unless everybody holds the same, to the byte, and nothing has vanished that nobody who had been shown it overwrote. */
export const judgeConverged = (world: World): void => {
  const [first] = world.replicas;
  if (first === undefined) return;
  for (const replica of world.replicas) {
    judgeReplica(
      world,
      replica,
      subjects.map(({ id }) => id),
    );
    for (const { id } of subjects) {
      if (knownOf(replica, id) !== knownOf(first, id)) throw new Error(`${replica.name} and ${first.name} do not know the same of ${id}`);
      expectSame(`${id} at ${replica.name}`, replica.disk.records.get(id) ?? null, first.disk.records.get(id) ?? null);
    }
    expectSame(`heads of ${replica.name}`, replica.disk.facts.heads, first.disk.facts.heads);
    judgeComplete(world, replica);
  }
  for (const { id } of subjects) judgeNothingVanished(world, first, id);
  judgeJoins(first);
};

/** Where no disk was put back, every commit has reached everybody and nothing stays open. */
const judgeComplete = ({ model, isRolledBack }: World, replica: Replica): void => {
  if (isRolledBack) return;
  const { facts } = replica.disk;
  expectSame(`open claims of ${replica.name}`, facts.claims, []);
  const heads = expandedIn(model, facts.heads);
  for (const { id } of subjects) {
    const known = knownOf(replica, id);
    const lacking = operationsOf(model, id).find(({ run, n, bit }) => (heads.get(run) ?? 0) < n || (known & bit) === 0n);
    if (lacking) throw new Error(`${replica.name} lacks ${lacking.run} ${lacking.n}`);
  }
};

const judgeNothingVanished = ({ model }: World, replica: Replica, id: RecordId): void => {
  const packed = replica.disk.records.get(id);
  if (packed === undefined || isErased(packed)) return;
  const known = knownOf(replica, id);
  const all = operationsOf(model, id).filter(({ bit }) => (known & bit) !== 0n);
  for (const op of all) {
    if (holds(packed, op.path, op.run, op.n)) continue;
    const isOverwritten = all.some((later) => later.path === op.path && (later.shown & op.bit) !== 0n);
    if (!isOverwritten) throw new Error(`${op.path} of ${id}, written as ${op.run} ${op.n}, has vanished`);
  }
};

const holds = (packed: Exclude<PackedRecord, { erased: unknown }>, path: string, run: string, n: number): boolean => {
  const stamps = [packed.s[path] ?? packed.s[''], ...(packed.r?.[path] ?? []).map(({ s }) => s)];
  return path in packed.f && stamps.some((stamp) => stamp !== undefined && stamp[0] === run && stamp[1] === n);
};

const judgeJoins = ({ disk }: Replica): void => {
  const targetOf = (id: RecordId): RecordId | null | undefined => {
    const record = disk.records.get(id);
    if (record === undefined || isErased(record) || isDeleted(record, disk.facts.runs)) return undefined;
    return subjects.find((subject) => subject.id === record.f.sameAs)?.id ?? null;
  };
  for (const { id } of subjects)
    expectSame(
      `what ${id} is joined to`,
      followSameAs(id, targetOf),
      naiveJoin(id, (at) => targetOf(at as RecordId)),
    );
};
