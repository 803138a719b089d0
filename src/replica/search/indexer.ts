import { expose, transfer } from 'comlink';
import type { PackedRecord } from '../../crdt/types.ts';
import { createPartsBuilder, type LooseSegment } from './parts.ts';

/** A worker beside the store's own, which makes very many records searchable while the store checks, merges and writes them. */

const parts = createPartsBuilder();
const decoder = new TextDecoder();

type Portion = readonly PackedRecord[] | { readonly records: readonly PackedRecord[] };

/** Takes the JSON text of records, or of a page; the store itself has checked the bytes or is doing so. */
const add = (json: Uint8Array): void => {
  const portion = JSON.parse(decoder.decode(json)) as Portion; // What is not so makes the store refuse the whole.
  for (const record of 'records' in portion ? portion.records : portion) parts.add(record);
};

const finish = (): readonly LooseSegment[] => {
  const segments = parts.finish();
  const buffers = segments.flatMap(({ segment }) => Object.values(segment).map((array) => array.buffer));
  return transfer(segments as LooseSegment[], buffers);
};

const indexer = { add, finish };
export type Indexer = typeof indexer;
expose(indexer);
