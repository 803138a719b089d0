import wasm from '@automerge/automerge/automerge.wasm?url';
import * as Automerge from '@automerge/automerge/slim';
import { openLog } from './log.ts';
import { fieldsOf, ownBytes, type Peer, type Value } from './peer.ts';

/** Automerge: one document, texts as plain values (its default, a text for every string, costs several times more). */
type Scalar = Automerge.ImmutableString | number | boolean | null | { [part: string]: Scalar };
type Organisations = { organisation: Record<string, Record<string, Scalar>> };

const toScalar = (value: Value): Scalar => {
  if (typeof value === 'string') return new Automerge.ImmutableString(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, toScalar(inner)]));
};

const toScalars = (fields: Readonly<Record<string, Value>>): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, toScalar(value)]));

export const peer: Peer = {
  write: async (records, changes) => {
    await Automerge.initializeWasm(wasm);
    const organisation = Object.fromEntries(records.map((record) => [record.id, toScalars(fieldsOf(record))]));
    const doc = Automerge.from<Organisations>({ organisation });
    const whole = ownBytes(Automerge.save(doc));
    const before = Automerge.getHeads(doc);
    const after = Automerge.change(doc, (draft) => {
      for (const { id, path, value } of changes) {
        const fields = draft.organisation[id];
        if (fields) fields[path] = toScalar(value);
      }
    });
    return { whole, changes: ownBytes(Automerge.saveSince(after, before)) };
  },
  open: async (store) => {
    await Automerge.initializeWasm(wasm);
    const log = await openLog(store);
    let doc: Automerge.Doc<Organisations> | null = null;
    return {
      receive: async (delivery) => {
        const durable = log.append(delivery);
        doc = doc === null ? Automerge.load<Organisations>(delivery) : Automerge.loadIncremental(doc, delivery);
        await durable;
      },
      readAll: async () => (doc === null ? 0 : Object.values(Automerge.toJS(doc).organisation).length),
      readField: async (ids, path) => ids.map((id) => doc?.organisation[id]?.[path]?.toString()),
      close: async () => log.close(),
    };
  },
};
