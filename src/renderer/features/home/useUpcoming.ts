import { own } from '../../../base/json.ts';
import { textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { budapest, useFormat } from '../../i18n/format.ts';
import { useList } from '../../replica/queries.ts';

export type Upcoming = { readonly row: Row; readonly start: number; readonly zone: string };

const hourMs = 3_600_000;

/** Events that begin from the last hours on and are neither held nor cancelled, soonest first. */
export const useUpcoming = (now: number): readonly Upcoming[] | undefined => {
  const { language } = useFormat();
  const from = Math.floor(now / hourMs) * hourMs - 6 * hourMs;
  const page = useList({
    type: 'event',
    where: [
      { path: 'start', from },
      { path: 'status', in: ['draft', 'planned', 'postponed'] },
    ],
    sort: { path: 'start', direction: 'up' },
    locale: language,
    offset: 0,
    limit: 5,
  });
  return page.data?.rows.map((row) => {
    const start = own(row.values, 'start');
    return { row, start: typeof start === 'number' ? start : 0, zone: textAt(row.values, 'zone') || budapest };
  });
};
