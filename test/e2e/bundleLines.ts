import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The records of a bundle as lines in the order of their text: the whole state, whatever order it was written in. */
export const recordsOf = (path: string): readonly string[] => {
  const bundle = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { records: unknown[] };
  return bundle.records.map((record) => JSON.stringify(record)).sort();
};
