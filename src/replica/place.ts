/** Where the database of a store lies. A damaged one is left behind and rebuilt in the next generation. */
export type Place = { readonly generation: number; readonly factory: IDBFactory; readonly remove: () => Promise<void> };

/** The part of the Storage Buckets interface that is used here; each bucket has database files of its own. */
type Bucket = { readonly indexedDB: IDBFactory };
type Buckets = {
  readonly keys: () => Promise<readonly string[]>;
  readonly open: (name: string, options: { readonly durability: 'strict'; readonly persisted: boolean }) => Promise<Bucket>;
  readonly delete: (name: string) => Promise<void>;
};

const isBuckets = (value: unknown): value is Buckets => typeof value === 'object' && value !== null && 'keys' in value && 'open' in value;

const findBuckets = (): Buckets | null => {
  const found: unknown = Reflect.get(navigator, 'storageBuckets');
  return isBuckets(found) ? found : null;
};

const bucketPrefix = (store: string): string => `store-${store.toLowerCase().replace(/[^a-z0-9]/g, '-')}-`;

const removeDatabase = (factory: IDBFactory, store: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(store);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('The damaged database is still open.'));
  });

const ordinaryPlace = (store: string): Place => ({ generation: 0, factory: indexedDB, remove: () => removeDatabase(indexedDB, store) });

const bucketPlace = async (buckets: Buckets, store: string, generation: number): Promise<Place> => {
  const name = `${bucketPrefix(store)}${generation}`;
  const bucket = await buckets.open(name, { durability: 'strict', persisted: false });
  return { generation, factory: bucket.indexedDB, remove: () => buckets.delete(name) };
};

/** The newest generation: the ordinary database, unless the store has been rebuilt in a bucket. */
export const currentPlace = async (store: string): Promise<Place> => {
  const buckets = findBuckets();
  if (!buckets) return ordinaryPlace(store);
  const prefix = bucketPrefix(store);
  const generations = (await buckets.keys())
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isInteger);
  const newest = Math.max(0, ...generations);
  return newest === 0 ? ordinaryPlace(store) : bucketPlace(buckets, store, newest);
};

/**
 * An empty place to rebuild a store in. In a bucket of its own, because a damaged MANIFEST keeps every database of the origin from opening;
 * where the browser has no buckets, the damaged database is deleted first.
 */
export const nextPlace = async (store: string, damaged: Place): Promise<Place> => {
  const buckets = findBuckets();
  if (buckets) return bucketPlace(buckets, store, damaged.generation + 1);
  await damaged.remove();
  return ordinaryPlace(store);
};
