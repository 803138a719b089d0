import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { RecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import type { Row } from '../../../replica/api.ts';
import { useReplica } from '../../replica/context.ts';
import { recordKey } from '../../replica/events.ts';

const pageSize = 500;

/** Every row of a type that belongs to an event, page by page. */
export const useAllOfEvent = (type: RecordType, event: RecordId): UseQueryResult<readonly Row[]> => {
  const replica = useReplica();
  return useQuery({
    queryKey: [...recordKey(type), 'of', event],
    queryFn: async () => {
      const rows: Row[] = [];
      for (;;) {
        const page = await replica.list({
          type,
          where: [{ path: 'event', is: event }],
          locale: 'en',
          offset: rows.length,
          limit: pageSize,
        });
        rows.push(...page.rows);
        if (rows.length >= page.total || page.rows.length === 0) return rows;
      }
    },
  });
};
