import {
  create,
  fromBinary,
  MessageEnvelopeSchema,
  MessageSchema,
  makeClock,
  merkle,
  SyncResponseSchema,
  setClock,
  Timestamp,
  toBinary,
} from '@actual-app/crdt';
import { openRaw, putAll } from '../page/rawStore.ts';
import { fieldsOf, ownBytes, type Peer, type Value } from './peer.ts';

/**
 * Actual's message log: one message per field with a timestamp, a Merkle trie over all of them, and a table of our own with one row per
 * organisation. A delivery is written as one value, the rows it changes beside it, in one strict transaction.
 */
type Row = { readonly values: Record<string, Value>; readonly stamps: Record<string, string> };
type Write = { readonly row: string; readonly column: string; readonly value: Value };

const startsAt = Date.UTC(2026, 0, 5);
const perMillisecond = 100;

const toDelivery = (writes: readonly Write[], node: string, from: number): Uint8Array<ArrayBuffer> => {
  const messages = writes.map(({ row, column, value }, n) =>
    create(MessageEnvelopeSchema, {
      timestamp: new Timestamp(from + Math.floor(n / perMillisecond), n % perMillisecond, node).toString(),
      isEncrypted: false,
      content: toBinary(MessageSchema, create(MessageSchema, { dataset: 'organisation', row, column, value: JSON.stringify(value) })),
    }),
  );
  return ownBytes(toBinary(SyncResponseSchema, create(SyncResponseSchema, { messages })));
};

export const peer: Peer = {
  write: async (records, changes) => {
    const writes = records.flatMap((record) =>
      Object.entries(fieldsOf(record)).map(([column, value]) => ({ row: record.id, column, value })),
    );
    const later = changes.map(({ id, path, value }) => ({ row: id, column: path, value }));
    return {
      whole: toDelivery(writes, 'a219e7a71cc18912', startsAt),
      changes: toDelivery(later, 'b219e7a71cc18912', startsAt + 86_400_000),
    };
  },
  open: async (store) => {
    const db = await openRaw(store);
    setClock(makeClock(new Timestamp(0, 0, 'c219e7a71cc18912')));
    const rowById = new Map<string, Row>();
    let trie = merkle.emptyTrie();
    let deliveries = 0;

    const apply = (timestamp: string, content: Uint8Array, touched: Set<string>): void => {
      const stamp = Timestamp.parse(timestamp);
      if (!stamp) throw new Error('a message without a timestamp');
      Timestamp.recv(stamp);
      const { row, column, value } = fromBinary(MessageSchema, content);
      const kept = rowById.get(row) ?? { values: {}, stamps: {} };
      if ((kept.stamps[column] ?? '') < timestamp) {
        kept.values[column] = JSON.parse(value) as Value;
        kept.stamps[column] = timestamp;
        rowById.set(row, kept);
        touched.add(row);
      }
      trie = merkle.insert(trie, stamp);
    };

    return {
      receive: async (delivery) => {
        const touched = new Set<string>();
        for (const { timestamp, content } of fromBinary(SyncResponseSchema, delivery).messages) apply(timestamp, content, touched);
        trie = merkle.prune(trie);
        deliveries += 1;
        const rows = Array.from(touched, (id) => [id, rowById.get(id)] as const);
        await putAll(db, [[`log/${deliveries}`, delivery], ['trie', trie], ...rows]);
      },
      readAll: async () => rowById.size,
      readField: async (ids, path) => ids.map((id) => rowById.get(id)?.values[path]),
      close: async () => db.close(),
    };
  },
};
