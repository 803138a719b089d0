import type { Bytes } from '../exchange/format.ts';
import type { Sentinel } from '../exchange/sentinel.ts';
import { fromHost } from './asking.ts';
import { hostLimitMs, within } from './deadline.ts';
import type { Facts } from './facts.ts';
import { originalsOf } from './originals.ts';
import { askConfirmed } from './outrun.ts';
import { type Session, setStatus } from './session.ts';
import { snapshotBundle } from './snapshot.ts';
import { createUnderway, promptMs } from './underway.ts';

/** Carries every journal entry to the host after it has become durable here, in order, again and again until the host has it. */
export type SafetyCopy = {
  /** Tells that there is a new entry. */
  readonly wake: () => void;
  /** Number of the last entry that the host holds for certain. */
  readonly confirmed: () => number;
  /** True once the host has everything up to `seq`; false when it is failing or has not managed within `limitMs`. */
  readonly drained: (seq: number, limitMs: number) => Promise<boolean>;
  /**
   * Waits while the host is further behind than it may be, so that writers who are faster than its disk do not leave it behind for good:
   * what it lacks is lost when the browser empties its store. A failing host keeps nobody waiting.
   */
  readonly keptUp: () => Promise<void>;
  /** Whether the host answers promptly now; false while something large, or a slow host, holds the line up. */
  readonly isPrompt: () => boolean;
  readonly stop: () => void;
};

const firstRetryMs = 500;
const longestRetryMs = 30_000;
const entriesPerSnapshot = 200;
/** After so long the person is told that the copy fails, although the host may still answer: a full disk makes a write hang. */
const tellAfterMs = 8000;
const askAgainMs = 600_000;
/** A snapshot of a large store takes seconds of the worker, so it waits until the person has begun to read; an erasure does not. */
const quietMs = { daily: 10_000, erased: 500 } as const;
/** How long an entry may wait for the host before writers wait for it. */
const largestLagMs = 1500;
/** How long one writer waits for a host that answers slowly or not at all. */
const longestWaitMs = 2000;

const erasedIds = (session: Session): readonly string[] => [...session.shelves.values()].flatMap((shelf) => [...shelf.erased]);

/** As many as a day or two brings, of this machine and of others; what is older stands in a snapshot. */
const newestRuns = 50;

/** Few commits bring a run with them, and there are thousands after years. */
const told = new WeakMap<Facts['runs'], { readonly size: number; readonly newest: Sentinel['runs'] }>();

const runsToTell = ({ runs }: Facts, device: string): Sentinel['runs'] => {
  const known = told.get(runs);
  if (known?.size === runs.size) return known.newest;
  const { own = [], others = [] } = Object.groupBy(runs.values(), (run) => (run.device === device ? 'own' : 'others'));
  const newest = [...others.slice(-newestRuns), ...own.slice(-newestRuns)];
  told.set(runs, { size: runs.size, newest });
  return newest;
};

/** What the host is to remember beside entry `seq`; null before the store belongs to anyone. */
export const sentinelAt = (session: Session, seq: number): Sentinel | null => {
  const { identity, facts } = session;
  if (!identity) return null;
  return {
    cluster: identity.cluster,
    device: identity.device,
    office: identity.office.id,
    author: identity.author,
    ...(identity.officeKey !== null && { officeKey: identity.officeKey }),
    seq,
    heads: facts.heads,
    ...(facts.claims.length > 0 && seq === facts.seq ? { claims: facts.claims } : {}), // Not of a bundle that the host does not hold yet.
    runs: runsToTell(facts, identity.device),
    erased: erasedIds(session),
    at: session.clock(),
  };
};

/** How many erasures the host has heard of, by session. */
const erasuresTold = new WeakMap<Session, number>();

/**
 * The host removes a file once all records that name it are erased. Before it hears of another erasure it must know of every record that
 * names one: the same photo may belong to two.
 */
const tellUses = async (session: Session, { erased }: Sentinel): Promise<void> => {
  if (session.desktop === null || erased.length === (erasuresTold.get(session) ?? 0)) return;
  const uses = originalsOf(session).map(({ sha256, of }) => ({ sha256, of }));
  const noted = await fromHost(session.desktop.noteOriginals(uses));
  if (!noted.ok) throw new Error('The host did not hear which files are named.', { cause: noted.error });
  erasuresTold.set(session, erased.length);
};

const appendToHost = async (
  session: Session,
  sentinel: Sentinel | null,
  bundle: Bytes,
  { snapshot, onSlow }: { readonly snapshot: boolean; readonly onSlow: (() => void) | null },
): Promise<void> => {
  if (!sentinel) throw new Error('Nobody has been set up whose safety copy this would be.');
  const { seq } = sentinel;
  await tellUses(session, sentinel);
  const slow = onSlow ? setTimeout(onSlow, tellAfterMs) : undefined;
  const outcome = await within(hostLimitMs(bundle.byteLength), session.host.append({ seq, snapshot, bundle, sentinel }));
  clearTimeout(slow);
  if (outcome.type === 'failed') throw outcome.error;
  if (outcome.type === 'late') throw new Error('The host did not answer.');
};

/**
 * Sends entry `seq`, read again from the journal unless it is small and the newest: the queue holds numbers only, whatever the size of a
 * bundle. Where the journal has been folded already (the host has lost what it had), everything is sent at once. Returns the number that
 * the host has reached.
 */
const sendEntry = async (session: Session, seq: number, onSlow: () => void): Promise<number> => {
  const { newest } = session;
  if (newest?.seq === seq) session.newest = null; // Its bytes are handed over with the call: if it fails, the journal has them.
  const bundle = newest?.seq === seq ? newest.bundle : (await session.db.journal.get(seq))?.bundle;
  if (bundle === undefined) return sendSnapshot(session);
  await appendToHost(session, sentinelAt(session, seq), bundle, { snapshot: false, onSlow });
  return seq;
};

/** The sentinel is that of the very state the snapshot holds: the host takes from it what has been erased there. */
const sendSnapshot = async (session: Session): Promise<number> => {
  const { seq } = session.facts;
  const sentinel = sentinelAt(session, seq);
  await appendToHost(session, sentinel, await snapshotBundle(session), { snapshot: true, onSlow: null });
  return seq;
};

const countErased = (session: Session): number => erasedIds(session).length;

/** Whether the host wants a snapshot; null where it could not be asked. */
const isSnapshotWanted = async (session: Session): Promise<boolean | null> => {
  const outcome = await within(hostLimitMs(0), session.host.isSnapshotDue());
  return outcome.type === 'answered' ? outcome.value : null;
};

/**
 * Asks the host whether it wants a snapshot, in a quiet moment: at the start, after an erasure, which older files must not outlive, and
 * now and then, because another day begins. `wake` is to be called whenever the host has everything.
 */
const createAsking = (session: Session, onWanted: () => void): { readonly wake: () => void; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = { at: Number.NEGATIVE_INFINITY, erased: 0 };
  const ask = async (): Promise<void> => {
    const asking = { at: performance.now(), erased: countErased(session) };
    const wanted = await isSnapshotWanted(session);
    if (wanted !== null) asked = asking;
    if (wanted === true) onWanted();
  };
  return {
    wake: () => {
      const hasErased = countErased(session) !== asked.erased;
      if (session.identity === null || session.facts.seq === 0 || (!hasErased && performance.now() - asked.at < askAgainMs)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), hasErased ? quietMs.erased : quietMs.daily);
    },
    stop: () => clearTimeout(timer),
  };
};

/** Starts behind `from`, the last entry that the host's sentinel names; null where the host could not be asked yet. */
export const createSafetyCopy = (session: Session, from: number | null, onConfirmed: (seq: number) => void): SafetyCopy => {
  let confirmed = from ?? 0;
  let isAsked = from !== null;
  let sinceSnapshot = 0;
  /** A snapshot that was refused is not made again for every commit: that costs seconds of the worker, and the disk is full still. */
  let snapshotAfter = 0;
  let retryMs = firstRetryMs;
  let running = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Since when the host has had in hand what it has not answered yet. */
  let sendingSince: number | null = null;
  const waiting = new Set<() => void>();
  /** Whether the host fails to take entries, or cannot be asked, which is not so where it only lacks the room for a snapshot. */
  let isRefused = false;
  /** Whether what is on its way is a snapshot, while the host has every entry. */
  let isWhole = false;
  const underway = createUnderway(session, () => isRefused);

  const refuse = (): void => {
    isRefused = true;
    setStatus(session, { safetyCopyFailing: true });
  };

  const tellWaiting = (): void => {
    underway.arrived(confirmed);
    for (const tell of waiting) tell();
    waiting.clear();
  };

  const isSnapshotOwed = (): boolean => sinceSnapshot >= entriesPerSnapshot;
  const isSnapshotDue = (): boolean => isSnapshotOwed() && performance.now() >= snapshotAfter;

  const sendNext = async (): Promise<void> => {
    if (!isAsked) {
      const slow = setTimeout(refuse, tellAfterMs);
      confirmed = await askConfirmed(session).finally(() => clearTimeout(slow));
      isAsked = true;
      isRefused = false;
      return;
    }
    isWhole = isSnapshotDue() && confirmed === session.facts.seq;
    if (isWhole) snapshotAfter = performance.now() + longestRetryMs;
    confirmed = isWhole ? await sendSnapshot(session) : await sendEntry(session, confirmed + 1, refuse);
    isRefused = false;
    sinceSnapshot = isWhole ? 0 : sinceSnapshot + 1;
    if (isWhole) snapshotAfter = 0;
    tellWaiting();
  };

  const hasWork = (): boolean => confirmed < session.facts.seq || isSnapshotDue();

  const pump = async (): Promise<void> => {
    if (running || stopped) return;
    running = true;
    clearTimeout(timer);
    try {
      while (!stopped && hasWork()) {
        sendingSince = performance.now();
        await sendNext();
      }
      retryMs = firstRetryMs;
      setStatus(session, { safetyCopyAt: session.clock(), safetyCopyFailing: isSnapshotOwed() });
      if (isSnapshotOwed()) timer = setTimeout(() => void pump(), longestRetryMs);
      onConfirmed(confirmed);
      asking.wake();
    } catch {
      isRefused = !isWhole;
      setStatus(session, { safetyCopyFailing: true }); // Shown to the person; the entry is tried again.
      timer = setTimeout(() => void pump(), retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    } finally {
      running = false;
      sendingSince = null;
      tellWaiting();
    }
    if (!stopped && hasWork() && !isRefused) await pump();
  };

  const asking = createAsking(session, () => {
    sinceSnapshot = entriesPerSnapshot;
    void pump();
  });

  /** Waits until the host has moved on, or for `limitMs`. */
  const moved = (limitMs: number): Promise<unknown> =>
    within(
      limitMs,
      new Promise<void>((resolve) => {
        waiting.add(resolve);
      }),
    );

  const drained = async (seq: number, limitMs: number): Promise<boolean> => {
    const until = performance.now() + limitMs;
    while (confirmed < seq && !isRefused && performance.now() < until) await moved(until - performance.now());
    return confirmed >= seq;
  };

  const isLate = (): boolean => !stopped && !isRefused && underway.waitedMs() > largestLagMs;

  const keptUp = async (): Promise<void> => {
    const until = performance.now() + longestWaitMs;
    while (isLate() && performance.now() < until) await moved(until - performance.now());
  };

  return {
    wake: () => {
      if (session.facts.seq > confirmed) underway.add(session.facts.seq);
      void pump();
    },
    confirmed: () => confirmed,
    drained,
    keptUp,
    isPrompt: () => Math.max(underway.waitedMs(), sendingSince === null ? 0 : performance.now() - sendingSince) < promptMs,
    stop: () => {
      stopped = true;
      asking.stop();
      clearTimeout(timer);
      underway.stop();
    },
  };
};
