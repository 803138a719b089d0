import { openLog } from './log.ts';
import { fromBytes, type Peer, type PlainRecord, toBytes } from './peer.ts';

/** The limit: plain JSON of type, id and fields, parsed and put as one value. It merges nothing, and is the measure of every payload. */
const withType = (record: PlainRecord): PlainRecord => ({ type: 'organisation', ...record });

export const peer: Peer = {
  write: async (records, changes) => {
    const changed = new Map(changes.map((change) => [change.id, change]));
    const after = records.flatMap((record) => {
      const change = changed.get(record.id);
      return change ? [{ ...record, [change.path]: change.value }] : [];
    });
    return { whole: toBytes(records.map(withType)), changes: toBytes(after.map(withType)) };
  },
  open: async (store) => {
    const log = await openLog(store);
    const recordById = new Map<string, PlainRecord>();
    return {
      receive: async (delivery) => {
        const durable = log.append(delivery);
        for (const record of fromBytes<PlainRecord[]>(delivery)) recordById.set(record.id, record);
        await durable;
      },
      readAll: async () => recordById.size,
      readField: async (ids, path) => ids.map((id) => recordById.get(id)?.[path]),
      close: async () => log.close(),
    };
  },
};
