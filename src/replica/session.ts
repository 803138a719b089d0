import type { Clock, RandomBytes } from '../base/clock.ts';
import { randomBase32 } from '../base/ids.ts';
import { isErased } from '../crdt/pack.ts';
import type { PackedRecord, RunId } from '../crdt/types.ts';
import { isRecordType, type Language, type RecordType } from '../domain/recordTypes.ts';
import type { Bytes } from '../exchange/format.ts';
import type { SignedStatement, VerifiedStatement } from '../exchange/trust/statements.ts';
import type { DesktopPort, Identity, ReplicaEvent, SafetyPort, StoreStatus, UndoState } from './api.ts';
import type { PastVersion } from './codec.ts';
import { branchesOfCopies } from './copies.ts';
import type { Database } from './database.ts';
import { type Facts, noFacts } from './facts.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createTurns, type Turns } from './turns.ts';

/** This opening of the store, or a part of it: a new one begins with another identity or after the clock has jumped. */
export type Run = {
  readonly id: RunId;
  readonly n: number;
  /** Wall time minus monotonic time at its beginning, in ms; a jump betrays a sleep, a restored machine or a clock that was set. */
  readonly clockOffset: number;
};

/** The name of a commit among those that can be undone. */
export const commitName = ({ run, n }: { readonly run: string; readonly n: number }): string => `${run} ${n}`;

/** What a commit of this opening replaced, kept for undoing it. */
export type Undoable = { readonly before: PackedRecord | null; readonly after: PackedRecord };

/** Everything an open store holds. One per worker; its parts change only within a turn, and only after the write that they follow is durable. */
export type Session = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly host: SafetyPort;
  /** The desktop's keys and shared places; null where it has none, and bundles go out unsigned. */
  readonly desktop: DesktopPort | null;
  readonly emit: (event: ReplicaEvent) => void;
  readonly turns: Turns;
  readonly locale: Language;
  readonly appVersion: string;
  db: Database;
  identity: Identity | null;
  facts: Facts;
  run: Run;
  readonly shelves: Map<string, Shelf>;
  /** Superseded versions by record id. */
  readonly past: Map<string, readonly PastVersion[]>;
  /** The newest journal entry while it is small, for the safety copy, which would otherwise read it back from the journal. */
  newest: { readonly seq: number; readonly bundle: Bytes } | null;
  /** By `commitName`: after a sleep the numbers of a new run begin again, and what was done before it can be undone all the same. */
  readonly undoable: Map<string, readonly Undoable[]>;
  /** What can be done about the imports of the past, by the SHA-256 of their bundles. */
  readonly undoStates: Map<string, UndoState>;
  /** Ids of records that have been erased and may still stand in what is kept for taking back. */
  readonly toForget: Set<string>;
  /** Statements that have been checked; null where one does not hold. */
  readonly verified: WeakMap<SignedStatement, VerifiedStatement | null>;
  status: StoreStatus;
  /** Resolves when pages and journal are in memory, rejects when they cannot be read. */
  loaded: Promise<void>;
  /** Resolves when the search index holds everything that is in memory; null where it does. */
  indexed: Promise<void> | null;
  takenOver: boolean;
  /** The name under which this opening may write; see fence.ts. */
  readonly owner: string;
  /** What has to stop when another window takes the store over. */
  readonly whenLost: Set<() => void>;
  /** What has to hear of an entry that came through after whoever wrote it had been told that it had not. */
  readonly whenSettled: Set<() => void>;
  /** What has to hear that a draft was kept, or that one is gone; settles once that has been heeded as far as it is urgent. */
  readonly whenDrafted: Set<(isGone: boolean) => Promise<void>>;
  /** Records whose page on disk is older than memory, by type and slot. */
  readonly unfolded: Map<Shelf, Set<number>>;
  foldedSeq: number;
  /** Number of the last journal entry that holds more of an erased record than its erasure, as a bundle from before it does; 0 for none. */
  outlivedSeq: number;
  pages: number;
};

export type SessionStart = Pick<Session, 'clock' | 'random' | 'host' | 'desktop' | 'emit' | 'locale' | 'appVersion' | 'db' | 'owner'>;

/** A fresh run; it leaves no trace before its first commit. */
export const newRun = (clock: Clock, random: RandomBytes): Run => ({
  id: randomBase32(20, random) as RunId, // Twenty characters of base32 are what a run id is.
  n: 0,
  clockOffset: clock() - performance.now(),
});

const largestJumpMs = 60_000;

/** Goes on under a new name. */
export const renewRun = (session: Session): void => {
  session.run = newRun(session.clock, session.random);
};

/**
 * Goes on under a new name when the machine has slept or its clock has been set: it may be another copy of it that goes on, also where this
 * one has not written anything yet.
 */
export const renewRunAfterJump = (session: Session): void => {
  const jump = Math.abs(session.clock() - performance.now() - session.run.clockOffset);
  if (jump > largestJumpMs) renewRun(session);
};

const firstStatus: StoreStatus = {
  savedAt: null,
  unsaved: false,
  safetyCopyAt: null,
  safetyCopyFailing: false,
  uncopiedSince: null,
  notHandedOver: 0,
  lastExchangeAt: null,
  copies: 0,
  loaded: false,
};

export const createSession = (start: SessionStart): Session => ({
  ...start,
  turns: createTurns(),
  identity: null,
  facts: noFacts,
  run: newRun(start.clock, start.random),
  shelves: new Map(),
  past: new Map(),
  newest: null,
  undoable: new Map(),
  undoStates: new Map(),
  toForget: new Set(),
  verified: new WeakMap(),
  status: firstStatus,
  loaded: Promise.resolve(),
  indexed: null,
  takenOver: false,
  whenLost: new Set(),
  whenSettled: new Set(),
  whenDrafted: new Set(),
  unfolded: new Map(),
  foldedSeq: 0,
  outlivedSeq: 0,
  pages: 0,
});

/** Records of these types name people of the directory. */
const namingTypes: readonly string[] = ['registration', 'visit'] satisfies readonly RecordType[];

/** The shelf of a type, also of one this program does not know. */
export const shelfOf = (session: Session, type: string): Shelf => {
  const known = session.shelves.get(type);
  if (known) return known;
  const shelf = createShelf(type, namingTypes.includes(type) ? shelfOf(session, 'person') : null);
  session.shelves.set(type, shelf);
  return shelf;
};

type Counted = Pick<Facts, 'runs' | 'lastRun' | 'imported'> & { readonly copies: number };
const counted = new WeakMap<Session, Counted>();

/** Own commits tell of no copy, so they are looked for only after an import and when a run begins. */
const countCopies = (session: Session): number => {
  const { identity, facts } = session;
  if (identity === null) return 0;
  const { runs, lastRun, imported } = facts;
  const known = counted.get(session);
  if (known?.runs === runs && known.lastRun === lastRun && known.imported === imported) return known.copies;
  const copies = branchesOfCopies(facts, identity.device).length;
  counted.set(session, { runs, lastRun, imported, copies });
  return copies;
};

/** Changes the status and tells the window when something is different. */
export const setStatus = (session: Session, change: Partial<StoreStatus>): void => {
  const { facts } = session;
  const next: StoreStatus = {
    ...session.status,
    savedAt: facts.savedAt,
    notHandedOver: Math.max(0, facts.ownCommits - facts.handedOver),
    lastExchangeAt: facts.exchanges[0]?.at ?? null,
    copies: countCopies(session),
    ...change,
  };
  const isSame = (Object.keys(next) as (keyof StoreStatus)[]).every((key) => next[key] === session.status[key]); // Object.keys forgets the key type.
  session.status = next;
  if (!isSame) session.emit({ kind: 'status', status: next });
};

const namedChanges = 1000;

/** Announces changed records: by id where they are few. */
export const announce = (session: Session, records: readonly PackedRecord[]): void => {
  const isAnybodyErased = records.some((record) => record.type === 'person' && isErased(record));
  const changed = [...records.map((record) => record.type), ...(isAnybodyErased ? namingTypes : [])];
  const types = [...new Set(changed)].filter((type): type is RecordType => isRecordType(type));
  if (types.length === 0) return;
  const isNamed = records.length <= namedChanges && !isAnybodyErased;
  session.emit({ kind: 'changed', types, ids: isNamed ? records.map((record) => record.id) : null });
};

/** Until `building` settles, whoever searches reads the texts themselves. */
export const searchableBy = (session: Session, building: Promise<void>): void => {
  const indexed = building
    .catch((error: unknown) => console.error('Not everything could be made searchable.', error))
    .finally(() => {
      if (session.indexed === indexed) session.indexed = null;
    });
  session.indexed = indexed;
};
