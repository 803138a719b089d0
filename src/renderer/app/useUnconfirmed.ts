import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OfficeLedger, StoreStatus } from '../../replica/api.ts';
import { useReplica } from '../replica/context.ts';
import { useNow } from '../state/useNow.ts';

/** The ledger looks at every record; while somebody types it is asked once in this time at most. */
const atMostEveryMs = 10_000;

/** Changes that share one question, and whether they are over: then it is asked once more, for those that came after it. */
export const burstOf = (savedAt: number, now: number): readonly [burst: number, isOver: boolean] => {
  const burst = Math.floor(savedAt / atMostEveryMs);
  return [burst, now >= (burst + 1) * atMostEveryMs];
};

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
  const now = useNow();
  const answer = useQuery({
    queryKey: ['unconfirmed', ...burstOf(status?.savedAt ?? 0, now), status?.lastExchangeAt ?? null],
    queryFn: async () => fewestUnseen(await replica.ledger()),
    placeholderData: keepPreviousData,
  });
  return answer.data ?? 0;
};
