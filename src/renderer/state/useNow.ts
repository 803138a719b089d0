import { useSyncExternalStore } from 'react';

const stepMs = 30_000;

const subscribe = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, stepMs);
  return () => clearInterval(timer);
};

const snapshot = (): number => Math.floor(Date.now() / stepMs) * stepMs;

/** The time in steps of half a minute, for ages such as "2 minutes ago". */
export const useNow = (): number => useSyncExternalStore(subscribe, snapshot);
