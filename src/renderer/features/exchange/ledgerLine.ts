import { isRecordType, type RecordType } from '../../../domain/recordTypes.ts';
import type { Gap, OfficeLedger } from '../../../replica/api.ts';

export type CountedKind = { readonly kind: RecordType | 'deletion' | 'other'; readonly count: number };

/** What matters of an office, in the order in which it is said. */
export type LedgerLine = {
  readonly state: 'retired' | 'unseen' | 'gap' | 'late' | 'seen';
  /** The kinds most worth naming, at most two, and how many records of further kinds there are. */
  readonly unseen: readonly CountedKind[];
  readonly further: number;
  readonly lastHeardAt: number | null;
  readonly gap: MissingRange | null;
  /** Originals it has of those known here, by its own word; null when it has not said or there are none. */
  readonly originals: { readonly has: number; readonly of: number } | null;
};

const lateAfterMs = 7 * 86_400_000;
const named = 2;

/** Kinds a person thinks in come first; the facts that belong to them (check-ins, photos …) come last. */
const byWeight: readonly string[] = ['visit', 'organisation', 'event', 'practice', 'cooperation', 'person', 'study', 'registration'];

const weightOf = (kind: string): number => {
  const place = byWeight.indexOf(kind);
  return place < 0 ? byWeight.length : place;
};

/** What is missing, as one writes ranges, "120–180, 195", and how many changes that is. */
export type MissingRange = { readonly range: string; readonly count: number };

export const missingRange = (gaps: readonly Gap[]): MissingRange => ({
  range: gaps.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', '),
  count: gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
});

const countedKinds = ({ notSeenThere, deletionsNotSeenThere }: OfficeLedger): readonly CountedKind[] => {
  const known = Object.entries(notSeenThere).filter(([kind, count]) => count > 0 && isRecordType(kind));
  const newer = Object.entries(notSeenThere).filter(([kind]) => !isRecordType(kind));
  const sorted = known.toSorted(([a], [b]) => weightOf(a) - weightOf(b));
  const counted = sorted.flatMap(([kind, count]): readonly CountedKind[] => (isRecordType(kind) ? [{ kind, count }] : []));
  const ofNewer = newer.reduce((sum, [, count]) => sum + count, 0);
  const rest: readonly CountedKind[] = [
    { kind: 'deletion', count: deletionsNotSeenThere },
    { kind: 'other', count: ofNewer },
  ];
  return [...counted, ...rest.filter(({ count }) => count > 0)];
};

export const ledgerLine = (entry: OfficeLedger, now: number): LedgerLine => {
  const kinds = countedKinds(entry);
  const unseen = kinds.slice(0, named);
  const further = kinds.slice(named).reduce((sum, { count }) => sum + count, 0);
  const gap = entry.missingHere.length > 0 ? missingRange(entry.missingHere) : null;
  const late = entry.lastHeardAt !== null && now - entry.lastHeardAt > lateAfterMs;
  const state = entry.retired !== null ? 'retired' : unseen.length > 0 ? 'unseen' : gap !== null ? 'gap' : late ? 'late' : 'seen';
  const originals = entry.originals !== null && entry.originals.of > 0 ? entry.originals : null;
  return { state, unseen, further, lastHeardAt: entry.lastHeardAt, gap, originals };
};
