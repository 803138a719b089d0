import { hostLimitMs, within } from './deadline.ts';
import { erasedIds, sendEntry, sendSnapshot, tellAfterMs } from './handingOver.ts';
import { askConfirmed } from './outrun.ts';
import { type Session, setStatus } from './session.ts';
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
const askAgainMs = 600_000;
/** A snapshot of a large store takes seconds of the worker, so it waits until the person has begun to read; an erasure does not. */
const quietMs = { daily: 10_000, erased: 500 } as const;
/** How long an entry may wait for the host before writers wait for it. */
const largestLagMs = 1500;
/** How long one writer waits for a host that answers slowly or not at all. */
const longestWaitMs = 2000;

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
  /** The entry up to which the host's files have been replaced in this opening. */
  let snapshotSeq = 0;
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

  const isSnapshotOwed = (): boolean => sinceSnapshot >= entriesPerSnapshot || session.outlivedSeq > snapshotSeq;
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
    if (isWhole) {
      snapshotAfter = 0;
      snapshotSeq = confirmed;
    }
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
