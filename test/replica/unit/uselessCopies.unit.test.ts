import { expect, it } from 'vitest';
import { afterCarrying, restOf, type UselessCopies } from '../../../src/replica/uselessCopies.ts';

const sha256 = 'a'.repeat(64);
const minute = 60_000;

/** Carries once a minute what lies in a place as `sizeAt` says, and answers the minutes in which the copy was fetched in vain. */
const fetchedAt = (minutes: number, type: string, sizeAt: (minute: number) => number = () => 100): readonly number[] => {
  let copies: UselessCopies = new Map();
  const fetched: number[] = [];
  for (let at = 0; at < minutes; at += 1) {
    const bytes = sizeAt(at);
    if (restOf(copies, { sha256, sealed: false, bytes }, at * minute) === null) fetched.push(at);
    copies = afterCarrying(copies, { failed: [{ sha256, error: { type } }] }, new Map([[sha256, bytes]]), at * minute);
  }
  return fetched;
};

it('a damaged copy is fetched twice, and then ever more seldom', () => {
  expect(fetchedAt(100, 'hashMismatch')).toEqual([0, 1, 11, 31, 71]);
});

it('a copy of another size is another copy, and one that only could not be had is tried in every round', () => {
  expect(fetchedAt(8, 'fileTypeRefused', (at) => (at < 4 ? 100 : 200))).toEqual([0, 1, 4, 5]);
  expect(fetchedAt(4, 'placeChanged')).toEqual([0, 1, 2, 3]);
});

it('what has come across is forgotten', () => {
  const failed = [{ sha256, error: { type: 'hashMismatch' } }];
  const once = afterCarrying(new Map(), { failed }, new Map([[sha256, 1]]), 0);
  expect([once.size, afterCarrying(once, { failed: [] }, new Map([[sha256, 1]]), 1).size]).toEqual([1, 0]);
});
