import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OfficeLedger, StoreStatus } from '../../replica/api.ts';
import { useReplica } from '../replica/context.ts';

/** The ledger looks at every record; while somebody types it is asked once in this time at most. */
const atMostEveryMs = 10_000;

/** Records and deletions that not even the best informed other office is known to have; 0 where there is no other office. */
export const fewestUnseen = (ledger: readonly OfficeLedger[]): number => {
  const counts = ledger
    .filter(({ retired }) => retired === null)
    .map(({ notSeenThere, deletionsNotSeenThere }) =>
      Object.values(notSeenThere).reduce((sum, count) => sum + count, deletionsNotSeenThere),
    );
  return counts.length === 0 ? 0 : Math.min(...counts);
};

/** How many records no receipt of another office confirms yet. */
export const useUnconfirmed = (status: StoreStatus | null): number => {
  const replica = useReplica();
  const savedAt = Math.floor((status?.savedAt ?? 0) / atMostEveryMs);
  const answer = useQuery({
    queryKey: ['unconfirmed', savedAt, status?.lastExchangeAt ?? null],
    queryFn: async () => fewestUnseen(await replica.ledger()),
    placeholderData: keepPreviousData,
  });
  return answer.data ?? 0;
};
