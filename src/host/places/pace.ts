import type { PlaceLimits } from '../../exchange/place.ts';

const ticks = 8;

/** A slow line still sends what this system has taken from us, and a server stores and looks through a file before it answers: 64 KB a second. */
const dealtWithPerMs = 64;
const longestQuietMs = 120_000;

/** Notices that too little moves: over the last `windowMs` fewer than `minBytesPerWindow`, or the whole takes longer than `totalMs`. */
export type Pace = {
  readonly add: (bytes: number) => void;
  /** The other side has been given `bytes` to deal with: for a while that follows their number nothing need move, but for `add`. */
  readonly given: (bytes: number) => void;
  /** While whoever takes the bytes is at work, the other side is not to blame. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly end: () => void;
};

/** Watches one transfer. A window slides by eighths, so silence is noticed within `windowMs` and an eighth, whenever it begins. */
export const watchPace = (limits: PlaceLimits, onSlow: () => void): Pace => {
  let window: number[] = [];
  let sinceTick = 0;
  let paused = false;
  let quietUntil = Number.NEGATIVE_INFINITY;

  const tick = (): void => {
    if (paused || performance.now() < quietUntil) return;
    window = [...window.slice(1 - ticks), sinceTick];
    sinceTick = 0;
    if (window.length === ticks && window.reduce((sum, bytes) => sum + bytes, 0) < limits.minBytesPerWindow) onSlow();
  };
  const interval = setInterval(tick, limits.windowMs / ticks);
  const total = setTimeout(onSlow, limits.totalMs);
  interval.unref();
  total.unref();

  return {
    add: (bytes) => {
      sinceTick += bytes;
      quietUntil = Number.NEGATIVE_INFINITY;
    },
    given: (bytes) => {
      window = [];
      quietUntil = performance.now() + Math.min(longestQuietMs, bytes / dealtWithPerMs);
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    end: () => {
      clearInterval(interval);
      clearTimeout(total);
    },
  };
};
