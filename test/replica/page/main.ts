import { proxy, type Remote, wrap } from 'comlink';
import type { Result } from '../../../src/base/result.ts';
import type { Desktop } from '../../../src/ipc/contract.ts';
import { decodeFrame, encodeFrame, type Message } from '../../../src/ipc/frame.ts';
import { methods } from '../../../src/ipc/methods.ts';
import { desktopPort } from '../../../src/renderer/app/desktop.ts';
import type { OpenError, OpenReport, OpenRequest, ReplicaApi, ReplicaEvent, SafetyPort } from '../../../src/replica/api.ts';

/** What tests call in the page. Each store has a worker of its own; files and safety copies lie with the test's server. */
export type TestPage = {
  /** `desktop`: the machine's host answers for keys and shared places too. */
  readonly open: (
    store: string,
    takeOver?: boolean,
    desktop?: boolean,
    lost?: OpenRequest['lost'],
  ) => Promise<Result<OpenReport, OpenError>>;
  readonly api: (store: string) => Remote<ReplicaApi>;
  /** Calls a method with arguments that JSON can hold, given as the text of an array; answers JSON text. */
  readonly call: (store: string, method: keyof ReplicaApi, args: string) => Promise<string>;
  /** A call of the contract with a request that JSON can hold; answers JSON text. */
  readonly ask: (method: string, request: string) => Promise<string>;
  readonly events: (store: string) => readonly ReplicaEvent[];
  readonly fetchFile: (name: string) => Promise<File>;
  readonly keepFile: (name: string, file: Blob) => Promise<void>;
  readonly stop: (store: string) => void;
};

const ask = async (path: string, init?: RequestInit): Promise<Response> => {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
};

/** What is damaged or gone is answered with 404. */
const bytesAt = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
  const response = await fetch(path);
  if (!response.ok && response.status !== 404) throw new Error(`${path}: ${response.status}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
};

const safetyPort = (store: string): SafetyPort => ({
  readSentinel: async () => (await ask(`/safety/${store}/sentinel`)).json(),
  setAside: async () => {
    await ask(`/safety/${store}/setAside`);
  },
  append: async ({ seq, snapshot, bundle, sentinel }) => {
    await ask(`/safety/${store}/append?seq=${seq}&snapshot=${snapshot}&sentinel=${encodeURIComponent(JSON.stringify(sentinel))}`, {
      method: 'POST',
      body: bundle,
    });
  },
  list: async () => (await ask(`/safety/${store}/list`)).json(),
  read: (name) => bytesAt(`/safety/${store}/entry/${name}`),
  listSnapshots: async () => (await ask(`/safety/${store}/snapshots`)).json(),
  readSnapshot: (name) => bytesAt(`/safety/${store}/snapshot/${name}`),
  freeSpace: async () => (await ask(`/safety/${store}/free`)).json(),
  keepDrafts: async (text) => {
    await ask(`/safety/${store}/keepDrafts`, { method: 'POST', body: text });
  },
  readDrafts: async () => (await ask(`/safety/${store}/drafts`)).json(),
  isSnapshotDue: async () => (await ask(`/safety/${store}/due`)).json(),
});

/** Every call of the contract, carried to the machine's host as the loopback shell carries it. */
const hostDesktop = (): Desktop => {
  const call = async (method: string, request: Message): Promise<unknown> => {
    const response = await ask(`/desktop/${method}`, { method: 'POST', body: new Blob([...encodeFrame(request)]) });
    const answer = decodeFrame(new Uint8Array(await response.arrayBuffer()));
    if (!answer.ok) throw new Error(answer.error.type);
    return answer.value;
  };
  return Object.fromEntries(methods.map((method) => [method, (request: Message) => call(method, request)])) as unknown as Desktop; // As the window's own client.
};

const stores = new Map<string, { readonly worker: Worker; readonly api: Remote<ReplicaApi>; readonly events: ReplicaEvent[] }>();

const storeNamed = (store: string) => {
  const known = stores.get(store);
  if (!known) throw new Error(`Store ${store} has not been opened in this page.`);
  return known;
};

const testPage: TestPage = {
  open: (store, takeOver = false, desktop = false, lost = undefined) => {
    const worker = new Worker(new URL('../../../src/replica/worker.ts', import.meta.url), { type: 'module' });
    const opened = { worker, api: wrap<ReplicaApi>(worker), events: [] as ReplicaEvent[] };
    stores.set(store, opened);
    const listener = (event: ReplicaEvent): void => {
      opened.events.push(event);
    };
    const request = { store, takeOver, locale: 'hu' as const, appVersion: '0.0.0-test', ...(lost && { lost }) };
    const ports = [proxy(safetyPort(store)), proxy(listener)] as const;
    return desktop ? opened.api.open(request, ...ports, proxy(desktopPort(hostDesktop()))) : opened.api.open(request, ...ports);
  },
  api: (store) => storeNamed(store).api,
  call: async (store, method, args) => {
    const { api } = storeNamed(store);
    const answer: unknown = await Reflect.apply(api[method], api, JSON.parse(args));
    return JSON.stringify(answer ?? null);
  },
  ask: async (method, request) => JSON.stringify(await Reflect.get(hostDesktop(), method)(JSON.parse(request))),
  events: (store) => storeNamed(store).events,
  fetchFile: async (name) => new File([await (await ask(`/files/${name}`)).blob()], name),
  keepFile: async (name, file) => {
    await ask(`/files/${name}`, { method: 'POST', body: file });
  },
  stop: (store) => storeNamed(store).worker.terminate(),
};

Object.assign(globalThis, { testPage });
