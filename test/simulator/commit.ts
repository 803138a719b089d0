import type { RecordId } from '../../src/base/ids.ts';
import { isErased, pack, unpack } from '../../src/crdt/pack.ts';
import { sawOf } from '../../src/crdt/read.ts';
import { deletedPath, type LiveRecord, type PackedRecord, type RunRecord, type RunRecords, type Stamp } from '../../src/crdt/types.ts';
import { applyUndo, planUndo, type UndoPlan } from '../../src/crdt/undo.ts';
import { joinVectors } from '../../src/crdt/vector.ts';
import { completeHeader } from '../../src/exchange/format.ts';
import { countRecords } from '../../src/exchange/write.ts';
import type { RecordChange } from '../../src/replica/api.ts';
import { applyChanges } from '../../src/replica/changes.ts';
import { runsWithOwn } from '../../src/replica/commit.ts';
import { nextFacts } from '../../src/replica/facts.ts';
import { judgeUndo } from './judgeUndo.ts';
import { addOperation, includedIn, isDeletedIn, type Known, type Operation, vectorOf } from './model.ts';
import { type Form, knownOf, type Replaced, type Replica, timeOf, type World } from './world.ts';

/** A form as it would open now. */
export const openForm = (replica: Replica, subject: Pick<Form, 'type' | 'id'>): Form => ({
  ...subject,
  shown: replica.disk.records.get(subject.id)?.seen ?? {},
  shownKnown: knownOf(replica, subject.id),
});

export const isErasedAt = (replica: Replica, id: RecordId): boolean => {
  const record = replica.disk.records.get(id);
  return record !== undefined && isErased(record);
};

/** One thing that somebody does to one record, having been shown `form`. */
export type Act =
  | { readonly kind: 'set'; readonly form: Form; readonly set: Extract<RecordChange, { kind: 'set' }>['set'] }
  | { readonly kind: 'delete' | 'undelete' | 'erase'; readonly form: Form };

/** Commits several acts as one, the way the store does, and tells the model. Acts on what is erased or was never written are left out. */
export const commit = (world: World, replica: Replica, wanted: readonly Act[]): void => {
  const acts = wanted.filter(({ kind, form }) => (kind === 'set' ? !isErasedAt(replica, form.id) : isLiving(replica, form.id)));
  if (acts.length === 0) return;
  const runs = ownRuns(replica);
  const stamp: Stamp = [replica.run.id, replica.run.n + 1, timeOf(world, replica)];
  const { records } = replica.disk;
  const applied = applyChanges(acts.map(changeOf), (_, id) => records.get(id), stamp, runs);
  if (!applied.ok) throw new Error(`a change was refused: ${applied.error.type}`);
  noteRun(world, runs.get(replica.run.id));
  const operations = acts.map((act, at) => [act.form.id, operationsOf(world, replica, act, stamp, acts.slice(at + 1))] as const);
  append(world, replica, runs, { records: applied.value, numbers: 1, at: stamp[2] });
  for (const [id, list] of operations) for (const op of list) learn(world, replica, id, op);
};

const isLiving = (replica: Replica, id: RecordId): boolean => replica.disk.records.has(id) && !isErasedAt(replica, id);

const changeOf = (act: Act): RecordChange => {
  const { type, id, shown } = act.form;
  if (act.kind === 'set') return { kind: 'set', type, id, set: act.set, shown };
  return act.kind === 'erase' ? { kind: 'erase', type, id } : { kind: act.kind, type, id, shown };
};

/** A path has one version per commit: what `later` acts of the same commit say of the deletion stands. */
const operationsOf = (world: World, replica: Replica, act: Act, [run, n, at]: Stamp, later: readonly Act[]): readonly Operation[] => {
  const { id, shownKnown } = act.form;
  const known = knownOf(replica, id);
  const plain = { run, n, at, path: deletedPath, value: { del: false }, shown: shownKnown, saw: null, erases: false };
  if (act.kind === 'set') {
    const joins = typeof act.set.sameAs === 'string' ? { '#joined': vectorOf(world.model, id, shownKnown) } : {};
    const written = Object.entries({ ...act.set, ...joins }).map(([path, value]) => ({ ...plain, path, value }));
    const isSettledLater = later.some((other) => other.form.id === id);
    return !isSettledLater && isDeletedIn(world.model, id, known, shownKnown) ? [...written, plain] : written;
  }
  if (act.kind === 'erase') return [{ ...plain, path: '#erased', value: null, shown: known, erases: true }];
  if (act.kind === 'undelete') return [plain];
  return [{ ...plain, value: { del: true, saw: vectorOf(world.model, id, shownKnown) }, saw: shownKnown }];
};

const learn = (world: World, replica: Replica, id: RecordId, op: Operation): void => {
  const known = new Map(replica.disk.known);
  known.set(id, (known.get(id) ?? 0n) | addOperation(world.model, id, op));
  replica.disk = { ...replica.disk, known };
};

const noteRun = ({ model }: World, record: RunRecord | undefined): void => {
  if (record !== undefined) model.parents.set(record.id, record.parent);
};

const ownRuns = (replica: Replica): RunRecords => runsWithOwn({ run: replica.run, facts: replica.disk.facts }, replica.identity);

type Draft = { readonly records: readonly PackedRecord[]; readonly numbers: number; readonly at: number };

/** One journal entry: the facts follow from its header as they do in the store. */
const append = (world: World, replica: Replica, runs: RunRecords, { records, numbers, at }: Draft): void => {
  const { run, disk, identity } = replica;
  const { facts } = disk;
  const own = runs.get(run.id);
  const header = completeHeader(
    {
      id: `${run.id} ${run.n + numbers}`,
      cluster: identity.cluster,
      from: { run: run.id, device: identity.device, office: identity.office.id, author: identity.author, app: 'simulator' },
      createdAt: at,
      base: facts.heads,
      heads: joinVectors(facts.heads, { [run.id]: run.n + numbers }, runs),
      runs: facts.runs.has(run.id) || own === undefined ? [] : [own],
      previous: null,
    },
    countRecords(records),
  );
  const entry = { kind: 'commit' as const, header, seq: facts.seq + 1, chain: facts.chain, at, file: null, exchange: null };
  replica.run = { ...run, n: run.n + numbers };
  replica.disk = {
    ...disk,
    facts: nextFacts(facts, entry),
    records: new Map([...disk.records, ...records.map((record) => [record.id, record] as const)]),
    journal: [...disk.journal, { kind: 'commit', header, records }],
  };
  for (const record of records) {
    world.past.set(record.id, [...(world.past.get(record.id) ?? []), record]);
    if (isErased(record)) replica.sentinel.add(record.id);
  }
};

type Planned = { readonly now: LiveRecord; readonly plan: UndoPlan; readonly replaced: Replaced };

/** Takes a received bundle back, as one commit of several numbers; what this replaced is kept in its stead, so that the next call brings it again. */
export const toggleImport = (world: World, replica: Replica, bundle: readonly Replaced[]): void => {
  const runs = ownRuns(replica);
  const planned = bundle.flatMap((replaced): readonly Planned[] => {
    const packed = replica.disk.records.get(replaced.id);
    const now = packed && unpack(packed);
    if (now === undefined || isErased(now)) return [];
    const plan = planUndo(replaced.before && unpack(replaced.before), unpack(replaced.after), now, runs);
    return plan.steps.length > 0 ? [{ now, plan, replaced }] : [];
  });
  if (planned.length === 0) return;
  noteRun(world, runs.get(replica.run.id));
  const at = timeOf(world, replica);
  const numbers = Math.max(...planned.map(({ plan }) => plan.steps.length));
  const stamps = Array.from({ length: numbers }, (_, step): Stamp => [replica.run.id, replica.run.n + 1 + step, at]);
  const undone = planned.map(({ now, plan }) => pack(applyUndo(now, plan, stamps, runs)));
  planned.forEach(({ now, replaced }, index) => {
    judgeUndo(replaced, now, undone[index] as PackedRecord, runs); // One for each plan.
  });
  const befores = replica.disk.records;
  append(world, replica, runs, { records: undone, numbers, at });
  const pairs = planned.map(({ replaced }, index): Replaced => {
    const after = undone[index] as PackedRecord; // One for each plan.
    return { id: replaced.id, before: befores.get(replaced.id) ?? null, after };
  });
  replica.disk = { ...replica.disk, imports: replica.disk.imports.map((each) => (each === bundle ? pairs : each)) };
  for (const { plan, now } of planned) learnUndo(world, replica, now.id, plan, stamps);
};

const learnUndo = (world: World, replica: Replica, id: RecordId, plan: UndoPlan, stamps: readonly Stamp[]): void => {
  const shown: Known = knownOf(replica, id);
  plan.steps.forEach((step, index) => {
    const [run, n, at] = stamps[index] as Stamp; // As many as the longest plan has steps.
    for (const [path, value] of Object.entries(step)) {
      const vector = path === deletedPath ? sawOf(value) : null;
      const saw = vector === null ? null : includedIn(world.model, id, vector);
      learn(world, replica, id, { run, n, at, path, value, shown, saw, erases: false });
    }
  });
};
