import { describe, expect, it } from 'vitest';
import type { RunId, Vector } from '../../../src/crdt/types.ts';
import type { BundleHeader } from '../../../src/exchange/format.ts';
import type { ExchangeEntry } from '../../../src/replica/exchanges.ts';
import {
  type Facts,
  factsFromJson,
  factsToJson,
  heldByAll,
  nextFacts,
  noFacts,
  receiptsOf,
  withExchange,
} from '../../../src/replica/facts.ts';

const run = 'a'.repeat(20) as RunId; // Twenty characters of base32.
const other = 'b'.repeat(20) as RunId;

const headerOf = (facts: Facts, device: string, heads: Vector, createdAt: number): BundleHeader => ({
  id: '',
  cluster: 'c',
  from: { run, device, office: 'timisoara', author: 'Ion', app: '0' },
  createdAt,
  base: {},
  heads,
  runs: [run, other]
    .map((id) => ({ id, device, office: 'timisoara', author: 'Ion', parent: null }))
    .filter(({ id }) => !facts.runs.has(id)),
  previous: null,
  schema: 1,
  minReader: 1,
  counts: { records: 0, byType: {} },
});

const received = (facts: Facts, device: string, heads: Vector, createdAt: number): Facts => {
  const header = headerOf(facts, device, heads, createdAt);
  return nextFacts(facts, { kind: 'import', header, seq: facts.seq + 1, chain: '', at: createdAt, file: null, exchange: null });
};

const heldBy = (facts: Facts, office: string): Vector | null => heldByAll(receiptsOf(facts, office), facts.runs);

describe('what an office is known to hold', () => {
  it('is what each of its devices holds', () => {
    const facts = received(received(noFacts, 'desk', { [run]: 7, [other]: 1 }, 1), 'laptop', { [run]: 3 }, 2);
    expect(heldBy(facts, 'timisoara')).toEqual({ [run]: 3 });
    expect(heldBy(facts, 'oradea')).toBeNull();
  });

  it('shrinks when a device that was set back to an earlier day says so in a new opening', () => {
    const before = received(noFacts, 'desk', { [run]: 7 }, 1);
    const header = { ...headerOf(before, 'desk', { [run]: 3 }, 2), from: { ...headerOf(before, 'desk', {}, 2).from, run: other } };
    const after = nextFacts(before, { kind: 'import', header, seq: 2, chain: '', at: 2, file: null, exchange: null });
    expect(heldBy(after, 'timisoara')).toEqual({ [run]: 3 });
  });

  it('is not taken back by an older bundle that arrives later, whatever its clock says', () => {
    const facts = received(received(noFacts, 'desk', { [run]: 7 }, 1), 'desk', { [run]: 3 }, 9999);
    expect(heldBy(facts, 'timisoara')).toEqual({ [run]: 7 });
  });

  it('grows with a newer bundle also when the clock there was set back', () => {
    const facts = received(received(noFacts, 'desk', { [run]: 3 }, 9999), 'desk', { [run]: 7 }, 1);
    expect(heldBy(facts, 'timisoara')).toEqual({ [run]: 7 });
  });

  it('is read from a store that kept one receipt for each office', () => {
    const json: object = JSON.parse(JSON.stringify({ ...factsToJson(noFacts), receipts: [['timisoara', { heads: { [run]: 2 }, at: 5 }]] }));
    expect(heldBy(factsFromJson(json), 'timisoara')).toEqual({ [run]: 2 });
  });
});

describe('past exchanges', () => {
  const entry = (n: number, changed: number, more: Partial<ExchangeEntry> = {}): ExchangeEntry => ({
    ...{ at: n, direction: 'in', office: 'Timișoara', fileName: `${n}.json`, records: changed, changed, rivals: 0, sha256: `${n}` },
    ...more,
  });
  const keptOf = (entries: readonly ExchangeEntry[]): readonly number[] =>
    entries.reduce(withExchange, noFacts).exchanges.map(({ at }) => at);

  it('that brought something are not driven out by receipts', () => {
    const receipts = Array.from({ length: 600 }, (_, n) => entry(n + 4, 0, n % 2 === 0 ? {} : { direction: 'out' }));
    const news = entry(3, 0, { keyNews: { revoke: ['Arad'] } });
    const kept = keptOf([entry(1, 5), entry(2, 0, { direction: 'out', records: 7 }), news, ...receipts]);
    expect(kept.slice(-3)).toEqual([3, 2, 1]);
    expect(kept.slice(0, 2)).toEqual([603, 602]);
    expect(kept).toHaveLength(53);
  });

  it('are 500 at the most', () => {
    expect(keptOf(Array.from({ length: 600 }, (_, n) => entry(n, 1))).length).toBe(500);
  });

  it('that deleted something within a week are not driven out, or an office could have more deleted in parts behind very many others', () => {
    const day = 24 * 3_600_000;
    const deleting = (n: number, isAsked = false) => entry(n, 1, { deletions: { office: 'arad', records: 1, isAsked } });
    const others = (at: number) => Array.from({ length: 600 }, () => entry(at, 1));
    const kept = keptOf([deleting(1), deleting(day, true), deleting(2 * day), deleting(3 * day), ...others(4 * day)]);
    expect(kept.slice(-4)).toEqual([4 * day, 3 * day, 2 * day, day]);
    expect(kept).toHaveLength(503);
    expect(keptOf([deleting(2 * day), ...others(10 * day)])).toHaveLength(500);
  });

  it('leave the names of the latest files only, or every fold would write those of years', () => {
    const long = { ...noFacts, imported: new Set(Array.from({ length: 30_000 }, (_, n) => `${n} ${n}`)) };
    const header = headerOf(noFacts, 'desk', {}, 1);
    const next = nextFacts(long, { kind: 'import', header, seq: 1, chain: '', at: 1, file: 'new new', exchange: null });
    expect(next.imported.size).toBeLessThanOrEqual(10_000);
    expect(['29999 29999', 'new new'].every((name) => next.imported.has(name))).toBe(true);
  });
});
