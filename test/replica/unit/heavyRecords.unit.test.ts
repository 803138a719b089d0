import { beforeAll, expect, it, vi } from 'vitest';
import type { PackedLive, RunId, Stamp } from '../../../src/crdt/types.ts';
import { createWebHash } from '../../../src/exchange/hash.ts';
import { bundleBytes } from '../../../src/exchange/write.ts';
import { pause } from '../../../src/replica/pause.ts';
import { prepareImport } from '../../../src/replica/reading.ts';
import { foreignBundle } from '../bundles.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

/** Node hands on all that comes through a channel before it looks at anything else; a browser takes turns, and so does this. */
class FairChannel {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
  readonly port2 = { postMessage: (): void => void setImmediate(() => this.port1.onmessage?.()) };
}

const takeTurns = async (): Promise<void> => {
  vi.stubGlobal('MessageChannel', FairChannel);
  const paused = pause(); // Makes the one channel there is.
  vi.unstubAllGlobals();
  await paused;
};

const digits = 'abcdefghijklmnopqrstuvwxyz234567';
const runNamed = (letter: string, at: number): RunId =>
  `${letter.repeat(16)}${[at >> 15, at >> 10, at >> 5, at].map((five) => digits[five & 31]).join('')}` as RunId; // Twenty characters of base32.

/** Records that nobody has signed, each with as many stamps and openings as a line takes, none of which `seen` names itself. */
const heavyBundle = async (records: number): Promise<Blob> => {
  const who = { device: recordId(999_998), office: recordId(999_999), author: 'Ion Exemplu' };
  const openings = Array.from({ length: 1000 }, (_, at) => at);
  const [olds, news] = ['o', 'n'].map((letter) => openings.map((at) => runNamed(letter, at)));
  const runs = openings.flatMap((at) => [
    { ...who, id: runNamed('o', at), parent: null },
    { ...who, id: runNamed('n', at), parent: [runNamed('o', at), 9] as const },
  ]);
  const seen = Object.fromEntries((news ?? []).map((run) => [run, 1]));
  const stamps = (olds ?? []).slice(100).toReversed();
  const heavy = Array.from(
    { length: records },
    (_, n): PackedLive => ({
      type: 'organisation',
      id: recordId(n),
      f: Object.fromEntries(stamps.map((_run, at) => [`f${at}`, n])),
      s: Object.fromEntries(stamps.map((run, at): [string, Stamp] => [`f${at}`, [run, 1, 1]])),
      seen,
    }),
  );
  const draft = {
    id: recordId(999_000),
    cluster: recordId(901),
    from: { run: null, device: who.device, office: who.office, author: who.author, app: '0.0.0-test' },
    createdAt: 1,
    base: {},
    heads: {},
    runs,
    previous: null,
  };
  return new Blob([(await bundleBytes(draft, heavy, createWebHash)).bytes]);
};

beforeAll(takeTurns);

const job = { job: 'preview', cluster: recordId(901) } as const;

it('others are answered while records are merged, however heavy each is', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const file = await heavyBundle(120);
  let [last, longest] = [performance.now(), 0];
  const tick = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const ticking = setInterval(tick, 1);
  const prepared = await prepareImport(session, file, { ...job, signal: new AbortController().signal });
  tick();
  clearInterval(ticking);
  expect(prepared.ok && prepared.value.preview.added).toBe(120);
  expect(longest).toBeLessThan(2500);
});

it('merging is stopped by the time it takes, not by the number of records', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const records = Array.from({ length: 40 }, (_, n) => ({ type: 'organisation', n, f: { name: 'Példa Kft.' } }));
  const file = new Blob([new Uint8Array(await foreignBundle(recordId(901), 'f', 1, records))]);
  const controller = new AbortController();
  let merged = 0;
  session.shelves.get = () => {
    if (merged === 0) setTimeout(() => controller.abort());
    merged += 1;
    for (const until = performance.now() + 25; performance.now() < until; ); // As long as a record may take.
    return undefined;
  };
  const stopped = await prepareImport(session, file, { ...job, signal: controller.signal });
  expect(stopped.ok ? null : stopped.error).toEqual({ type: 'cancelled' });
  expect(merged).toBeLessThan(10);
});
