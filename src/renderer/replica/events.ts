import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { RecordType } from '../../domain/recordTypes.ts';
import type { OpenError, OpenReport, ReplicaEvent, StoreStatus } from '../../replica/api.ts';
import { outdate } from './outdate.ts';

export type Job = Extract<ReplicaEvent, { kind: 'progress' }> & { readonly since: number };

type Feed = {
  readonly status: StoreStatus | null;
  readonly job: Job | null;
  readonly takenOver: boolean;
  readonly recovered: OpenReport['recovered'];
  readonly failure: OpenError | null;
};

let feed: Feed = { status: null, job: null, takenOver: false, recovered: null, failure: null };
const listeners = new Set<() => void>();

const publish = (next: Partial<Feed>): void => {
  feed = { ...feed, ...next };
  for (const listener of listeners) listener();
};

/** Keys of cached answers begin with what they depend on; a change of a type outdates everything asked about that type. */
export const recordKey = (type: RecordType): readonly ['records', RecordType] => ['records', type];
export const overviewKey = ['overview'] as const;
export const draftsKey = [...overviewKey, 'drafts'] as const;

const overviewRestMs = 250;
/** Some of it is the desktop's to answer, and a disk or a server may keep that waiting. */
const overviewPatienceMs = 5000;

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks again what looks over the whole store: at once, and once more after whatever has come meanwhile. Every commit tells several things and
 * an exchange with hundreds of bundles does so hundreds of times; asked each time, a large store would do nothing else.
 */
const createOverview = (cache: QueryClient): (() => void) => {
  let isAsking = false;
  let isOutdated = false;
  const ask = async (): Promise<void> => {
    isAsking = true;
    isOutdated = false;
    await Promise.race([outdate(cache, overviewKey), pass(overviewPatienceMs)]);
    await pass(overviewRestMs);
    isAsking = false;
    if (isOutdated) void ask();
  };
  return () => {
    if (isAsking) isOutdated = true;
    else void ask();
  };
};

/** Takes the change feed of the store into the cache and into what the status strip shows. */
export const createListener = (cache: QueryClient, clock: () => number): ((event: ReplicaEvent) => void) => {
  const outdateOverview = createOverview(cache);
  return (event) => {
    if (event.kind === 'changed') for (const type of event.types) void outdate(cache, recordKey(type));
    if (event.kind === 'drafted') void outdate(cache, draftsKey);
    if (event.kind === 'status') publish({ status: event.status });
    if (event.kind === 'changed' || event.kind === 'status' || event.kind === 'exchanged') outdateOverview();
    if (event.kind === 'progress') publish({ job: { ...event, since: feed.job?.job === event.job ? feed.job.since : clock() } });
    if (event.kind === 'jobDone') publish({ job: null });
    if (event.kind === 'takenOver') publish({ takenOver: true });
    if (event.kind === 'recovered') publish({ recovered: event.recovered });
    if (event.kind === 'storeFailed') publish({ failure: event.error });
  };
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const useFeed = (): Feed => useSyncExternalStore(subscribe, () => feed);

/** Whether what was typed is saved, how old the safety copy is, what has not left this machine. Null before the store is open. */
export const useStatus = (): StoreStatus | null => useFeed().status;
/** Long work that is going on now; null when there is none. */
export const useJob = (): Job | null => useFeed().job;
export const useTakenOver = (): boolean => useFeed().takenOver;
/** What was rebuilt after the store had been opened; null when nothing was. */
export const useRecovered = (): OpenReport['recovered'] => useFeed().recovered;
/** Why the open store cannot be used any more; null while it can. */
export const useStoreFailure = (): OpenError | null => useFeed().failure;
/** What the listener has heard, outside of components. */
export const heardSoFar = (): Feed => feed;
export const setStatus = (status: StoreStatus): void => publish({ status });
