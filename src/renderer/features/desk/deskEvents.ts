import { own } from '../../../base/json.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import type { ListQuery, Row } from '../../../replica/api.ts';
import { budapest, dayOf } from '../../i18n/format.ts';

const dayMs = 86_400_000;
const mostListed = 200;

const instantAt = (values: Values, path: string): number | null => {
  const value = own(values, path);
  return typeof value === 'number' ? value : null;
};

export const startOf = ({ values }: Row): number => instantAt(values, 'start') ?? 0;
export const zoneOf = ({ values }: Row): string => textAt(values, 'zone') || budapest;
const endOf = (row: Row): number => Math.max(instantAt(row.values, 'end') ?? 0, startOf(row));

/** True on every day of an event, on the calendar of its venue. */
export const isToday = (row: Row, now: number): boolean => {
  const [zone, today] = [zoneOf(row), dayOf(now, zoneOf(row))];
  return dayOf(startOf(row), zone) <= today && today <= dayOf(endOf(row), zone);
};

/** The next events, and the latest of all: of many years' events the oldest are of no use at a door. The first answer is good for a day. */
export const deskQueries = (now: number, locale: ListQuery['locale']): readonly [coming: ListQuery, latest: ListQuery] => {
  const common = { type: 'event', locale, offset: 0, limit: mostListed } as const;
  const from = (Math.floor(now / dayMs) - 1) * dayMs;
  return [
    { ...common, where: [{ path: 'start', from }], sort: { path: 'start', direction: 'up' } },
    { ...common, sort: { path: 'start', direction: 'down' } },
  ];
};

/** Events that take place, each once: those that are not over by a day, the next first, and those behind them, the last first. */
export const sortOutEvents = (rows: readonly Row[], now: number): { readonly coming: readonly Row[]; readonly past: readonly Row[] } => {
  const held = [...new Map(rows.map((row) => [row.id, row])).values()].filter(({ values }) => textAt(values, 'status') !== 'cancelled');
  const inOrder = held.toSorted((a, b) => startOf(a) - startOf(b));
  return {
    coming: inOrder.filter((row) => endOf(row) > now - dayMs),
    past: inOrder.filter((row) => endOf(row) <= now - dayMs).toReversed(),
  };
};
