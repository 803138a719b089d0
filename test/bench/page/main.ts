import * as Comlink from 'comlink';
import Dexie from 'dexie';
import type { RowTimes } from './limits.ts';
import type { Machine } from './limitsWorker.ts';
import { atRest, closeStore, need, openStore, quiet, type Store, search, who } from './store.ts';

/** The benchmark's half in the browser: the real worker, driven as a window drives it. Every call answers plain numbers in milliseconds. */

const fetchBlob = async (path: string): Promise<Blob> => (await fetch(path)).blob();

/** Received bytes → verified, merged, durable and searchable, in an empty store; then the same bundle again. The store stays for the other measurements. */
const coldImport = async (
  name: string,
  path: string,
): Promise<{ readonly cold: number; readonly again: number; readonly records: number }> => {
  const file = await fetchBlob(path);
  const store = await openStore(name);
  const start = performance.now();
  need(await store.api.setUp({ ...who, join: file }));
  const found = await search(store.api, 'kft');
  const cold = performance.now() - start;
  const before = performance.now();
  need(await store.api.importBundle(file, { fileName: 'again.json', confirmed: true }));
  const again = performance.now() - before;
  const counts = await store.api.counts();
  await store.api.list({ type: 'organisation', locale: 'hu', offset: 0, limit: 50 });
  await atRest(store.api);
  await quiet(4000); // The journal is folded when everything has been indexed.
  if (found.total === 0) throw new Error('nothing found after the import');
  await closeStore(store);
  return { cold, again, records: counts.organisation };
};

/** Start on a filled store: first 50 rows of the directory, everything in memory, first answer of a search. */
const start = async (
  name: string,
): Promise<{ readonly firstRows: number; readonly loaded: number; readonly searchable: number; readonly rows: number }> => {
  const store = await openStore(name);
  let page = await store.api.list({ type: 'organisation', locale: 'hu', offset: 0, limit: 50 });
  while (page.rows.length === 0) page = await store.api.list({ type: 'organisation', locale: 'hu', offset: 0, limit: 50 });
  const firstRows = performance.now() - store.startedAt;
  const loaded = await store.loaded;
  await search(store.api, 'energia');
  const searchable = performance.now() - store.startedAt;
  await closeStore(store);
  return { firstRows, loaded, searchable, rows: page.rows.length };
};

/** In a store at rest: while it is still being made searchable, at its start, an edit waits for slices of that. */
const edits = async (name: string, count: number): Promise<number[]> => {
  const store = await openStore(name);
  await store.loaded;
  await atRest(store.api);
  const page = await store.api.list({ type: 'organisation', locale: 'hu', offset: 100, limit: count });
  const times: number[] = [];
  for (const row of page.rows) {
    const before = performance.now();
    need(await store.api.commit([{ kind: 'set', type: 'organisation', id: row.id, set: { phone: '+36201234567' }, shown: row.seen }]));
    times.push(performance.now() - before);
  }
  await closeStore(store);
  return times;
};

const mergeChanges = async (name: string, path: string): Promise<{ readonly ms: number; readonly changed: number }> => {
  const file = await fetchBlob(path);
  const store = await openStore(name);
  await store.loaded;
  await atRest(store.api);
  const before = performance.now();
  const report = need(await store.api.importBundle(file, { fileName: 'changes.json', confirmed: true }));
  const ms = performance.now() - before;
  await closeStore(store);
  return { ms, changed: report.changed };
};

/** Types each name letter by letter; one time per keystroke, in the worker and from the window and back. */
const keystrokes = async (name: string, names: readonly string[]): Promise<{ readonly worker: number[]; readonly whole: number[] }> => {
  const store = await openStore(name);
  await store.loaded;
  await atRest(store.api);
  const worker: number[] = [];
  const whole: number[] = [];
  for (const typed of names) {
    for (let length = 1; length <= typed.length; length += 1) {
      const before = performance.now();
      const page = await search(store.api, typed.slice(0, length));
      whole.push(performance.now() - before);
      worker.push(page.workerMs);
    }
  }
  await closeStore(store);
  return { worker, whole };
};

let held: Store | null = null;

/** Opens the store, searchable, and keeps it open, so that the memory can be read from outside. */
const holdOpen = async (name: string): Promise<void> => {
  held = await openStore(name);
  await held.loaded;
  await atRest(held.api);
};
const letGo = async (): Promise<void> => {
  if (held) await closeStore(held);
  held = null;
};

/** A worker of its own for each measurement, so that none pays for the garbage of another. */
const inWorker = async <T>(measure: (machine: Comlink.Remote<Machine>) => Promise<T>): Promise<T> => {
  const worker = new Worker(new URL('./limitsWorker.ts', import.meta.url), { type: 'module' });
  try {
    return await measure(Comlink.wrap<Machine>(worker));
  } finally {
    worker.terminate();
  }
};

const limits = (path: string): Promise<Record<string, number | number[]>> => inWorker((machine) => machine.limits(path));
const rows = (path: string, changes: string): Promise<RowTimes> => inWorker((machine) => machine.rows(path, changes));

let plain: unknown = null;

/** Keeps the bundle's records as JSON.parse makes them, so that their memory can be read from outside; answers how many. */
const holdPlain = async (path: string): Promise<number> => {
  const document = (await (await fetch(path)).json()) as { readonly records: readonly unknown[] };
  plain = document.records;
  return document.records.length;
};

const bench = {
  coldImport,
  start,
  edits,
  mergeChanges,
  keystrokes,
  holdOpen,
  letGo,
  holdPlain,
  limits,
  rows,
  removeStore: (name: string) => Dexie.delete(name),
};
export type Bench = typeof bench;
Object.assign(window, { bench, isHeld: () => plain !== null });
