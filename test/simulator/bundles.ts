import type { RecordId } from '../../src/base/ids.ts';
import { createNodeHash } from '../../src/cli/files.ts';
import { mergePacked } from '../../src/crdt/merge.ts';
import { isErased } from '../../src/crdt/pack.ts';
import type { PackedRecord, RunRecords, Vector } from '../../src/crdt/types.ts';
import { impliesVector } from '../../src/crdt/vector.ts';
import { joinBundleRuns, recordRefusal } from '../../src/exchange/consistency.ts';
import { baseFor, recordsFor, runRecordsFor } from '../../src/exchange/delta.ts';
import type { BundleError } from '../../src/exchange/errors.ts';
import { type BundleHeader, type Bytes, completeHeader } from '../../src/exchange/format.ts';
import { joinBytes } from '../../src/exchange/hash.ts';
import { type ReadBundle, readBundle, readRecords } from '../../src/exchange/read.ts';
import { countRecords, writeBundle } from '../../src/exchange/write.ts';
import { heldByAll, nextFacts, receiptsOf } from '../../src/replica/facts.ts';
import { headerDraft } from '../../src/replica/snapshot.ts';
import { judgeReplica } from './judge.ts';
import { cluster, knownOf, type Replaced, type Replica, timeOf, type World } from './world.ts';

export type Written = { readonly bytes: Bytes; readonly header: BundleHeader; readonly records: readonly PackedRecord[] };

/** What a replica has for somebody whose newest receipt is `receipt` (null: never heard of), as the bytes of a bundle. */
export const writeFor = async (world: World, replica: Replica, receipt: Vector | null): Promise<Written> => {
  const { heads, runs } = replica.disk.facts;
  return writeOnBase(world, replica, baseFor(receipt, heads, runs));
};

/** A bundle of all that is beyond a base. */
export const writeOnBase = async (world: World, replica: Replica, base: Vector, asks: readonly string[] = []): Promise<Written> => {
  const { disk, identity, run } = replica;
  const { facts } = disk;
  const records = [...recordsFor(base, disk.records.values(), facts.runs)];
  const session = { clock: () => timeOf(world, replica), random: world.random.bytes, identity, facts, run, appVersion: 'simulator' };
  const draft = headerDraft(session, base, runRecordsFor(base, facts.heads, records, facts.runs));
  const header = completeHeader({ ...draft, asks }, countRecords(records));
  const parts: Bytes[] = [];
  const gzip = world.random.chance(0.01);
  for await (const part of writeBundle({ header, records, createHash: noteCargo(world, replica, records), gzip })) parts.push(part);
  const bytes = joinBytes(parts);
  world.files.add(await sha256Of(bytes));
  return { bytes, header, records };
};

const sha256Of = (bytes: Bytes): Promise<string> => {
  const hash = createNodeHash();
  hash.update(bytes);
  return hash.digest();
};

/** A hash that tells the model, once it is known, what the bundle of that hash carries. */
const noteCargo = (world: World, replica: Replica, records: readonly PackedRecord[]) => () => {
  const hash = createNodeHash();
  const carried = new Map(records.map(({ id }) => [id, knownOf(replica, id)] as const));
  return {
    update: hash.update,
    digest: async () => {
      const sha256 = await hash.digest();
      world.cargo.set(sha256, carried);
      return sha256;
    },
  };
};

export type Received =
  | { readonly outcome: 'applied' | 'known' | 'aside'; readonly bundle: ReadBundle; readonly records: readonly PackedRecord[] }
  | { readonly outcome: 'refused'; readonly error: BundleError };

/** Takes a file in: a bundle that is whole is applied or kept aside, anything less must be refused and change nothing. */
export const receive = async (world: World, replica: Replica, bytes: Bytes): Promise<Received> => {
  const isWhole = world.files.has(await sha256Of(bytes));
  const received = await take(world, replica, bytes);
  const isRefused = received.outcome === 'refused';
  if (isRefused === isWhole)
    throw new Error(isRefused ? `an honest bundle is refused: ${JSON.stringify(received.error)}` : 'half a bundle is taken');
  if (received.outcome === 'applied') await tryAsideAgain(world, replica);
  return received;
};

const take = async (world: World, replica: Replica, bytes: Bytes): Promise<Received> => {
  const read = await readBundle(bytes, { createHash: createNodeHash, cluster });
  if (!read.ok) return { outcome: 'refused', error: read.error };
  const records = await readRecords(read.value);
  if (!records.ok) return { outcome: 'refused', error: records.error };
  const bundle = { bundle: read.value, records: records.value };
  if (replica.disk.facts.imported.has(read.value.footer.sha256) && world.random.chance(0.5)) return { outcome: 'known', ...bundle };
  const fault = apply(world, replica, read.value, records.value);
  if (fault === null) return { outcome: 'applied', ...bundle };
  if (fault.type !== 'bundleUnknownRuns') return { outcome: 'refused', error: fault };
  keepAside(replica, bytes);
  return { outcome: 'aside', ...bundle };
};

const keepAside = (replica: Replica, bytes: Bytes): void => {
  if (replica.disk.aside.includes(bytes)) return;
  replica.disk = { ...replica.disk, aside: [...replica.disk.aside, bytes] };
};

/** What could not be placed before may have its runs by now. */
const tryAsideAgain = async (world: World, replica: Replica): Promise<void> => {
  const { aside } = replica.disk;
  if (aside.length === 0) return;
  replica.disk = { ...replica.disk, aside: [] };
  for (const bytes of aside) await take(world, replica, bytes);
  if (replica.disk.aside.length < aside.length) await tryAsideAgain(world, replica);
};

/** Judges, merges and installs a bundle the way the store does it, as one journal entry; answers why not, and then nothing has changed. */
const apply = (world: World, replica: Replica, bundle: ReadBundle, records: readonly PackedRecord[]): BundleError | null => {
  const { disk } = replica;
  const { header, footer } = bundle;
  const joined = joinBundleRuns(header, disk.facts.runs);
  if (!joined.ok) return joined.error;
  const replaced: Replaced[] = [];
  for (const record of records) {
    const before = disk.records.get(record.id) ?? null;
    const refusal = recordRefusal(header, before, record, joined.value);
    if (refusal !== null) return refusal;
    const after = mergedWith(before, record, joined.value);
    if (after !== before) replaced.push({ id: record.id, before, after });
  }
  install(world, replica, bundle, records, replaced);
  const carried = world.cargo.get(footer.sha256);
  if (carried === undefined) throw new Error('a bundle that nobody wrote is taken');
  const known = new Map(replica.disk.known);
  for (const [id, brought] of carried) known.set(id, (known.get(id) ?? 0n) | brought);
  replica.disk = { ...replica.disk, known };
  judgeReplica(world, replica, [...carried.keys()]);
  return null;
};

const mergedWith = (before: PackedRecord | null, record: PackedRecord, runs: RunRecords): PackedRecord =>
  before === null ? record : impliesVector(before.seen, record.seen, runs) ? before : mergePacked(before, record, runs);

const keptImports = 6;

const install = (
  world: World,
  replica: Replica,
  { header, footer }: ReadBundle,
  records: readonly PackedRecord[],
  replaced: readonly Replaced[],
): void => {
  const { disk } = replica;
  const { facts } = disk;
  const entry = { header, seq: facts.seq + 1, chain: facts.chain, at: timeOf(world, replica), file: footer.sha256, exchange: null };
  replica.disk = {
    ...disk,
    facts: nextFacts(facts, { kind: 'import', ...entry }),
    records: new Map([...disk.records, ...replaced.map(({ id, after }) => [id, after] as const)]),
    imports: replaced.length === 0 ? disk.imports : [...disk.imports, replaced].slice(-keptImports),
    journal: [...disk.journal, { kind: 'import', header, records }],
  };
  for (const { id, after } of replaced) {
    if (isErased(after)) replica.sentinel.add(id);
    world.past.set(id, [...(world.past.get(id) ?? []), after]);
  }
};

/** The newest word that a replica has of an office. */
export const receiptOf = ({ disk }: Replica, office: RecordId): Vector | null => heldByAll(receiptsOf(disk.facts, office), disk.facts.runs);
