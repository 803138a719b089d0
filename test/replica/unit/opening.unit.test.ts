import { afterEach, expect, it, vi } from 'vitest';
import type { SafetyPort } from '../../../src/replica/api.ts';
import { openOwnedStore } from '../../../src/replica/ownedStore.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('says that the store is unavailable where the browser cannot name its databases, and gives the store back', async () => {
  const keys = async (): Promise<never> => {
    throw new DOMException('Internal error.', 'UnknownError');
  };
  vi.stubGlobal('navigator', { locks: navigator.locks, storageBuckets: { keys, open: keys, delete: keys } });
  const host: Partial<SafetyPort> = { readSentinel: async () => null };
  const context = {
    request: { store: 'unnamed', takeOver: false, locale: 'hu', appVersion: '0.0.0-test' },
    host: host as SafetyPort, // Nothing else is asked of it.
    desktop: null,
    emit: () => undefined,
    clock: () => 0,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  } as const;
  const unavailable = { ok: false, error: { type: 'storeUnavailable', reason: 'UnknownError' } };
  for (const _start of [1, 2]) expect(await openOwnedStore(context)).toEqual(unavailable);
});
