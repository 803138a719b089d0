import * as Comlink from 'comlink';
import type { PeerBench } from './peersWorker.ts';

/** Hands the benchmark's calls on to the worker in which the libraries are measured. */
const worker = new Worker(new URL('./peersWorker.ts', import.meta.url), { type: 'module' });
const peers = Comlink.wrap<PeerBench>(worker);

const peerBench: { readonly [Step in keyof PeerBench]: (...values: Parameters<PeerBench[Step]>) => ReturnType<PeerBench[Step]> } = {
  write: (name, files) => peers.write(name, files),
  receive: (name, store, files, organisations) => peers.receive(name, store, files, organisations),
  checks: (path) => peers.checks(path),
};
export type PeerPage = typeof peerBench;
Object.assign(window, { peerBench });
