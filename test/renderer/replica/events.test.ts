import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { createListener, heardSoFar } from '../../../src/renderer/replica/events.ts';

describe('the change feed', () => {
  it('keeps a late rebuild and the loss of the store for the screens that tell them', () => {
    const listen = createListener(new QueryClient(), () => 0);
    listen({ kind: 'recovered', recovered: { records: 7, reason: 'shortened', asOf: null } });
    expect(heardSoFar().recovered).toEqual({ records: 7, reason: 'shortened', asOf: null });
    expect(heardSoFar().failure).toBeNull();
    listen({ kind: 'storeFailed', error: { type: 'recoveryFailed', reason: 'UnknownError' } });
    expect(heardSoFar().failure).toEqual({ type: 'recoveryFailed', reason: 'UnknownError' });
  });
});
