import { expose, transfer } from 'comlink';
import type { ReplicaApi, SafetyPort } from './api.ts';
import { createReplica } from './replica.ts';

const replica = createReplica({
  clock: () => Date.now(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
});

/** Hands the bytes of a safety copy over instead of copying them. */
const handingOver = (host: SafetyPort): SafetyPort => ({
  readSentinel: () => host.readSentinel(),
  setAside: () => host.setAside(),
  append: (entry) => host.append(transfer(entry, [entry.bundle.buffer])),
  list: () => host.list(),
  read: (name) => host.read(name),
  listSnapshots: () => host.listSnapshots(),
  readSnapshot: (name) => host.readSnapshot(name),
  isSnapshotDue: () => host.isSnapshotDue(),
  freeSpace: () => host.freeSpace(),
  keepDrafts: (text) => host.keepDrafts(text),
  readDrafts: () => host.readDrafts(),
});

const api: ReplicaApi = {
  ...replica,
  open: (request, host, listener, desktop) => replica.open(request, handingOver(host), listener, desktop),
};

expose(api);
