import { useMemo } from 'react';
import { dayIn, instantOf, zones } from '../../../../domain/times.ts';
import type { Condition } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { type LongList, useLongList } from '../../../replica/queries.ts';
import { useNow } from '../../../state/useNow.ts';
import type { Filters } from '../../../state/view.ts';
import { conditionsOf, countsOfChips } from './filters.ts';

const sumOf = (parts: readonly LongList[], name: string): number => parts.reduce((sum, part) => sum + (part.counts[name] ?? 0), 0);

/** Several lists as one, one below the other. Where one of them found exactly what was typed, mere resemblances are left out. */
const stacked = (all: readonly LongList[]): LongList => {
  const isExact = all.some((part) => part.total > 0 && !part.fuzzy);
  const parts = all.filter((part) => !(isExact && part.fuzzy));
  const isAnswered = all.every((part) => part.answered);
  const before = (at: number): number => parts.slice(0, at).reduce((sum, part) => sum + part.total, 0);
  return {
    total: before(parts.length),
    counts: isAnswered ? Object.fromEntries(Object.keys(countsOfChips).map((name) => [name, sumOf(all, name)])) : {},
    fuzzy: parts.some((part) => part.total > 0 && part.fuzzy),
    complete: all.every((part) => part.complete),
    answered: isAnswered,
    current: all.every((part) => part.current),
    rowAt: (index) => {
      const at = parts.findIndex((part, place) => index < before(place) + part.total);
      return parts[at]?.rowAt(index - before(at));
    },
    indexOf: (id) => {
      const at = parts.findIndex((part) => part.indexOf(id) >= 0);
      return at < 0 ? -1 : before(at) + (parts[at]?.indexOf(id) ?? 0);
    },
    onRange: (first, last) => {
      for (const [at, part] of parts.entries()) {
        const [from, until] = [first - before(at), last - before(at)];
        if (until >= 0 && from < part.total) part.onRange(Math.max(0, from), Math.min(part.total - 1, until));
      }
    },
  };
};

/** `firstPast` is where the past begins; there may be none. */
export type EventLines = LongList & { readonly firstPast: number; readonly isPast: (index: number) => boolean };

/**
 * Which events stand in which part of the list, each in one of them, when a day begins at `midnight`: those that go on from an earlier day,
 * those that begin from this day on, those that are over, and those without a start.
 */
export const partsOfList = (midnight: number) => {
  const after = midnight + 1; // What ends at midnight is over.
  const before: Condition = { path: 'start', to: midnight };
  return {
    running: [before, { path: 'end', from: after }],
    coming: [{ path: 'start', from: midnight }],
    past: [before, { path: 'end', to: after, orNone: true }],
    undated: [{ path: 'start', present: false }],
  } as const satisfies Readonly<Record<string, readonly Condition[]>>;
};

/** The events that fit the filters: those of today and later as they come, then past ones from the latest, then those without a start. */
export const useEvents = (filters: Filters): EventLines => {
  const { language } = useFormat();
  const today = dayIn(useNow(), zones.RO);
  const text = (filters.text ?? '').trim();
  const query = useMemo(() => {
    const parts = partsOfList(instantOf(today, '00:00', zones.RO));
    const part = (when: readonly Condition[], direction: 'up' | 'down') => ({
      type: 'event' as const,
      where: [...conditionsOf(filters), ...when],
      sort: { path: 'start', direction },
      counts: countsOfChips,
      locale: language,
      ...(text === '' ? {} : { text }),
    });
    return {
      running: part(parts.running, 'up'),
      coming: part(parts.coming, 'up'),
      past: part(parts.past, 'down'),
      undated: part(parts.undated, 'up'),
    };
  }, [filters, language, text, today]);
  const ahead = [useLongList(query.running), useLongList(query.coming)];
  const past = useLongList(query.past);
  const list = stacked([...ahead, past, useLongList(query.undated)]);
  const isShown = (part: LongList): boolean => list.fuzzy || !part.fuzzy;
  const firstPast = ahead.filter(isShown).reduce((sum, part) => sum + part.total, 0);
  return { ...list, firstPast, isPast: (index) => index >= firstPast && index < firstPast + past.total };
};
