import type { MetaRow } from '../../../src/replica/database.ts';
import { createSession, type Session, type SessionStart } from '../../../src/replica/session.ts';
import { recordId } from '../records.ts';

/** The disk under a fake store: it takes an entry only when `held` has come to its end, a note when `notesHeld` has; `rows` are the numbers of its journal. */
export type FakeDisk = { held: Promise<void>; notesHeld?: Promise<void>; readonly rows: number[] };

type Add = (row: { readonly seq: number }) => Promise<void>;

/** A transaction of IndexedDB that nobody else wants, over a journal that `add` keeps. */
const fakeTransaction = (add: Add) => {
  const transaction = {
    oncomplete: () => undefined,
    onabort: () => undefined,
    error: null as unknown,
    commit: () => undefined,
    objectStore: () => ({
      get: () => ({ result: undefined }),
      add: (row: { readonly seq: number }) => {
        const fail = (error: unknown): void => {
          transaction.error = error;
          transaction.onabort();
        };
        add(row).then(() => transaction.oncomplete(), fail);
      },
    }),
  };
  return transaction;
};

/** A store set up for Szeged without a browser under it: entries are counted and not kept. */
export const storeOn = (disk: FakeDisk): Session => {
  const meta = new Map<string, MetaRow>();
  const db = {
    dexie: {
      transaction: (_mode: string, _tables: unknown, work: () => Promise<unknown>) => work(),
      backendDB: () => ({ transaction: () => fakeTransaction((row) => db.journal.add(row)) }),
    },
    meta: {
      name: 'meta',
      get: async (key: string) => meta.get(key),
      put: async (row: MetaRow) => {
        await disk.notesHeld;
        meta.set(row.key, row);
      },
      delete: async (key: string) => void meta.delete(key),
      where: () => ({
        startsWith: (start: string) => ({ toArray: async () => [...meta.values()].filter(({ key }) => key.startsWith(start)) }),
      }),
      bulkPut: () => disk.held,
      bulkDelete: () => disk.held,
    },
    pages: { put: () => disk.held },
    replaced: { toCollection: () => ({ primaryKeys: async () => [] }) },
    journal: {
      name: 'journal',
      get: async (seq: number) => (disk.rows.includes(seq) ? { seq } : undefined),
      add: async ({ seq }: { readonly seq: number }) => {
        await disk.held;
        if (disk.rows.includes(seq)) throw new DOMException('Key already exists.', 'ConstraintError');
        disk.rows.push(seq);
      },
      bulkAdd: async (rows: readonly { readonly seq: number }[]) => {
        for (const row of rows) await db.journal.add(row);
      },
      where: () => ({
        belowOrEqual: () => ({ delete: () => disk.held }),
        aboveOrEqual: (seq: number) => ({
          delete: async () => {
            await disk.held;
            disk.rows.splice(0, disk.rows.length, ...disk.rows.filter((each) => each < seq));
          },
        }),
      }),
    },
  };
  const start = {
    clock: () => 1_800_000_000_000 + Math.floor(performance.now()),
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    desktop: null,
    host: { freeSpace: async () => Number.MAX_SAFE_INTEGER },
    emit: () => undefined,
    db,
  } as unknown as SessionStart; // Only what a commit needs.
  const session = createSession(start);
  const office = { id: recordId(900), name: 'Szeged', country: 'HU' };
  session.identity = {
    cluster: recordId(901),
    device: recordId(902),
    author: 'Minta Anna',
    office,
    officeKey: null,
  } as Session['identity'];
  return session;
};
