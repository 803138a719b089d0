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

const useKeptAside = (isWanted: (entry: AsideEntry) => boolean): readonly AsideEntry[] | undefined => {
  const desktop = useDesktop();
  return useQuery({
    queryKey: asideKey,
    queryFn: async () => {
      const listed = await desktop.listAside({});
      if (!listed.ok) throw new Error(listed.error.type);
      return listed.value;
    },
  }).data?.filter(isWanted);
};

/** Files that came and wait for somebody, the oldest first. */
export const useAside = (): readonly AsideEntry[] | undefined => useKeptAside(({ refusedAt }) => refusedAt === undefined);

/** Files that somebody has refused, as far as they are still here. */
export const useRefused = (): readonly AsideEntry[] | undefined => useKeptAside(({ refusedAt }) => refusedAt !== undefined);

/** Asks the desktop again after something was changed there. */
export const useAskAgain = (): ((key: typeof placesKey | typeof asideKey | typeof overviewKey) => Promise<void>) => {
  const cache = useQueryClient();
  return useCallback((key) => outdate(cache, key), [cache]);
};
