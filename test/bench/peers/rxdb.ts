import { createRxDatabase, type RxJsonSchema } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type FieldChange, fieldsOf, fromBytes, type Peer, type PlainRecord, toBytes, type Value } from './peer.ts';

/** RxDB over its Dexie storage: its own replication pulls the documents of a delivery in batches of 1,000. */
type Document = { id: string; fields: Record<string, Value> };
type Checkpoint = { readonly delivered: number };

const schema: RxJsonSchema<Document> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 36 }, fields: { type: 'object' } },
  required: ['id', 'fields'],
};

const toDocument = (record: PlainRecord, change?: FieldChange): Document => ({
  id: record.id,
  fields: { ...fieldsOf(record), ...(change ? { [change.path]: change.value } : {}) },
});

export const peer: Peer = {
  write: async (records, changes) => {
    const changed = new Map(changes.map((change) => [change.id, change]));
    const later = records.flatMap((record) => {
      const change = changed.get(record.id);
      return change ? [toDocument(record, change)] : [];
    });
    return { whole: toBytes(records.map((record) => toDocument(record))), changes: toBytes(later) };
  },
  open: async (store) => {
    const database = await createRxDatabase({ name: store, storage: getRxStorageDexie(), multiInstance: false, eventReduce: false });
    const { organisation } = await database.addCollections<{ organisation: { schema: RxJsonSchema<Document> } }>({
      organisation: { schema },
    });
    const arrived: (Document & { _deleted: boolean })[] = [];
    const replication = replicateRxCollection<Document, Checkpoint>({
      collection: organisation,
      replicationIdentifier: 'bench',
      live: true,
      autoStart: false,
      pull: {
        batchSize: 1000,
        handler: async (checkpoint, size) => {
          const from = checkpoint?.delivered ?? 0;
          const documents = arrived.slice(from, from + size);
          return { documents, checkpoint: { delivered: from + documents.length } };
        },
      },
    });
    const failed = new Promise<never>((_resolve, reject) => replication.error$.subscribe(reject));
    return {
      receive: async (delivery) => {
        const isFirst = arrived.length === 0;
        for (const document of fromBytes<Document[]>(delivery)) arrived.push({ ...document, _deleted: false });
        if (isFirst) await replication.start();
        else replication.reSync();
        await Promise.race([replication.awaitInSync(), failed]);
      },
      readAll: async () => (await organisation.find().exec()).length,
      readField: async (ids, path) => {
        const found = await organisation.findByIds([...ids]).exec();
        return ids.map((id) => found.get(id)?.toJSON().fields[path]);
      },
      close: async () => {
        await database.close();
      },
    };
  },
};
