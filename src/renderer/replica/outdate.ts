import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** Those that are asked again once their answer is here. */
const askedAgain = new WeakMap<Query, Promise<void>>();

const askBehind = async (cache: QueryClient, query: Query): Promise<void> => {
  await query.fetch().catch(() => undefined); // The answer that is on its way; no second one is asked for.
  askedAgain.delete(query);
  await cache.invalidateQueries({ queryKey: query.queryKey, exact: true });
};

/** Whether the library lets an answer come that was asked for before, and counts it as fresh then: a first one, or one that no screen shows now. */
const isLetCome = (query: Query): boolean => query.state.data === undefined || !query.isActive();

/** Asks again for everything whose key begins so, or when a screen next shows it. Ends when what screens show is there. */
export const outdate = async (cache: QueryClient, queryKey: QueryKey): Promise<void> => {
  const underWay = cache.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' }).filter(isLetCome);
  const behind = underWay.map((query) => {
    const known = askedAgain.get(query) ?? askBehind(cache, query);
    askedAgain.set(query, known);
    return known;
  });
  await Promise.all([...behind, cache.invalidateQueries({ queryKey })]);
};
