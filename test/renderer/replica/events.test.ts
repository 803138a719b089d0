import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { createListener, draftsKey, heardSoFar, overviewKey, recordKey } from '../../../src/renderer/replica/events.ts';

describe('the change feed', () => {
  it('keeps a late rebuild and the loss of the store for the screens that tell them', () => {
    const listen = createListener(new QueryClient(), () => 0);
    listen({ kind: 'recovered', recovered: { records: 7, reason: 'shortened', asOf: null } });
    expect(heardSoFar().recovered).toEqual({ records: 7, reason: 'shortened', asOf: null });
    expect(heardSoFar().failure).toBeNull();
    listen({ kind: 'storeFailed', error: { type: 'recoveryFailed', reason: 'UnknownError' } });
    expect(heardSoFar().failure).toEqual({ type: 'recoveryFailed', reason: 'UnknownError' });
  });

  it('asks for what is begun in forms each time some of it has been kept or dropped, and for nothing else', async () => {
    const cache = new QueryClient();
    const asked = { drafts: 0, ledger: 0 };
    const ask = (what: keyof typeof asked, queryKey: readonly string[]) =>
      new QueryObserver(cache, { queryKey, queryFn: () => (asked[what] += 1), staleTime: Number.POSITIVE_INFINITY }).subscribe(
        () => undefined,
      );
    const stops = [ask('drafts', draftsKey), ask('ledger', [...overviewKey, 'ledger'])];
    await vi.waitFor(() => expect(asked).toEqual({ drafts: 1, ledger: 1 }));
    await vi.waitFor(() => expect(cache.isFetching()).toBe(0));
    const listen = createListener(cache, () => 0);
    listen({ kind: 'drafted' });
    await vi.waitFor(() => expect(asked).toEqual({ drafts: 2, ledger: 1 }));
    for (const stop of stops) stop();
  });

  it.each(['a first answer', 'one that no screen shows any more'])(
    'does not take %s for fresh that was on its way when a record changed',
    async (which) => {
      const cache = new QueryClient();
      let name = 'old';
      const underWay: (() => void)[] = [];
      const queryFn = (): Promise<string> => {
        const read = name;
        return new Promise((resolve) => underWay.push(() => resolve(read)));
      };
      const answer = (): void => {
        for (const send of underWay.splice(0)) send();
      };
      const observer = new QueryObserver(cache, {
        queryKey: [...recordKey('visit'), 'record', '1'],
        queryFn,
        staleTime: Number.POSITIVE_INFINITY,
      });
      let leave = observer.subscribe(() => undefined);
      if (which !== 'a first answer') {
        answer();
        await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('old'));
        void observer.refetch();
        leave();
      }
      name = 'new';
      const listen = createListener(cache, () => 0);
      for (let change = 0; change < 3; change += 1) listen({ kind: 'changed', types: ['visit'], ids: ['1'] });
      answer();
      if (which !== 'a first answer') {
        await vi.waitFor(() => expect(cache.isFetching()).toBe(0));
        leave = observer.subscribe(() => undefined);
      }
      await vi.waitFor(() => expect(underWay.length, 'it is asked once more').toBe(1));
      answer();
      await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('new'));
      await vi.waitFor(() => expect(cache.isFetching()).toBe(0));
      leave();
    },
  );

  it('asks what looks over the whole store at once, and only once more for everything that comes while it is being answered', async () => {
    const cache = new QueryClient();
    let asked = 0;
    let answer = (): void => undefined;
    const queryFn = (): Promise<number> => {
      asked += 1;
      return new Promise((resolve) => {
        answer = () => resolve(asked);
      });
    };
    const stop = new QueryObserver(cache, { queryKey: [...overviewKey, 'ledger'], queryFn }).subscribe(() => undefined);
    answer();
    await vi.waitFor(() => expect(cache.isFetching()).toBe(0));
    const listen = createListener(cache, () => 0);
    for (let bundle = 0; bundle < 500; bundle += 1) listen({ kind: 'exchanged' });
    await vi.waitFor(() => expect(asked).toBe(2));
    answer();
    await vi.waitFor(() => expect(asked).toBe(3));
    answer();
    await vi.waitFor(() => expect(cache.isFetching()).toBe(0));
    expect(asked).toBe(3);
    stop();
  });
});
