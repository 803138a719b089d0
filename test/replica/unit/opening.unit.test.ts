import { afterEach, expect, it, vi } from 'vitest';
import type { SafetyPort } from '../../../src/replica/api.ts';
import { HostSilent } from '../../../src/replica/asking.ts';
import { recoveryError } from '../../../src/replica/opening.ts';
import { openOwnedStore } from '../../../src/replica/ownedStore.ts';
import { DamagedCopy } from '../../../src/replica/recovery.ts';

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

it('calls a safety copy damaged only where it is, not where the desktop or the disk takes nothing just now', () => {
  expect(recoveryError(new DamagedCopy('A file is cut.'))).toMatchObject({ type: 'recoveryFailed' });
  expect(recoveryError(new HostSilent('No answer.'))).toEqual({ type: 'desktopUnavailable' });
  expect(recoveryError(new DOMException('Full.', 'QuotaExceededError'))).toEqual({
    type: 'storeUnavailable',
    reason: 'QuotaExceededError',
  });
});
