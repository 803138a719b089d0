import type { Clock, RandomBytes } from '../base/clock.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type RecordType, recordTypes } from '../domain/recordTypes.ts';
import type { ListPage, ListQuery, ReplicaApi } from './api.ts';
import { carryOriginals } from './carrying.ts';
import { clockWitnesses } from './clockWitnesses.ts';
import { commitChanges } from './commit.ts';
import { unlessStopped, within } from './deadline.ts';
import { draftOf, dropDraft, listDrafts, saveDraft } from './drafts.ts';
import { withJoined } from './erasing.ts';
import { exportBundle } from './exporting.ts';
import { isReceipt } from './facts.ts';
import { importBundle, reportOnKnown } from './importing.ts';
import { listInbox, listRivals } from './inbox.ts';
import { ledgerOf } from './ledger.ts';
import { originalsOf } from './originals.ts';
import { type OwnedStore, openOwnedStore } from './ownedStore.ts';
import { exchangePlace } from './placeRound.ts';
import { listRows, valueCounts } from './query.ts';
import { prepareImport } from './reading.ts';
import { retryAside } from './receiving.ts';
import { previewRestore, restoreAsOf } from './restoring.ts';
import { renewRun, type Session, shelfOf } from './session.ts';
import { changeIdentity, setUpStore } from './setUp.ts';
import type { FirstRows } from './store.ts';
import { personTracesOf } from './traces.ts';
import { addStatements } from './trust.ts';
import { trustAnswers } from './trustAnswers.ts';
import { previewUndo, toggleImport } from './undoImport.ts';
import { undoCommit } from './undoing.ts';
import { historyOf, referencedRows, viewOf } from './views.ts';

export type ReplicaEnvironment = { readonly clock: Clock; readonly random: RandomBytes };

const hostWaitMs = 5000;
/**
 * How long a bundle that somebody makes waits for a host that is slow and does not fail, as after a large commit: outside of the writers' line,
 * so that everything else is saved meanwhile.
 */
const bundleWaitMs = 20_000;
/**
 * How long a write that is durable here waits for the host to have it too before it is called saved. Chromium empties a store that it finds
 * damaged; what had been called saved is then in the safety copy. A host that is slower than this keeps nobody waiting.
 */
const copyWaitMs = 100;

const isDirectoryOpening = (query: ListQuery): boolean =>
  query.type === 'organisation' && !query.text && !query.where?.length && !query.sort && query.offset === 0;

const openingPage = (query: ListQuery, first: FirstRows): ListPage => ({
  total: first.total,
  rows: first.rows.slice(0, query.limit),
  counts: {},
  fuzzy: false,
  complete: false,
  workerMs: 0,
});

/** The store's whole interface over one opening at a time. Reads answer from memory, writers stand in line. */
export const createReplica = (environment: ReplicaEnvironment): ReplicaApi => {
  let opened: OwnedStore | null = null;
  const working = { rounds: new Set<AbortController>(), bundles: new Set<AbortController>() } as const;

  const store = (): OwnedStore => {
    if (!opened) throw new Error('The store is used before it has been opened.');
    return opened;
  };
  const loadedSession = async (): Promise<Session> => {
    const { session } = store();
    await session.loaded;
    return session;
  };
  /** What came from elsewhere can be had there again, so it need not wait for the safety copy (`isOwn` false). */
  const write = async <T>(job: (session: Session) => Promise<T>, isOwn = true): Promise<T> => {
    const { session, safety, idle } = store();
    const result = await session.turns(async () => {
      await session.loaded;
      await safety.keptUp();
      const done = await job(session);
      safety.wake();
      idle.wake();
      return done;
    });
    if (isOwn && safety.isPrompt()) await safety.drained(session.facts.seq, copyWaitMs);
    return result;
  };
  /** What `cancel` stops, from the moment it is asked for: also what still waits in the line. */
  const cancellable = async <T>(kind: keyof typeof working, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    working[kind].add(controller);
    try {
      return await work(controller.signal);
    } finally {
      working[kind].delete(controller);
      opened?.session.emit({ kind: 'jobDone' });
    }
  };
  const longJob = <T>(job: (session: Session, signal: AbortSignal) => Promise<T>, isOwn = true): Promise<T> =>
    cancellable('bundles', (signal) => write((session) => job(session, signal), isOwn));

  return {
    open: async (request, host, listener, desktop) => {
      if (opened) throw new Error('The store is open already.');
      const context = { request, host, desktop: desktop ?? null, emit: listener, ...environment };
      const result = await openOwnedStore(context);
      if (!result.ok) return result;
      opened = result.value.store;
      return { ok: true, value: result.value.report };
    },
    setUp: (request) => longJob((session, signal) => setUpStore(session, request, signal), request.join === null),
    identity: async () => store().session.identity,
    changeIdentity: (who) => write((session) => changeIdentity(session, who)),
    status: async () => store().session.status,

    list: async (query) => {
      const { session, firstRows } = store();
      if (!session.status.loaded && firstRows && isDirectoryOpening(query)) return openingPage(query, firstRows);
      await session.loaded;
      return listRows(shelfOf(session, query.type), query, () => session.indexed);
    },
    get: async (type, id) => viewOf(await loadedSession(), type, id),
    rows: async (type, ids) => {
      const session = await loadedSession();
      return referencedRows(session, shelfOf(session, type), ids);
    },
    values: async (type, path, limit, passing) => {
      const session = await loadedSession();
      return valueCounts(shelfOf(session, type), path, limit, passing, () => session.indexed);
    },
    counts: async () => {
      const session = await loadedSession();
      const counts = recordTypes.map((type) => [type, shelfOf(session, type).listedCount] as const);
      return Object.fromEntries(counts) as Readonly<Record<RecordType, number>>; // One entry for each type.
    },
    personTraces: async (type, id) => personTracesOf(await loadedSession(), type, id),
    history: async (type, id) => historyOf(await loadedSession(), type, id),
    rivals: async (limit) => listRivals(await loadedSession(), limit),
    inbox: async (query) => listInbox(await loadedSession(), query),

    commit: (changes) => write((session) => commitChanges(session, withJoined(session.shelves, changes))),
    undoCommit: (done) => write((session) => undoCommit(session, done)),
    previewRestore: (snapshot) => longJob((session, signal) => previewRestore(session, snapshot, signal)),
    restoreAsOf: (snapshot) => longJob((session, signal) => restoreAsOf(session, snapshot, signal)),

    saveDraft: async (draft) => saveDraft(await loadedSession(), draft),
    draft: (key) => draftOf(store().session, key),
    drafts: () => listDrafts(store().session),
    dropDraft: async (key) => dropDraft(await loadedSession(), key),

    previewBundle: (file, passphrase) =>
      longJob(async (session, signal): Promise<Result<never, never> | Awaited<ReturnType<ReplicaApi['previewBundle']>>> => {
        const prepared = await prepareImport(session, file, { job: 'preview', signal, cluster: session.identity?.cluster, passphrase });
        return prepared.ok ? { ok: true, value: prepared.value.preview } : prepared;
      }),
    importBundle: (file, request) =>
      cancellable('bundles', async (signal) => {
        const session = await loadedSession();
        const asked = session.facts.imported;
        const known = await reportOnKnown(session, file);
        return known ? ok(known) : write(() => importBundle(session, file, request, { signal, asked }), false);
      }),
    exportBundle: async (request) => {
      const { safety } = store();
      return cancellable('bundles', async (signal) => {
        const { facts } = await loadedSession();
        if (!request.uncopied) await unlessStopped(safety.drained(facts.seq, bundleWaitMs), signal);
        return write(async (session) => {
          if (signal.aborted) return err({ type: 'cancelled' });
          const isCopied = await safety.drained(session.facts.seq, hostWaitMs);
          return isCopied || request.uncopied ? exportBundle(session, request, signal) : err({ type: 'safetyCopyBehind' });
        });
      });
    },
    exchangeWith: async (place) => {
      const { safety, idle } = store();
      const session = await loadedSession();
      const { desktop } = session;
      if (desktop === null) return { ok: false, error: { type: 'desktopUnavailable' } };
      const isSafe = (): Promise<boolean> => {
        safety.wake();
        return safety.drained(session.facts.seq, hostWaitMs);
      };
      const done = await cancellable('rounds', (signal) => exchangePlace(session, place, { desktop, signal, isSafe }));
      safety.wake();
      idle.wake();
      return done;
    },
    carryOriginals: async (place) => {
      const session = await loadedSession();
      return cancellable('rounds', (signal) => carryOriginals(session, place, signal));
    },
    retryAside: async () => {
      const { safety, idle } = store();
      const session = await loadedSession();
      const { desktop } = session;
      if (desktop === null) return { ok: false, error: { type: 'desktopUnavailable' } };
      const done = await retryAside(session, { desktop, signal: new AbortController().signal });
      safety.wake();
      idle.wake();
      return done;
    },
    cancel: async (what) => {
      for (const controller of working[what]) controller.abort();
    },
    ...trustAnswers(loadedSession, environment.random),
    addStatements: (statements) =>
      write(async (session) => {
        const added = await addStatements(session, statements);
        session.emit({ kind: 'exchanged' });
        return added;
      }),
    exchanges: async () => {
      const { facts, undoStates } = await loadedSession();
      return facts.exchanges.map((entry) => ({
        ...entry,
        undo: entry.direction === 'in' ? (undoStates.get(entry.sha256) ?? null) : null,
        isReceipt: isReceipt(entry),
      }));
    },
    previewUndo: (sha256) => longJob((session, signal) => previewUndo(session, sha256, signal)),
    toggleImport: (sha256) => longJob((session, signal) => toggleImport(session, sha256, signal)),
    clockWitnesses: async () => clockWitnesses(await loadedSession()),
    ledger: async () => await ledgerOf(await loadedSession()),
    originals: async (visit) => originalsOf(await loadedSession(), visit),

    resumed: () => write(async (session) => renewRun(session)),

    close: async () => {
      const { session, ownership, safety, idle, drafts } = store();
      const isCopied = await session.turns(async () => {
        idle.stop();
        const isDrained = await safety.drained(session.facts.seq, hostWaitMs);
        safety.stop();
        await within(hostWaitMs, drafts.flush());
        drafts.stop();
        session.takenOver = true;
        session.db.dexie.close();
        ownership.release();
        return isDrained;
      });
      opened = null;
      return isCopied;
    },
  };
};
