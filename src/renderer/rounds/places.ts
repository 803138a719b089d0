import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AsideEntry, KnownPlace } from '../../ipc/contract.ts';
import { useDesktop } from '../replica/context.ts';
import type { overviewKey } from '../replica/events.ts';
import { outdate } from '../replica/outdate.ts';

export const placesKey = ['places'] as const;
export const asideKey = ['aside'] as const;

/** Shared places of this machine; undefined while they are asked for or cannot be told. */
export const usePlaces = (): readonly KnownPlace[] | undefined => {
  const desktop = useDesktop();
  return useQuery({
    queryKey: placesKey,
    queryFn: async () => {
      const listed = await desktop.listPlaces({});
      if (!listed.ok) throw new Error(listed.error.type);
      return listed.value;
    },
  }).data;
};

const useKeptAside = (isWanted: (entry: AsideEntry) => boolean) => {
  const desktop = useDesktop();
  const { data, isPending } = useQuery({
    queryKey: asideKey,
    queryFn: async () => {
      const listed = await desktop.listAside({});
      if (!listed.ok) throw new Error(listed.error.type);
      return listed.value;
    },
  });
  return { entries: data?.filter(isWanted), isPending };
};

const waits = ({ refusedAt }: AsideEntry): boolean => refusedAt === undefined;

/** Files that came and wait for somebody, the oldest first; undefined while they are asked for or cannot be told. */
export const useAside = (): readonly AsideEntry[] | undefined => useKeptAside(waits).entries;

/** The same, none where they cannot be told: undefined while they are asked for. */
export const useAsideIfAny = (): readonly AsideEntry[] | undefined => {
  const { entries, isPending } = useKeptAside(waits);
  return isPending ? undefined : (entries ?? []);
};

/** Files that somebody has refused, as far as they are still here. */
export const useRefused = (): readonly AsideEntry[] | undefined => useKeptAside((entry) => !waits(entry)).entries;

/** Asks the desktop again after something was changed there. */
export const useAskAgain = (): ((key: typeof placesKey | typeof asideKey | typeof overviewKey) => Promise<void>) => {
  const cache = useQueryClient();
  return useCallback((key) => outdate(cache, key), [cache]);
};
