/**
 * Where the database of a store lies. A damaged one is left behind and rebuilt in the next generation. Whether a generation was ever
 * finished is told by a mark that lies outside it, because a damaged database comes back empty, and an empty one without a mark was never
 * filled: a kill came in between.
 */
export type Place = {
  readonly generation: number;
  readonly factory: IDBFactory;
  readonly database: string;
  /** It holds, or once held, a whole store. True of the first generation, which nobody rebuilt. */
  readonly isMarked: boolean;
  readonly mark: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** The part of the Storage Buckets interface that is used here; each bucket has database files of its own. */
type Bucket = { readonly indexedDB: IDBFactory };
type Buckets = {
  readonly keys: () => Promise<readonly string[]>;
  readonly open: (name: string, options: { readonly durability: 'strict'; readonly persisted: boolean }) => Promise<Bucket>;
  readonly delete: (name: string) => Promise<void>;
};

/** What generations are kept in: buckets, or databases side by side where the browser has no buckets. */
type Ground = {
  readonly names: () => Promise<readonly string[]>;
  readonly open: (name: string) => Promise<Pick<Place, 'factory' | 'database'>>;
  readonly mark: (name: string) => Promise<unknown>;
  readonly remove: (name: string) => Promise<void>;
};

const isBuckets = (value: unknown): value is Buckets => typeof value === 'object' && value !== null && 'keys' in value && 'open' in value;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** A damaged MANIFEST keeps every database of a bucket from opening, so that a new one needs a bucket of its own. */
const bucketGround = (buckets: Buckets, store: string): Ground => {
  const open = (name: string): Promise<Bucket> => buckets.open(name, { durability: 'strict', persisted: false });
  return {
    names: () => buckets.keys(),
    open: async (name) => ({ factory: (await open(name)).indexedDB, database: store }),
    mark: open,
    remove: (name) => buckets.delete(name),
  };
};

const databaseGround: Ground = {
  names: async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []),
  open: async (name) => ({ factory: indexedDB, database: name }),
  mark: async (name) => (await settled(indexedDB.open(name))).close(),
  remove: async (name) => void (await settled(indexedDB.deleteDatabase(name))),
};

const groundOf = (store: string): Ground => {
  const found: unknown = Reflect.get(navigator, 'storageBuckets');
  return isBuckets(found) ? bucketGround(found, store) : databaseGround;
};

const nameOf = (store: string, generation: number): string => `store-${store.toLowerCase().replace(/[^a-z0-9]/g, '-')}-${generation}`;
const markOf = (name: string): string => `${name}-whole`;

const firstPlace = (store: string): Place => ({
  generation: 0,
  factory: indexedDB,
  database: store,
  isMarked: true,
  mark: async () => undefined,
  remove: async () => void (await settled(indexedDB.deleteDatabase(store))),
});

const laterPlace = async (store: string, ground: Ground, generation: number, isMarked: boolean): Promise<Place> => {
  const name = nameOf(store, generation);
  const remove = async (): Promise<void> => {
    await ground.remove(name);
    if (isMarked) await ground.remove(markOf(name));
  };
  return { generation, ...(await ground.open(name)), isMarked, mark: async () => void (await ground.mark(markOf(name))), remove };
};

const generationsIn = (store: string, names: readonly string[]): readonly number[] => {
  const first = nameOf(store, 0).slice(0, -1);
  return names
    .filter((name) => name.startsWith(first) && /^[1-9]\d*$/.test(name.slice(first.length)))
    .map((name) => Number(name.slice(first.length)))
    .sort((a, b) => b - a);
};

/** Every generation that is here, the newest first; the ordinary database comes last. */
export const placesOf = async (store: string): Promise<readonly Place[]> => {
  const ground = groundOf(store);
  const names = await ground.names();
  const later = generationsIn(store, names).map((generation) =>
    laterPlace(store, ground, generation, names.includes(markOf(nameOf(store, generation)))),
  );
  return [...(await Promise.all(later)), firstPlace(store)];
};

/** An empty place to rebuild a store in, newer than all others; nothing else is touched. */
export const nextPlace = async (store: string): Promise<Place> => {
  const ground = groundOf(store);
  const [newest = 0] = generationsIn(store, await ground.names());
  return laterPlace(store, ground, newest + 1, false);
};
