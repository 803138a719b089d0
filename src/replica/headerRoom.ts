import { advanceHeads } from '../crdt/claims.ts';
import type { RunRecord, RunRecords, Vector } from '../crdt/types.ts';
import type { BundleHeader } from '../exchange/format.ts';
import type { Judgement } from '../exchange/trust/verdict.ts';
import type { Session } from './session.ts';

/** What of a header is left to run records, in bytes, and to the entries of its heads. The rest is for statements, and for what is written here. */
export const headerRoom = { runBytes: 11 * 1024 * 1024, heads: 1600 } as const;
/** The share of that which a trusted office may fill, and all others together: a laptop may know most offices by hearsay for years. */
const share = 1 / 2;
/** As far as what others say of an office may fill its share, or the whole: the rest is for its own word. */
const byOthers = 3 / 4;

/** Offices that nobody has accepted here count as one, or whoever invents their names would have room without end. */
const others = '';

const bytesOf = new WeakMap<RunRecord, number>();
const sizeOf = (run: RunRecord): number => {
  const known = bytesOf.get(run) ?? new TextEncoder().encode(JSON.stringify(run)).byteLength + 1;
  bytesOf.set(run, known);
  return known;
};

type Counts = ReadonlyMap<string, number>;
type Cost = (run: string) => number;
type Rule = { readonly whole: number; readonly speaker: string | null };

/**
 * The office whose runs keep a bundle from being taken in ('' for offices that are not accepted); null where nothing does: with them no header
 * written here could be read any more, or others would find no room in it. It counts whose runs they are, wherever they come from. A store
 * that begins takes everything.
 */
export const beyondRoom = (session: Session, header: BundleHeader, runs: RunRecords, { verdict, book }: Judgement): string | null => {
  const { facts, identity } = session;
  if (identity === null) return null;
  const speaker = verdict.state === 'trusted' ? verdict.office : null;
  const bucketOf = (run: string): string => {
    const office = runs.get(run)?.office ?? others;
    return office === identity.office.id || book.offices.has(office) ? office : others;
  };
  const countOf = (names: Iterable<string>, cost: Cost): Counts => {
    const use = new Map<string, number>();
    for (const run of names) use.set(bucketOf(run), (use.get(bucketOf(run)) ?? 0) + cost(run));
    return use;
  };
  const records: Cost = (run) => sizeOf(runs.get(run) as RunRecord); // Asked of these runs alone.
  const claims = [...facts.claims, { base: header.base, heads: header.heads }];
  if (runs.size > facts.runs.size) {
    const by = crowded(countOf(facts.runs.keys(), records), countOf(runs.keys(), records), { whole: headerRoom.runBytes, speaker });
    if (by !== null) return by;
  }
  const entries = (heads: Vector): Counts => countOf(Object.keys(heads), () => 1);
  return crowded(entries(facts.heads), entries(advanceHeads(facts.heads, claims, runs).heads), { whole: headerRoom.heads, speaker });
};

/** The office whose runs have grown beyond its share or the whole; null where none has. */
const crowded = (before: Counts, after: Counts, { whole, speaker }: Rule): string | null => {
  const total = [...after.values()].reduce((sum, each) => sum + each, 0);
  for (const [office, use] of after) {
    if (use <= (before.get(office) ?? 0)) continue;
    const most = office === speaker ? 1 : byOthers;
    if (use > whole * share * most || total > whole * most) return office;
  }
  return null;
};
