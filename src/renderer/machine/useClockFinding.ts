import { useQuery } from '@tanstack/react-query';
import { type ClockFinding, type ClockWitness, findClockFault } from '../../domain/clockFinding.ts';
import { useReplica } from '../replica/context.ts';
import { overviewKey } from '../replica/events.ts';
import { useNow } from '../state/useNow.ts';
import { builtAt } from './builtAt.ts';
import { useServerTimes } from './serverTimes.ts';

const nobody: readonly ClockWitness[] = [];

/** How this machine's clock is off, to be shown to its owner; null while nothing says so. */
export const useClockFinding = (): ClockFinding | null => {
  const replica = useReplica();
  const now = useNow();
  const serverTimes = useServerTimes((state) => state.times);
  const witnesses = useQuery({ queryKey: [...overviewKey, 'clock'], queryFn: () => replica.clockWitnesses() }).data ?? nobody;
  return findClockFault({ now, builtAt, serverTimes, witnesses });
};
