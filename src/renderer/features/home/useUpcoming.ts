import { own } from '../../../base/json.ts';
import { textAt } from '../../../domain/values.ts';
import type { Condition, Row } from '../../../replica/api.ts';
import { budapest, useFormat } from '../../i18n/format.ts';
import { useList } from '../../replica/queries.ts';

export type Upcoming = { readonly row: Row; readonly start: number; readonly zone: string };

const hourMs = 3_600_000;

const mostShown = 5;

const useNotHeld = (when: readonly Condition[]): readonly Row[] | undefined => {
  const { language } = useFormat();
  return useList({
    type: 'event',
    where: [...when, { path: 'status', in: ['draft', 'planned', 'postponed'] }],
    sort: { path: 'start', direction: 'up' },
    locale: language,
    offset: 0,
    limit: mostShown,
  }).data?.rows;
};

/** Events that go on from an earlier day or begin from the last hours on, and are neither held nor cancelled, soonest first. */
export const useUpcoming = (now: number): readonly Upcoming[] | undefined => {
  const hour = Math.floor(now / hourMs) * hourMs;
  const from = hour - 6 * hourMs;
  const running = useNotHeld([
    { path: 'start', to: from },
    { path: 'end', from: hour },
  ]);
  const coming = useNotHeld([{ path: 'start', from }]);
  if (running === undefined || coming === undefined) return undefined;
  return [...running, ...coming].slice(0, mostShown).map((row) => {
    const start = own(row.values, 'start');
    return { row, start: typeof start === 'number' ? start : 0, zone: textAt(row.values, 'zone') || budapest };
  });
};
