import { useMemo } from 'react';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import { useReferences } from '../../records/references.ts';
import { useValues } from '../../replica/queries.ts';

const mostHosts = 5_000;

export type Hosts = ReadonlyMap<string, Values>;

/** Every organisation that was visited, by id: for names in the list and for its filters. */
export const useHosts = (): Hosts => {
  const values = useValues('visit', 'host', mostHosts);
  const ids = useMemo(
    () => values.flatMap(({ value }): RecordId[] => (typeof value === 'string' && isRecordId(value) ? [value] : [])),
    [values],
  );
  const rows = useReferences('organisation', ids);
  return useMemo(() => new Map(rows.map((row) => [row.id, row.values])), [rows]);
};

export const hostName = (hosts: Hosts, visit: Values): string => textAt(hosts.get(textAt(visit, 'host')) ?? {}, 'name');
