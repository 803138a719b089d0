import { expose, transfer } from 'comlink';
import { createPartsBuilder, type LooseSegment } from './parts.ts';

/** A worker beside the store's own, which makes very many records searchable while the store checks, merges and writes them. */

const parts = createPartsBuilder();

/** Takes the JSON text of records, or of a page; the store itself has checked it. */
const add = (json: Uint8Array): void => {
  for (let at = 0; at >= 0; ) at = parts.addJson(json, at);
};

const finish = (): readonly LooseSegment[] => {
  const segments = parts.finish();
  const buffers = segments.flatMap(({ segment }) => Object.values(segment).map((array) => array.buffer));
  return transfer(segments as LooseSegment[], buffers);
};

const indexer = { add, finish };
export type Indexer = typeof indexer;
expose(indexer);
