/** IndexedDB without a library: one table of values, strict writes. What the limits and the peers' own storage are measured with. */

export const openRaw = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('values');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

/** Writes all entries in one strict transaction; ends when they are durable. */
export const putAll = async (db: IDBDatabase, entries: Iterable<readonly [IDBValidKey, unknown]>): Promise<void> => {
  const transaction = db.transaction('values', 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore('values');
  for (const [key, value] of entries) store.put(value, key);
  await committed(transaction);
};

export const getAll = <T>(db: IDBDatabase): Promise<T[]> =>
  new Promise((resolve, reject) => {
    const request = db.transaction('values').objectStore('values').getAll();
    request.onsuccess = () => resolve(request.result as T[]);
    request.onerror = () => reject(request.error);
  });
