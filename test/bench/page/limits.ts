import Dexie from 'dexie';

/**
 * What the machine allows on the same data: decoding and parsing it, writing it as one value or as a few, reading it back, one small
 * strict write; and what a plain row-per-record Dexie table makes of it. All times in milliseconds, all stores deleted afterwards.
 */

export type PlainRecord = { readonly id: string; readonly type: string };

const openRaw = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('values');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

const remove = async (db: IDBDatabase): Promise<void> => {
  const { name } = db;
  db.close();
  await Dexie.delete(name);
};

const putAll = async (db: IDBDatabase, values: readonly unknown[]): Promise<void> => {
  const transaction = db.transaction('values', 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore('values');
  for (const [index, value] of values.entries()) store.put(value, index);
  await committed(transaction);
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
  const ms = await timed(() => putAll(db, [bytes]));
  await remove(db);
  return ms;
};

/** Values of 1,000 records as JSON bytes: written strictly in one transaction, then read back and parsed. */
export const chunkedPages = async (bytes: Uint8Array): Promise<{ readonly write: number; readonly readAndParse: number }> => {
  const records = (JSON.parse(new TextDecoder().decode(bytes)) as { records: PlainRecord[] }).records;
  const encoder = new TextEncoder();
  const pages: Uint8Array[] = [];
  for (let at = 0; at < records.length; at += 1000) pages.push(encoder.encode(JSON.stringify(records.slice(at, at + 1000))));
  const db = await openRaw(`limit-pages-${performance.now()}`);
  const write = await timed(() => putAll(db, pages));
  const readAndParse = await timed(async () => {
    const request = db.transaction('values').objectStore('values').getAll();
    const read = await new Promise<Uint8Array[]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result as Uint8Array[]);
      request.onerror = () => reject(request.error);
    });
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
  for (let n = 0; n < 30; n += 1) times.push(await timed(() => putAll(db, [{ ...value, n }])));
  await remove(db);
  return times;
};

/** The row-per-record way: Dexie `bulkPut` of every record, then `toArray`. */
export const rowPerRecord = async (bytes: Uint8Array): Promise<{ readonly parseAndBulkPut: number; readonly toArray: number }> => {
  const db = new Dexie(`limit-rows-${performance.now()}`, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ rows: 'id' });
  const parseAndBulkPut = await timed(async () => {
    const records = (JSON.parse(new TextDecoder().decode(bytes)) as { records: PlainRecord[] }).records;
    await db.table('rows').bulkPut(records);
  });
  const toArray = await timed(() => db.table('rows').toArray());
  db.close();
  await Dexie.delete(db.name);
  return { parseAndBulkPut, toArray };
};
