import * as Comlink from 'comlink';
import type { Bytes, FieldChange, Peer, PlainRecord } from '../peers/peer.ts';

/**
 * The peers' half in the browser. Every library works in a worker, as ours does: Chromium lets a window's own thread run before all others,
 * which on a busy machine would decide the comparison. One page does one step of one peer, so that none pays for the memory of another.
 */

const peers: Readonly<Record<string, () => Promise<{ readonly peer: Peer }>>> = {
  plain: () => import('../peers/plain.ts'),
  own: () => import('../peers/own.ts'),
  yjs: () => import('../peers/yjs.ts'),
  automerge: () => import('../peers/automerge.ts'),
  loro: () => import('../peers/loro.ts'),
  tinybase: () => import('../peers/tinybase.ts'),
  actual: () => import('../peers/actual.ts'),
  pouchdb: () => import('../peers/pouchdb.ts'),
  rxdb: () => import('../peers/rxdb.ts'),
};

const load = async (name: string): Promise<Peer> => {
  const peer = await peers[name]?.();
  if (!peer) throw new Error(`no such peer: ${name}`);
  return peer.peer;
};

const fetchBytes = async (path: string): Promise<Bytes> => new Uint8Array(await (await fetch(path)).arrayBuffer());
const fetchJson = async <T>(path: string): Promise<T> => (await fetch(path)).json() as Promise<T>; // Written by the benchmark itself.

const upload = async (path: string, bytes: Bytes): Promise<void> => {
  const { ok } = await fetch(path, { method: 'PUT', body: new Blob([bytes]) });
  if (!ok) throw new Error(`cannot keep ${path}`);
};

/** Paths of the plain records and changes to write from, and of the two deliveries. */
export type PeerFiles = { readonly records: string; readonly edits: string; readonly whole: string; readonly changes: string };

/** Writes the peer's two deliveries and hands them to the server. */
const write = async (name: string, files: PeerFiles): Promise<void> => {
  const peer = await load(name);
  if (!peer.write) return;
  const { whole, changes } = await peer.write(await fetchJson<PlainRecord[]>(files.records), await fetchJson<FieldChange[]>(files.edits));
  await upload(files.whole, whole);
  await upload(files.changes, changes);
};

/**
 * Milliseconds: until merged and durable, until everything has been read once after that, until the changes are durable and a
 * screenful of them has been read.
 */
export type PeerTimes = { readonly merged: number; readonly read: number; readonly changed: number };

/** Rows that a list shows at once: nobody has a thousand records handed over a bridge. */
const screenful = 50;

/** Takes both deliveries in, in an empty replica, and checks that they arrived. */
const receive = async (name: string, store: string, files: PeerFiles, organisations: number): Promise<PeerTimes> => {
  const peer = await load(name);
  const [whole, changes, edits] = await Promise.all([
    fetchBytes(files.whole),
    fetchBytes(files.changes),
    fetchJson<readonly FieldChange[]>(files.edits),
  ]);
  const ids = edits.map((edit) => edit.id);
  const replica = await peer.open(store);
  const start = performance.now();
  await replica.receive(whole);
  const merged = performance.now();
  const count = await replica.readAll();
  const read = performance.now();
  if (count !== organisations) throw new Error(`${count} organisations arrived`);
  await replica.settle?.();
  const before = performance.now();
  await replica.receive(changes);
  const path = edits[0]?.path ?? '';
  await replica.readField(ids.slice(0, screenful), path);
  const changed = performance.now() - before;
  const values = await replica.readField(ids, path);
  const wrong = edits.filter((edit, n) => values[n] !== edit.value).length;
  if (wrong > 0) throw new Error(`${wrong} changed fields did not arrive`);
  await replica.close();
  return { merged: merged - start, read: read - merged, changed };
};

/** Milliseconds for the SHA-256 of a delivery and for one Ed25519 verification over it, as an import does once. */
const checks = async (path: string): Promise<{ readonly hash: number; readonly verify: number }> => {
  const bytes = await fetchBytes(path);
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  const start = performance.now();
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const hashed = performance.now();
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, digest);
  const signed = performance.now();
  const isRight = await crypto.subtle.verify('Ed25519', pair.publicKey, signature, digest);
  if (!isRight) throw new Error('the signature does not verify');
  return { hash: hashed - start, verify: performance.now() - signed };
};

const peerBench = { write, receive, checks };
export type PeerBench = typeof peerBench;
Comlink.expose(peerBench);
