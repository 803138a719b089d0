import type { PlaceLimits } from '../../exchange/place.ts';

const ticks = 8;

/** Notices that too little moves: over the last `windowMs` fewer than `minBytesPerWindow`, or the whole takes longer than `totalMs`. */
export type Pace = {
  readonly add: (bytes: number) => void;
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

  const tick = (): void => {
    if (paused) return;
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
