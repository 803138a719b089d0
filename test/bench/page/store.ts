import * as Comlink from 'comlink';
import type { Sentinel } from '../../../src/exchange/sentinel.ts';
import type { ListPage, ReplicaApi, SafetyPort } from '../../../src/replica/api.ts';

/** Our own store in its real worker, driven as a window drives it. */

export const who = { author: 'Mérő Éva', office: { name: 'Szeged', country: 'HU' } } as const;

export type Store = {
  readonly api: Comlink.Remote<ReplicaApi>;
  readonly worker: Worker;
  readonly startedAt: number;
  readonly loaded: Promise<number>;
};

const sentinels = new Map<string, Sentinel>();

/** A host that takes everything at once and remembers how far the store was. */
const promptHost = (store: string): SafetyPort => ({
  readSentinel: () => Promise.resolve(sentinels.get(store) ?? null),
  append: async ({ sentinel }) => {
    sentinels.set(store, sentinel);
  },
  list: () => Promise.resolve([]),
  read: () => Promise.reject(new Error('no safety copy')),
  listSnapshots: async () => [],
  readSnapshot: async () => null,
  isSnapshotDue: () => Promise.resolve(false),
  setAside: async () => undefined,
  keepDrafts: async () => undefined,
  readDrafts: async () => '',
  freeSpace: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
});

export const need = <T>(result: { readonly ok: boolean; readonly value?: T; readonly error?: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value as T; // `ok` says that the value is there.
};

/** Starts a worker and waits until it answers; the time counts from then on, as the browser's own start of a thread is not ours. */
export const openStore = async (store: string): Promise<Store> => {
  const worker = new Worker(new URL('../../../src/replica/worker.ts', import.meta.url), { type: 'module' });
  const api = Comlink.wrap<ReplicaApi>(worker);
  await api.identity().catch(() => null);
  const startedAt = performance.now();
  let noteLoaded: (ms: number) => void = () => undefined;
  const loaded = new Promise<number>((resolve) => {
    noteLoaded = resolve;
  });
  const listener = Comlink.proxy((event: { readonly kind: string; readonly status?: { readonly loaded: boolean } }) => {
    if (event.kind === 'status' && event.status?.loaded) noteLoaded(performance.now() - startedAt);
  });
  need(await api.open({ store, takeOver: false, locale: 'hu', appVersion: 'bench' }, Comlink.proxy(promptHost(store)), listener));
  return { api, worker, startedAt, loaded };
};

export const closeStore = async (store: Store): Promise<void> => {
  await store.api.close();
  store.worker.terminate();
};

/** The two quiet seconds after which the store does its idle work, and time for it. */
export const quiet = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the index is there: what nothing holds as it is typed is left to it. */
export const atRest = (api: Comlink.Remote<ReplicaApi>): Promise<ListPage> => search(api, 'qqzzqqzz');

export const search = (api: Comlink.Remote<ReplicaApi>, text: string): Promise<ListPage> =>
  api.list({ type: 'organisation', text, locale: 'hu', offset: 0, limit: 50 }) as Promise<ListPage>;
