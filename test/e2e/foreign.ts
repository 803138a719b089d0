import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type ForeignRecord, foreignBundle } from '../replica/bundles.ts';
import { makeBundle, readBundle } from './acts.ts';
import type { Person } from './person.ts';

/** An office that nobody sits in, Oradea: its bundles are made here, in any order and with gaps. */
export type ForeignOffice = {
  /** Writes its `n`-th commit as a file and answers where it lies. */
  readonly write: (letter: string, n: number, records: readonly ForeignRecord[], previous?: string) => Promise<string>;
  readonly receive: (letter: string, n: number, records: readonly ForeignRecord[], previous?: string) => Promise<void>;
};

export const foreignOffice: ForeignRecord = { type: 'office', n: 999_999, f: { name: 'Oradea', country: 'RO' } };

/** Lets a person read its `n`-th commit; `letter` and `previous` as for `foreignBundle`. */
export const hearFrom = async (person: Person): Promise<ForeignOffice> => {
  const own = gunzipSync(readFileSync(await makeBundle(person))).toString('utf8');
  const cluster = /"cluster":"([^"]+)"/.exec(own)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'interreg-stick-'));
  const write: ForeignOffice['write'] = async (letter, n, records, previous) => {
    const path = join(folder, `oradea-${letter}-${n}.json`);
    writeFileSync(path, await foreignBundle(cluster, letter, n, records, previous ?? null));
    return path;
  };
  return { write, receive: async (...commit) => readBundle(person, await write(...commit)) };
};
