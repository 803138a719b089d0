import { createHash } from 'node:crypto';
import type { Json } from '../../src/base/json.ts';
import type { RunId } from '../../src/crdt/types.ts';
import { bundleBytes } from '../../src/exchange/write.ts';
import { recordId } from './records.ts';

const createNodeHash = () => {
  const hash = createHash('sha256');
  return { update: (bytes: Uint8Array): void => void hash.update(bytes), digest: async (): Promise<string> => hash.digest('hex') };
};

export type ForeignRecord = {
  readonly type: string;
  readonly n: number;
  readonly f: Readonly<Record<string, Json>>;
  /** What its author had seen of it before. */
  readonly seen?: Readonly<Record<string, number>>;
};

/**
 * The `n`-th commit of an office nobody has heard of yet, as the bundle that it would send to whoever holds its earlier ones.
 * `letter` (a to z) names its run, `previous` the bundle it says it follows. The bundle tells of the runs that others have named by a letter;
 * those of real stores are known where it goes.
 */
export const foreignBundle = async (
  cluster: string,
  letter: string,
  n: number,
  records: readonly ForeignRecord[],
  previous: string | null = null,
  asks: readonly string[] = [],
): Promise<Buffer> => {
  const run = letter.repeat(20) as RunId; // Twenty characters of base32.
  const isNamed = (other: string): boolean => other !== run && other === other.charAt(0).repeat(20);
  const others = Object.fromEntries(records.flatMap(({ seen }) => Object.entries(seen ?? {})).filter(([other]) => isNamed(other)));
  const who = { device: recordId(999_998), office: recordId(999_999), author: 'Ion Exemplu' };
  const packed = records.map((record) => ({
    type: record.type,
    id: recordId(record.n),
    f: record.f,
    s: { '': [run, n, 1_790_000_000_000 + n] as const },
    seen: { ...record.seen, [run]: n },
  }));
  const draft = {
    id: recordId(999_000 + n),
    cluster,
    from: { run, ...who, app: '0.0.0-test' },
    createdAt: 1_790_000_000_000 + n,
    base: n === 1 ? others : { ...others, [run]: n - 1 },
    heads: { ...others, [run]: n },
    runs: [run, ...Object.keys(others)].map((id) => ({ id: id as RunId, ...who, parent: null })),
    previous,
    asks,
  };
  return Buffer.from((await bundleBytes(draft, packed, createNodeHash)).bytes);
};

/** New organisations numbered from `first`. */
export const organisationsFrom = (first: number, count: number): readonly ForeignRecord[] =>
  Array.from({ length: count }, (_, at) => ({ type: 'organisation', n: first + at, f: { name: `Érkező ${first + at}` } }));
