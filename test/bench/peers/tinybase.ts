import { createMergeableStore, type MergeableChanges, type MergeableContent, type MergeableStore } from 'tinybase';
import { openLog } from './log.ts';
import { fieldsOf, fromBytes, type Peer, toBytes, type Value } from './peer.ts';

/** TinyBase MergeableStore: one table. Its own persisters write the whole content at every change; appending deliveries is kinder. */
type Cell = string | number | boolean;

const table = 'organisation';
const toCell = (value: Value): Cell => (typeof value === 'object' ? JSON.stringify(value) : value);
const isChanges = (delivery: MergeableContent | MergeableChanges): delivery is MergeableChanges => delivery.length === 3;

const changesOf = (store: MergeableStore, work: () => void): MergeableChanges => {
  let changes: MergeableChanges | undefined;
  const listener = store.addDidFinishTransactionListener(() => {
    changes = store.getTransactionMergeableChanges();
  });
  store.transaction(work);
  store.delListener(listener);
  if (!changes) throw new Error('nothing changed');
  return changes;
};

export const peer: Peer = {
  write: async (records, changes) => {
    const store = createMergeableStore('office');
    store.transaction(() => {
      for (const record of records) {
        const cells = Object.entries(fieldsOf(record)).map(([path, value]) => [path, toCell(value)]);
        store.setRow(table, record.id, Object.fromEntries(cells));
      }
    });
    const whole = toBytes(store.getMergeableContent());
    const delta = changesOf(store, () => {
      for (const { id, path, value } of changes) store.setCell(table, id, path, toCell(value));
    });
    return { whole, changes: toBytes(delta) };
  },
  open: async (name) => {
    const log = await openLog(name);
    const store = createMergeableStore('receiver');
    return {
      receive: async (delivery) => {
        const durable = log.append(delivery);
        const content = fromBytes<MergeableContent | MergeableChanges>(delivery);
        if (isChanges(content)) store.applyMergeableChanges(content);
        else store.setMergeableContent(content);
        await durable;
      },
      readAll: async () => Object.keys(store.getTable(table)).length,
      readField: async (ids, path) => ids.map((id) => store.getCell(table, id, path)),
      close: async () => log.close(),
    };
  },
};
