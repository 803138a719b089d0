import PouchDB from 'pouchdb-browser';
import { type FieldChange, fieldsOf, fromBytes, type Peer, type PlainRecord, toBytes, type Value } from './peer.ts';

/**
 * PouchDB in the browser's IndexedDB. A delivery holds what its replicator fetches, documents with their revisions; the receiver does
 * what the replicator does with them in batches of 1,000: asks which revisions are missing, then writes those.
 */
type Revisions = { readonly start: number; readonly ids: readonly string[] };
type Document = { readonly _id: string; readonly _rev: string; readonly _revisions: Revisions; readonly fields: Record<string, Value> };

const batch = 1000;
const revision = (n: number): string => n.toString(16).padStart(32, '0');

const toDocument = (record: PlainRecord, n: number, change?: FieldChange): Document => {
  const ids = change ? [revision(n + 1_000_000), revision(n)] : [revision(n)];
  const fields = { ...fieldsOf(record), ...(change ? { [change.path]: change.value } : {}) };
  return { _id: record.id, _rev: `${ids.length}-${ids[0]}`, _revisions: { start: ids.length, ids }, fields };
};

export const peer: Peer = {
  write: async (records, changes) => {
    const changed = new Map(changes.map((change) => [change.id, change]));
    const later = records.flatMap((record, n) => {
      const change = changed.get(record.id);
      return change ? [toDocument(record, n, change)] : [];
    });
    return { whole: toBytes(records.map((record, n) => toDocument(record, n))), changes: toBytes(later) };
  },
  open: async (store) => {
    const db = new PouchDB<Document>(store, { adapter: 'idb', auto_compaction: false });
    return {
      receive: async (delivery) => {
        const documents = fromBytes<Document[]>(delivery);
        for (let at = 0; at < documents.length; at += batch) {
          const some = documents.slice(at, at + batch);
          const missing = await db.revsDiff(Object.fromEntries(some.map((document) => [document._id, [document._rev]])));
          const wanted = some.filter((document) => missing[document._id] !== undefined);
          await db.bulkDocs(wanted, { new_edits: false });
        }
      },
      readAll: async () => (await db.allDocs({ include_docs: true })).rows.length,
      readField: async (ids, path) => {
        const { rows } = await db.allDocs({ keys: ids, include_docs: true });
        return rows.map(({ doc }) => doc.fields[path]);
      },
      close: () => db.close(),
    };
  },
};
