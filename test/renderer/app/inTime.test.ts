import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTime } from '../../../src/renderer/app/inTime.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a desktop that hangs keeps no window from opening, or from saying why it does not', async () => {
  const hanging = inTime<string>(new Promise(() => undefined), 'nobody answers');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await hanging).toBe('nobody answers');
  expect(await inTime(Promise.resolve('here'), 'nobody answers')).toBe('here');
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});
