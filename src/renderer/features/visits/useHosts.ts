import { useMemo } from 'react';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import { useAskedReferences } from '../../records/references.ts';
import { useValues } from '../../replica/queries.ts';

const mostHosts = 5_000;

export type Hosts = ReadonlyMap<string, Values>;

/** Every organisation that was visited, by id: for names in the list and for its filters; `isAnswered` once all have been looked for. */
export const useHosts = (): { readonly hosts: Hosts; readonly isAnswered: boolean } => {
  const values = useValues('visit', 'host', mostHosts);
  const ids = useMemo(
    () => (values ?? []).flatMap(({ value }): RecordId[] => (typeof value === 'string' && isRecordId(value) ? [value] : [])),
    [values],
  );
  const { rows, isAnswered } = useAskedReferences('organisation', ids);
  const hosts = useMemo(() => new Map(rows.map((row) => [row.id, row.values])), [rows]);
  return { hosts, isAnswered: values !== undefined && isAnswered };
};

export const hostName = (hosts: Hosts, visit: Values): string => textAt(hosts.get(textAt(visit, 'host')) ?? {}, 'name');
