import { type Session, setStatus } from './session.ts';

/** How long an entry may be on its way to the host without anybody having to hear of it. */
export const promptMs = 250;

/** The entries on their way to the host. What has been on its way for longer than a moment, or has been refused, stands in the status: it lies in one place only. */
export type Underway = {
  readonly add: (seq: number) => void;
  /** The host holds everything up to `seq`. */
  readonly arrived: (seq: number) => void;
  /** How long the oldest has been on its way; 0 where there is none. */
  readonly waitedMs: () => number;
  readonly stop: () => void;
};

export const createUnderway = (session: Session, isRefused: () => boolean): Underway => {
  /** Oldest first, each with the moment it was announced, and when that was by the wall clock. */
  let entries: readonly { readonly seq: number; readonly since: number; readonly at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waitedMs = (): number => performance.now() - (entries[0]?.since ?? performance.now());

  const tell = (): void => {
    clearTimeout(timer);
    const [oldest] = entries;
    const restMs = isRefused() ? 0 : promptMs - waitedMs();
    if (oldest && restMs > 0) timer = setTimeout(tell, restMs);
    setStatus(session, { uncopiedSince: oldest && restMs <= 0 ? oldest.at : null });
  };

  return {
    add: (seq) => {
      if (seq <= (entries.at(-1)?.seq ?? 0)) return;
      entries = [...entries, { seq, since: performance.now(), at: session.clock() }];
      tell();
    },
    arrived: (upTo) => {
      entries = entries.filter(({ seq }) => seq > upTo);
      tell();
    },
    waitedMs,
    stop: () => clearTimeout(timer),
  };
};
