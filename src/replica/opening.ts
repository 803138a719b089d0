import { err, ok, type Result } from '../base/result.ts';
import type { Sentinel } from '../exchange/sentinel.ts';
import type { OpenError, OpenReport, OpenRequest, ReplicaEvent, SafetyPort } from './api.ts';
import { type Database, openDatabase } from './database.ts';
import { createIdleWork, type IdleWork } from './idle.ts';
import { indexAll, loadStore } from './loading.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import { createSafetyCopy, type SafetyCopy } from './safety.ts';
import { createSession, type Session, setStatus } from './session.ts';
import { type FirstRows, readFirstRows, readNotes, type StoreNotes } from './store.ts';

/** An open store and what works beside it. */
export type OpenedStore = {
  readonly session: Session;
  readonly ownership: Ownership;
  readonly safety: SafetyCopy;
  readonly idle: IdleWork;
  readonly firstRows: FirstRows | null;
};

export type OpenContext = {
  readonly request: OpenRequest;
  readonly host: SafetyPort;
  readonly emit: (event: ReplicaEvent) => void;
  readonly clock: () => number;
  readonly random: (length: number) => Uint8Array;
};

type Opened = { readonly store: OpenedStore; readonly report: OpenReport };

const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const openError = (error: unknown): OpenError =>
  error instanceof Error && error.name === 'VersionError' ? { type: 'newerStore' } : { type: 'storeUnavailable', reason: reasonOf(error) };

const startSession = (context: OpenContext, db: Database): Session =>
  createSession({
    clock: context.clock,
    random: context.random,
    host: context.host,
    emit: context.emit,
    locale: context.request.locale,
    appVersion: context.request.appVersion,
    db,
  });

/** Loads behind the answer of `open`; lists show the first rows until then. */
const startLoading = (session: Session, notes: StoreNotes): void => {
  session.loaded = loadStore(session, notes).then(() => {
    setStatus(session, { loaded: true });
    session.emit({ kind: 'changed', types: ['organisation'], ids: null });
    return indexAll(session);
  });
};

/** Opens a store that this window owns. */
const openOwned = async (context: OpenContext, ownership: Ownership): Promise<Result<Opened, OpenError>> => {
  const db = await openDatabase(context.request.store, indexedDB, () => undefined);
  const notes = await readNotes(db);
  const session = startSession(context, db);
  const sentinel: Sentinel | null = await context.host.readSentinel().catch(() => null);
  const isFresh = notes.identity === null || notes.lastSeq === 0;
  session.identity = isFresh ? null : notes.identity;
  const firstRows = isFresh ? null : await readFirstRows(db);
  startLoading(session, notes);
  if (notes.pages <= 30) await session.loaded;
  const idle = createIdleWork(session, () => safety.confirmed());
  const safety = createSafetyCopy(session, sentinel?.seq ?? 0, () => idle.wake());
  void session.loaded.then(() => safety.wake());
  const report: OpenReport = { state: isFresh ? 'fresh' : 'open', identity: session.identity, recovered: null };
  return ok({ store: { session, ownership, safety, idle, firstRows }, report });
};

/** Takes the lock, checks the store against the sentinel and begins to load it, as `ReplicaApi.open`. */
export const openStore = async (context: OpenContext, onLost: () => void): Promise<Result<Opened, OpenError>> => {
  const ownership = await takeOwnership(context.request.store, context.request.takeOver, onLost);
  if (!ownership) return err({ type: 'ownedElsewhere' });
  try {
    const opened = await openOwned(context, ownership);
    if (!opened.ok) ownership.release();
    return opened;
  } catch (error) {
    ownership.release();
    return err(openError(error));
  }
};
