import { expect, it } from 'vitest';
import { burstOf } from '../../../src/renderer/app/useUnconfirmed.ts';

it('what nobody else has is counted once while somebody writes, and once more when that is over', () => {
  const [first, last] = [60_000, 69_999];
  expect(burstOf(last, last)).toEqual(burstOf(first, first));
  expect(burstOf(last, 90_000)).not.toEqual(burstOf(first, first));
  expect(burstOf(last, 900_000)).toEqual(burstOf(last, 90_000));
});
