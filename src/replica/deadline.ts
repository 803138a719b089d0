/** How long a write may take before it is called unsaved. A full disk makes Chromium hang instead of failing. */
export const writeLimitMs = 10_000;

/** A slow disk takes 5 MB a second. */
const diskBytesPerMs = 5000;

/** How long a write of that many bytes may take: a large import is not called unsaved because a disk is slow. */
export const diskLimitMs = (bytes: number): number => writeLimitMs + Math.floor(bytes / diskBytesPerMs);

/** A whole store is written, read back and packed before the host answers, which takes a slow disk a while. */
const hostBytesPerMs = 5000;

/** How long the host may take over that many bytes. */
export const hostLimitMs = (bytes: number): number => 60_000 + bytes / hostBytesPerMs;

export type Late<T> =
  | { readonly type: 'answered'; readonly value: T }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'late' };

/** The outcome of `work`, or `late` after `limitMs`. The work itself goes on: a full disk makes a write hang, and nobody can stop it. */
export const within = <T>(limitMs: number, work: Promise<T>): Promise<Late<T>> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ type: 'late' }), limitMs);
    const answer = (outcome: Late<T>): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    work.then(
      (value) => answer({ type: 'answered', value }),
      (error: unknown) => answer({ type: 'failed', error }),
    );
  });

/** Ends with `work`, or as soon as somebody stops waiting for it. */
export const unlessStopped = async (work: Promise<unknown>, signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (!signal.aborted) await Promise.race([work, promise]);
};
