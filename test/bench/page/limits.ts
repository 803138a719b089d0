import Dexie from 'dexie';
import { getAll, openRaw, putAll } from './rawStore.ts';

/**
 * What the machine allows on the same data: decoding and parsing it, writing it as one value or as a few, reading it back, one small
 * strict write; and what a plain row-per-record Dexie table makes of it. All times in milliseconds, all stores deleted afterwards.
 */

export type PlainRecord = { readonly id: string; readonly type: string };

const remove = async (db: IDBDatabase): Promise<void> => {
  const { name } = db;
  db.close();
  await Dexie.delete(name);
};

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

export const decodeAndParse = (bytes: Uint8Array): Promise<number> => timed(() => JSON.parse(new TextDecoder().decode(bytes)));

/** One strict put of all bytes as one value. */
export const oneLargePut = async (bytes: Uint8Array): Promise<number> => {
  const db = await openRaw(`limit-large-${performance.now()}`);
  const ms = await timed(() => putAll(db, [[0, bytes]]));
  await remove(db);
  return ms;
};

/** Values of 1,000 records as JSON bytes: written strictly in one transaction, then read back and parsed. */
export const chunkedPages = async (bytes: Uint8Array): Promise<{ readonly write: number; readonly readAndParse: number }> => {
  const records = recordsIn(bytes);
  const encoder = new TextEncoder();
  const pages: Uint8Array[] = [];
  for (let at = 0; at < records.length; at += 1000) pages.push(encoder.encode(JSON.stringify(records.slice(at, at + 1000))));
  const db = await openRaw(`limit-pages-${performance.now()}`);
  const write = await timed(() => putAll(db, pages.entries()));
  const readAndParse = await timed(async () => {
    const read = await getAll<Uint8Array>(db);
    const decoder = new TextDecoder();
    return read.map((page) => JSON.parse(decoder.decode(page)) as PlainRecord[]);
  });
  await remove(db);
  return { write, readAndParse };
};

/** Median of 30 single strict puts of a record-sized value into a store of `rows` rows. */
export const oneStrictPut = async (): Promise<number[]> => {
  const db = await openRaw(`limit-put-${performance.now()}`);
  const value = { name: 'Példa Napelem Bt.', description: 'x'.repeat(800) };
  const times: number[] = [];
  for (let n = 0; n < 30; n += 1) times.push(await timed(() => putAll(db, [[0, { ...value, n }]])));
  await remove(db);
  return times;
};

export type RowTimes = {
  readonly parseAndBulkPut: number;
  readonly toArray: number;
  /** One row put again. */
  readonly edit: number;
  /** The records of the changes parsed and their rows put again. */
  readonly changes: number;
};

const recordsIn = (bytes: Uint8Array): PlainRecord[] => (JSON.parse(new TextDecoder().decode(bytes)) as { records: PlainRecord[] }).records;

/** The row-per-record way: Dexie `bulkPut` of every record, then `toArray`, one `put`, and `bulkPut` of the changed records. Merges nothing. */
export const rowPerRecord = async (bytes: Uint8Array, changed: Uint8Array): Promise<RowTimes> => {
  const db = new Dexie(`limit-rows-${performance.now()}`, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ rows: 'id' });
  const rows = db.table<PlainRecord>('rows');
  const parseAndBulkPut = await timed(() => rows.bulkPut(recordsIn(bytes)));
  const toArray = await timed(() => rows.toArray());
  const [first] = recordsIn(changed);
  const edit = await timed(() => (first ? rows.put(first) : null));
  const changes = await timed(() => rows.bulkPut(recordsIn(changed)));
  db.close();
  await Dexie.delete(db.name);
  return { parseAndBulkPut, toArray, edit, changes };
};
