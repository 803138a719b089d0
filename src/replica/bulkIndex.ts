import { type Remote, transfer, wrap } from 'comlink';
import { workerAddress } from '../base/workerAddress.ts';
import type { PackedRecord } from '../crdt/types.ts';
import type { Bytes } from '../exchange/format.ts';
import { within } from './deadline.ts';
import { calm, createPacer } from './pause.ts';
import type { Indexer } from './search/indexer.ts';
import indexerUrl from './search/indexer.ts?worker&url';
import { createPartsBuilder, type LooseSegment } from './search/parts.ts';
import { addSegment, updateSearchIndex } from './search/searchIndex.ts';
import { searchTexts } from './searching.ts';
import { type Session, shelfOf } from './session.ts';
import type { Shelf } from './shelf.ts';

/** Records and the segment of their texts; its postings name them by their place in `records`. */
export type IndexPart = { readonly records: readonly PackedRecord[]; readonly segment: LooseSegment };

/**
 * Makes very many records searchable on two threads, a worker from their front, the store from their end, once the store has nothing more
 * urgent to do: searches that come before read the texts themselves.
 */
export type BulkIndex = {
  /** The next records, and their JSON text, which is asked for when its turn comes, and given away. */
  readonly add: (json: () => Bytes, records: readonly PackedRecord[]) => void;
  /** No more records come; begins once `isFree` settles, answers once all are in a part. */
  readonly finish: (isFree?: Promise<unknown>) => Promise<readonly IndexPart[]>;
  /** Ends the worker, unless `finish` has been called and ends it itself. */
  readonly drop: () => void;
};

type Piece = { readonly json: () => Bytes; readonly records: readonly PackedRecord[] };

const byType = (records: readonly PackedRecord[]): ReadonlyMap<string, readonly PackedRecord[]> => Map.groupBy(records, ({ type }) => type);

const partsOf = (records: readonly PackedRecord[], segments: readonly LooseSegment[]): readonly IndexPart[] => {
  const groups = byType(records);
  return segments.map((segment) => ({ records: groups.get(segment.type) ?? [], segment }));
};

/** Short, because a commit waits for several slices of whatever goes on meanwhile. */
const sliceMs = 4;

/** The same on this thread alone, yielding now and then. */
export const indexHere = async (records: Iterable<PackedRecord>): Promise<readonly IndexPart[]> => {
  const builder = createPartsBuilder();
  const pacer = createPacer(sliceMs, true);
  const taken: PackedRecord[] = [];
  for (const record of records) {
    builder.add(record);
    taken.push(record);
    if (taken.length % 32 === 0) await pacer();
  }
  return partsOf(taken, builder.finish());
};

let address: string | null = null;

const startIndexer = (): { readonly worker: Worker; readonly remote: Remote<Indexer> } => {
  address ??= workerAddress(indexerUrl);
  const worker = new Worker(address, { type: 'module', name: 'indexer' });
  return { worker, remote: wrap<Indexer>(worker) };
};

/** So many that the worker does not run dry while the store reads its next two, and that little is left there when the store is done. */
const mostUnderWay = 4;
/** A worker that the system has ended says nothing any more; what it was given is then done here. */
const patienceMs = 60_000;

const createBulkIndex = (): BulkIndex => {
  const { worker, remote } = startIndexer();
  const waiting: Piece[] = [];
  const sent: PackedRecord[] = [];
  let underWay = 0;
  let isFinishing = false;
  let isBroken = false;
  let whenIdle: () => void = () => undefined;
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined); // Heard by whoever waits for the worker then.
  const fail = (error: unknown): void => {
    isBroken = true;
    broken.reject(error);
  };
  worker.onerror = fail;
  const send = async ({ json, records }: Piece): Promise<void> => {
    underWay += 1;
    for (const record of records) sent.push(record);
    const bytes = json();
    await remote.add(transfer(bytes, [bytes.buffer]));
    underWay -= 1;
    pump();
  };
  const pump = (): void => {
    while (underWay < mostUnderWay && !isBroken) {
      const piece = waiting.shift();
      if (!piece) break;
      send(piece).catch(fail);
    }
    if (underWay === 0) whenIdle();
  };
  /** Takes from the end what the worker has not been given yet. */
  const takeRest = function* (): Generator<PackedRecord> {
    for (let piece = waiting.pop(); piece; piece = waiting.pop()) yield* piece.records;
  };
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      whenIdle = resolve;
      if (underWay === 0) resolve();
    });
  const finishThere = async (): Promise<readonly IndexPart[]> => {
    await idle();
    return partsOf(sent, await remote.finish());
  };
  const finishBoth = async (): Promise<readonly IndexPart[]> => {
    const own = await indexHere(takeRest());
    const outcome = await within(patienceMs, Promise.race([finishThere(), broken.promise]));
    if (outcome.type === 'answered') return [...own, ...outcome.value];
    console.error('The records are made searchable without the indexer.', outcome);
    isBroken = true;
    return [...own, ...(await indexHere(sent))];
  };
  return {
    add: (json, records) => {
      waiting.push({ json, records });
    },
    finish: async (isFree) => {
      isFinishing = true;
      try {
        await isFree?.catch(() => undefined);
        await calm();
        pump();
        return await finishBoth();
      } finally {
        worker.terminate();
      }
    },
    drop: () => {
      if (!isFinishing) worker.terminate();
    },
  };
};

const recordsWorthIt = 5000;

/** A bulk index where so many records come into a store that holds far fewer, and where a second thread can be had. */
export const bulkIndexFor = (session: Session, records: number): BulkIndex | null => {
  let held = 0;
  for (const shelf of session.shelves.values()) held += shelf.records.length;
  if (records < recordsWorthIt || held * 2 >= records || typeof Worker !== 'function') return null;
  try {
    return createBulkIndex();
  } catch (error) {
    console.error('The indexer cannot be started; this thread does its work.', error);
    return null;
  }
};

const placePart = (shelf: Shelf, { records, segment: { segment } }: IndexPart): void => {
  const slots = Uint32Array.from(records, ({ id }) => shelf.slotOf.get(id) ?? 0);
  const postings = segment.postings.map((posting) => (slots[posting >>> 1] ?? 0) * 2 + (posting & 1));
  const current = [...slots].filter((slot, at) => shelf.records[slot] === records[at]);
  addSegment(shelf.search, current, { ...segment, postings });
};

/** Lets records be found by these parts that are in the store as the parts know them; those of `changed` that are not are read here. */
export const placeParts = (session: Session, parts: readonly IndexPart[], changed: readonly PackedRecord[]): void => {
  const since = new Map(Array.from(session.shelves.values(), (shelf) => [shelf, shelf.search.nextSerial]));
  for (const part of parts) placePart(shelfOf(session, part.segment.type), part);
  for (const [type, records] of byType(changed)) {
    const shelf = shelfOf(session, type);
    const slots = records.flatMap((record) => {
      const slot = shelf.slotOf.get(record.id);
      const isPlaced = slot !== undefined && (shelf.search.owner[slot] ?? 0) >= (since.get(shelf) ?? 0);
      return slot === undefined || isPlaced || shelf.records[slot] !== record ? [] : [slot];
    });
    if (slots.length > 0) updateSearchIndex(shelf.search, slots, searchTexts(shelf));
  }
};
