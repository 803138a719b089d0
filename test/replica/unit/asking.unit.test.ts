import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SafetyPort } from '../../../src/replica/api.ts';
import { askHost, fromHost, HostSilent } from '../../../src/replica/asking.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const hostThat = (readSentinel: SafetyPort['readSentinel']) => ({ readSentinel }) as unknown as SafetyPort; // Nothing else is asked of it.

describe('a host that hangs', () => {
  it('keeps nobody before an opening screen for ever', async () => {
    const asked = askHost(hostThat(() => new Promise(() => undefined)));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await asked).toEqual({ state: 'unknown', sentinel: null });
  });

  it('ends a recovery, and is given longer for more', async () => {
    let outcome: unknown = 'waiting';
    const large = fromHost(new Promise(() => undefined), 300_000_000).catch((error: unknown) => {
      outcome = error;
    });
    await vi.advanceTimersByTimeAsync(119_000);
    expect(outcome).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1000);
    await large;
    expect(outcome).toBeInstanceOf(HostSilent);
  });
});
