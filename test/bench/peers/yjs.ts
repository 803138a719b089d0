import * as Y from 'yjs';
import { openLog } from './log.ts';
import { fieldsOf, ownBytes, type Peer } from './peer.ts';

/** Yjs: one map per organisation in one document, updates in the second format, appended to raw IndexedDB as they come. */
type Organisations = Y.Map<Y.Map<unknown>>;

const organisationsOf = (doc: Y.Doc): Organisations => doc.getMap('organisation');

export const peer: Peer = {
  write: async (records, changes) => {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const record of records) organisationsOf(doc).set(record.id, new Y.Map(Object.entries(fieldsOf(record))));
    });
    const whole = ownBytes(Y.encodeStateAsUpdateV2(doc));
    const before = Y.encodeStateVector(doc);
    const other = new Y.Doc();
    Y.applyUpdateV2(other, whole);
    other.transact(() => {
      for (const { id, path, value } of changes) organisationsOf(other).get(id)?.set(path, value);
    });
    return { whole, changes: ownBytes(Y.encodeStateAsUpdateV2(other, before)) };
  },
  open: async (store) => {
    const log = await openLog(store);
    const doc = new Y.Doc();
    return {
      receive: async (delivery) => {
        const durable = log.append(delivery);
        Y.applyUpdateV2(doc, delivery);
        await durable;
      },
      readAll: async () => {
        let count = 0;
        for (const organisation of organisationsOf(doc).values()) count += organisation.toJSON() ? 1 : 0;
        return count;
      },
      readField: async (ids, path) => ids.map((id) => organisationsOf(doc).get(id)?.get(path)),
      close: async () => log.close(),
    };
  },
};
