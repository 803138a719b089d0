import { openRaw, putAll } from '../page/rawStore.ts';
import type { Bytes } from './peer.ts';

/** The cheapest durable store for a library that can load its own deliveries again: each one appended as received, one strict put. */
export type Log = { readonly append: (delivery: Bytes) => Promise<void>; readonly close: () => void };

export const openLog = async (name: string): Promise<Log> => {
  const db = await openRaw(name);
  let count = 0;
  return {
    append: (delivery) => {
      count += 1;
      return putAll(db, [[count, delivery]]);
    },
    close: () => db.close(),
  };
};
