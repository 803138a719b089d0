import { describe, expect, it, vi } from 'vitest';
import { createIdleWork } from '../../../src/replica/idle.ts';
import { searchableBy } from '../../../src/replica/session.ts';
import { storeOn } from './fakeStore.ts';

describe('idle work', () => {
  it('leaves the writers their line while the search index is being made, and comes to it afterwards', async () => {
    const session = storeOn({ held: Promise.resolve(), rows: [] });
    const put = vi.spyOn(session.db.meta, 'put');
    const { promise, resolve } = Promise.withResolvers<void>();
    searchableBy(session, promise);
    const idle = createIdleWork(session, () => 0);
    vi.useFakeTimers();
    idle.wake();
    await vi.advanceTimersByTimeAsync(2500);
    vi.useRealTimers();
    const outcome = await Promise.race([
      session.turns(async () => 'written'),
      new Promise((done) => setTimeout(() => done('stands in line'), 500)),
    ]);
    expect(outcome).toBe('written');
    expect(put).not.toHaveBeenCalled();
    resolve();
    await vi.waitFor(() => expect(put).toHaveBeenCalledOnce());
  });
});
