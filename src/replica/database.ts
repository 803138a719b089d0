import { Dexie, type Table } from 'dexie';
import type { Bytes } from '../exchange/format.ts';

export type PageRow = { readonly key: number; readonly data: Bytes };
/**
 * One commit or import: its bundle document and what this replica notes beside it. A large document is a blob: IndexedDB keeps it as one
 * anyway, and makes it of bytes at twice the price.
 */
export type JournalRow = { readonly seq: number; readonly note: Bytes; readonly bundle: Bytes | Blob };
export type MetaRow = { readonly key: string; readonly data: Bytes };
/**
 * What an import replaced, under the SHA-256 of its bundle, so that it can be taken back days later. `at`: its place among them, higher than
 * any before it. `undone`: 1 once it has been.
 */
export type ReplacedRow = { readonly sha256: string; readonly at: number; readonly undone: 0 | 1; readonly data: Bytes };

/** The tables of a store. A row is one value whatever it holds: IndexedDB charges per put, not per byte. */
export type Database = {
  readonly dexie: Dexie;
  readonly pages: Table<PageRow, number>;
  readonly journal: Table<JournalRow, number>;
  readonly meta: Table<MetaRow, string>;
  readonly replaced: Table<ReplacedRow, string>;
};

/** Version of the tables. An older program does not open a newer one. */
export const databaseVersion = 3;

/** Strict, because the browser's default loses confirmed writes of the last seconds in a power cut. */
export const durability = 'strict';

const wanted = new WeakSet<Dexie>();

/** Whether it was closed because another connection wanted to change or delete it. */
export const isWantedElsewhere = ({ dexie }: Database): boolean => wanted.has(dexie);

/**
 * Opens or creates the database. Rejects as Dexie does; `factory` is the IndexedDB to use. It is closed when another connection wants to
 * change or delete it.
 */
export const openDatabase = async (name: string, factory: IDBFactory): Promise<Database> => {
  const db = describeDatabase(name, factory);
  db.dexie.on('versionchange', () => {
    wanted.add(db.dexie);
    db.dexie.close();
  });
  await db.dexie.open();
  return db;
};

/** The tables of a database that has not been opened; every use rejects until it is. */
export const describeDatabase = (name: string, factory: IDBFactory): Database => {
  const dexie = new Dexie(name, {
    chromeTransactionDurability: durability,
    indexedDB: factory,
    IDBKeyRange,
    autoOpen: false,
    cache: 'disabled', // Everything is in memory here already.
  });
  dexie.version(1).stores({ pages: 'key', journal: 'seq', meta: 'key' });
  dexie.version(2).stores({ replaced: 'sha256, at, undone' });
  dexie.version(databaseVersion).stores({}); // Large documents of the journal are blobs.
  return {
    dexie,
    pages: dexie.table('pages'),
    journal: dexie.table('journal'),
    meta: dexie.table('meta'),
    replaced: dexie.table('replaced'),
  };
};
