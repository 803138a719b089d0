import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { createListener, heardSoFar, overviewKey } from '../../../src/renderer/replica/events.ts';

describe('the change feed', () => {
  it('keeps a late rebuild and the loss of the store for the screens that tell them', () => {
    const listen = createListener(new QueryClient(), () => 0);
    listen({ kind: 'recovered', recovered: { records: 7, reason: 'shortened', asOf: null } });
    expect(heardSoFar().recovered).toEqual({ records: 7, reason: 'shortened', asOf: null });
    expect(heardSoFar().failure).toBeNull();
    listen({ kind: 'storeFailed', error: { type: 'recoveryFailed', reason: 'UnknownError' } });
    expect(heardSoFar().failure).toEqual({ type: 'recoveryFailed', reason: 'UnknownError' });
  });

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
