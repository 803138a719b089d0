import { env } from 'node:process';
import { describe, it } from 'vitest';
import { playHistory } from './history.ts';

const all = Number(env.SIMULATOR_HISTORIES ?? (env.SLOW === '1' ? 1_000_000 : 10_000));
const portions = 10;
/** Far beyond what a portion takes, because other tests share the machine. */
const mostMsPerHistory = 1000;

/**
 * Plays one of `shards` equal shares of the histories; each seed is played once. A failure names its seed, and `SIMULATOR_SEED=…` plays it
 * alone. `SIMULATOR_HISTORIES=…` plays another number of them, `SIMULATOR_FIRST=…` begins with another seed.
 */
export const itPlaysHistories = (shard: number, shards: number): void => {
  const seed = env.SIMULATOR_SEED;
  const share = Math.ceil(all / shards / portions);
  const first = Number(env.SIMULATOR_FIRST ?? 1) + shard * share * portions;
  describe.skipIf(seed !== undefined)('whole replicas lose nothing, claim nothing that never came, and end equal to the byte', () => {
    for (let portion = 0; portion < portions; portion += 1) {
      const from = first + portion * share;
      it(`in histories ${from} to ${from + share - 1}`, { timeout: share * mostMsPerHistory }, async () => {
        for (let at = from; at < from + share; at += 1) await playHistory(at);
      });
    }
  });
  it.skipIf(seed === undefined || shard > 0)(`play history ${seed} alone`, async () => {
    await playHistory(Number(seed));
  });
};
