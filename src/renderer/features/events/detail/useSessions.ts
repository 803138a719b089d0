import { useMemo } from 'react';
import type { RecordId } from '../../../../base/ids.ts';
import type { Row } from '../../../../replica/api.ts';
import { useAllOfEvent } from '../allOfEvent.ts';
import { instantAt } from '../eventTimes.ts';

const startOf = (row: Row): number => instantAt(row.values, 'start') ?? Number.POSITIVE_INFINITY;

/** The sessions of an event in the order of time, those without one last; null until they are read. */
export const useSessions = (event: RecordId): readonly Row[] | null => {
  const rows = useAllOfEvent('session', event).data;
  return useMemo(() => rows?.toSorted((a, b) => startOf(a) - startOf(b) || 0) ?? null, [rows]);
};
