import { createRecordId, type RecordId } from '../base/ids.ts';

/** A stream of pseudo-random numbers in [0, 1): the same seed gives the same stream on every machine. */
export type Random = () => number;

/** sfc32 (Chris Doty-Humphrey's small fast counting generator), well mixed before its first number. */
export const createRandom = (seed: number, stream = 0): Random => {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
};

/** A whole number from 0 to `below` - 1. */
export const numberBelow = (random: Random, below: number): number => Math.floor(random() * below);

/** One of `choices`, each as likely as the other. */
export const pick = <T>(random: Random, choices: readonly [T, ...T[]]): T => choices[numberBelow(random, choices.length)] ?? choices[0];

/** A record id that depends on nothing but its arguments: `at` in UTC milliseconds, the rest from the seed and the number. */
export const createSeededId = (seed: number, number: number, at: number): RecordId => {
  const random = createRandom(seed, number);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => numberBelow(random, 256));
  return createRecordId(() => at, bytes);
};
