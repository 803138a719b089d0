import { type RecordId, randomBase32 } from '../../src/base/ids.ts';
import type { PackedRecord, RunId, Vector } from '../../src/crdt/types.ts';
import type { RecordType } from '../../src/domain/recordTypes.ts';
import type { BundleHeader, Bytes } from '../../src/exchange/format.ts';
import type { PlaceMemory } from '../../src/exchange/roundSides.ts';
import type { Identity } from '../../src/replica/api.ts';
import { type Facts, noFacts } from '../../src/replica/facts.ts';
import type { Run } from '../../src/replica/session.ts';
import { createModel, type Known, type Model } from './model.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';

export const cluster = 'simulated';
const tenYearsMs = 10 * 365.25 * 86_400_000;
const minuteMs = 60_000;

/** The records that everybody writes to. Few, so that people meet. */
export const subjects: readonly { readonly type: RecordType; readonly id: RecordId }[] = [
  { type: 'organisation', id: '01998a00-0000-7000-8000-000000000001' as RecordId },
  { type: 'organisation', id: '01998a00-0000-7000-8000-000000000002' as RecordId },
  { type: 'organisation', id: '01998a00-0000-7000-8000-000000000003' as RecordId },
  { type: 'person', id: '01998a00-0000-7000-8000-000000000004' as RecordId },
];

/** A form on somebody's screen: what it showed when it was opened, for the program and for the model. */
export type Form = { readonly type: RecordType; readonly id: RecordId; readonly shown: Vector; readonly shownKnown: Known };

/** What an import replaced in one record, kept so that the bundle can be undone later. */
export type Replaced = { readonly id: RecordId; readonly before: PackedRecord | null; readonly after: PackedRecord };

export type JournalEntry = { readonly kind: 'commit' | 'import'; readonly header: BundleHeader; readonly records: readonly PackedRecord[] };

/** All that is on one disk; beside it, in `known`, what the model says this disk knows. Never changed in place, so that copying a disk is free. */
export type Disk = {
  readonly facts: Facts;
  readonly records: ReadonlyMap<RecordId, PackedRecord>;
  readonly known: ReadonlyMap<RecordId, Known>;
  readonly imports: readonly (readonly Replaced[])[];
  /** Bundles that cannot be placed yet. */
  readonly aside: readonly Bytes[];
  readonly journal: readonly JournalEntry[];
  /** What is remembered of shared places between two exchanges. */
  readonly places: ReadonlyMap<Place, PlaceMemory>;
};

const emptyDisk: Disk = { facts: noFacts, records: new Map(), known: new Map(), imports: [], aside: [], journal: [], places: new Map() };

/** One running copy of the program. */
export type Replica = {
  readonly name: string;
  readonly identity: Identity;
  disk: Disk;
  readonly backups: Disk[];
  /** This opening of the store. */
  run: Run;
  skewMs: number;
  form: Form | null;
  /** What was last judged of each record, so that nothing is judged twice. */
  readonly judged: Map<RecordId, { readonly record: PackedRecord | undefined; readonly known: Known }>;
  /** Ids of erased records, which the host remembers beside the store. */
  readonly sentinel: Set<RecordId>;
};

/** A file on its way from one to another. */
export type Letter = { readonly to: Replica | null; readonly bytes: Bytes; readonly withheldUntil: number };

/** Weakenings of what is simulated here beside the program's own code, for the tests of the simulator. */
export type Weakness = {
  readonly oneRunPerDisk?: boolean;
  readonly baseFromMemory?: boolean;
};

export type World = {
  readonly random: Random;
  readonly model: Model;
  readonly weakness: Weakness;
  readonly replicas: Replica[];
  readonly letters: Letter[];
  readonly places: readonly Place[];
  /** Every file that somebody wrote, by its hash; anything else is a piece of one. */
  readonly files: Set<string>;
  /** What each bundle carries, by its hash, for the model. */
  readonly cargo: Map<string, ReadonlyMap<RecordId, Known>>;
  /** Every state that a record had anywhere. */
  readonly past: Map<RecordId, PackedRecord[]>;
  clock: number;
  /** How many things have happened. */
  moment: number;
  /** A disk was put back: what it held beyond the old copy may be gone for good. */
  isRolledBack: boolean;
  /** Everything arrives whole and at once from now on. */
  isHealing: boolean;
};

export const createWorld = (random: Random, places: readonly Place[], weakness: Weakness): World => ({
  random,
  model: createModel(subjects),
  weakness,
  replicas: [],
  letters: [],
  places,
  files: new Set(),
  cargo: new Map(),
  past: new Map(),
  clock: Date.UTC(2026, 0, 1),
  moment: 0,
  isRolledBack: false,
  isHealing: false,
});

const officeOf = (at: number): Identity['office'] => ({
  id: `01998a00-0000-7000-8000-0000000001${String(at).padStart(2, '0')}` as RecordId,
  name: `Office ${at}`,
  country: at % 2 === 0 ? 'HU' : 'RO',
});

const deviceOf = (at: number): string => `0000000${at}-0000-4000-8000-000000000000`;

/** A person with a laptop joins; some offices have two. */
export const addReplica = (world: World): Replica => {
  const at = world.replicas.length;
  const identity = { cluster, device: deviceOf(at), author: `Person ${at}`, office: officeOf(at % 4), officeKey: null };
  const replica: Replica = {
    name: `device ${at}`,
    identity,
    disk: emptyDisk,
    backups: [],
    run: freshRun(world),
    skewMs: world.random.chance(0.2) ? anySkewMs(world.random) : 0,
    form: null,
    judged: new Map(),
    sentinel: new Set(),
  };
  world.replicas.push(replica);
  return replica;
};

export const anySkewMs = (random: Random): number => random.pick([0, -tenYearsMs, tenYearsMs, minuteMs, -60 * minuteMs]);

/** The name of one opening of a store. */
export const freshRun = ({ random }: World): Run => ({
  id: randomBase32(20, random.bytes) as RunId,
  n: 0,
  clockOffset: 0,
});

/** The program starts again on a disk: after a restart, a restore, on a copied disk. A fault of old makes it go on under the last name. */
export const openAgain = (world: World, replica: Replica, disk: Disk): void => {
  const { lastRun, heads } = disk.facts;
  replica.disk = disk;
  replica.run =
    world.weakness.oneRunPerDisk === true && lastRun !== null
      ? { ...freshRun(world), id: lastRun, n: heads[lastRun] ?? 0 }
      : freshRun(world);
};

/** Another machine that starts on a copy of this disk; the original goes on in the middle of its run. */
export const copyOf = (world: World, replica: Replica): Replica => {
  const copy: Replica = {
    ...replica,
    name: `copy ${world.replicas.length}`,
    backups: [...replica.backups],
    judged: new Map(),
    sentinel: new Set(replica.sentinel),
  };
  world.replicas.push(copy);
  openAgain(world, copy, replica.disk);
  return copy;
};

export const knownOf = (replica: Replica, id: RecordId): Known => replica.disk.known.get(id) ?? 0n;

export const timeOf = (world: World, replica: Replica): number => {
  world.clock += 1000;
  return world.clock + replica.skewMs;
};
