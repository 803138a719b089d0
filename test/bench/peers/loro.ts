import { LoroDoc, LoroMap } from 'loro-crdt/web';
import init from 'loro-crdt/web/loro_wasm.js';
import wasm from 'loro-crdt/web/loro_wasm_bg.wasm?url';
import { openLog } from './log.ts';
import { fieldsOf, ownBytes, type Peer, type Value } from './peer.ts';

/** Loro: one map per organisation; a snapshot for the whole, an update for the changes. A snapshot stays undecoded until it is read. */
type Organisation = LoroMap<Record<string, Value>>;

type Organisations = LoroMap<Record<string, Organisation>>;

// The types of a root map are the caller's to say.
const organisationsOf = (doc: LoroDoc): Organisations => doc.getMap('organisation') as Organisations;

export const peer: Peer = {
  write: async (records, changes) => {
    await init({ module_or_path: wasm });
    const doc = new LoroDoc();
    for (const record of records) {
      const organisation = organisationsOf(doc).setContainer(record.id, new LoroMap<Record<string, Value>>());
      for (const [path, value] of Object.entries(fieldsOf(record))) organisation.set(path, value);
    }
    doc.commit();
    const whole = ownBytes(doc.export({ mode: 'snapshot' }));
    const before = doc.version();
    const other = new LoroDoc();
    other.import(whole);
    for (const { id, path, value } of changes) organisationsOf(other).get(id)?.set(path, value);
    other.commit();
    return { whole, changes: ownBytes(other.export({ mode: 'update', from: before })) };
  },
  open: async (store) => {
    await init({ module_or_path: wasm });
    const log = await openLog(store);
    const doc = new LoroDoc();
    return {
      receive: async (delivery) => {
        const durable = log.append(delivery);
        doc.import(delivery);
        await durable;
      },
      readAll: async () => Object.values(organisationsOf(doc).toJSON()).length,
      readField: async (ids, path) => ids.map((id) => organisationsOf(doc).get(id)?.get(path)),
      close: async () => log.close(),
    };
  },
};
