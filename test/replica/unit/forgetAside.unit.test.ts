import { expect, it, vi } from 'vitest';
import { err, ok } from '../../../src/base/result.ts';
import type { RunId } from '../../../src/crdt/types.ts';
import { createWebHash } from '../../../src/exchange/hash.ts';
import type { DesktopPort } from '../../../src/replica/api.ts';
import { forgetAside } from '../../../src/replica/forgetAside.ts';
import { heldBackBundles, noteHeldBack } from '../../../src/replica/heldBack.ts';
import { createIdleWork } from '../../../src/replica/idle.ts';
import { installRecords } from '../../../src/replica/install.ts';
import { foreignBundle, organisationsFrom } from '../bundles.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

/** The same bundle as a later program would write it. */
const newer = async (bundle: Uint8Array): Promise<Uint8Array> => {
  const text = new TextDecoder().decode(bundle).replace('"minReader":1', '"minReader":2');
  const end = text.indexOf('],"footer":');
  const hash = createWebHash();
  hash.update(new TextEncoder().encode(text.slice(0, end)));
  return new TextEncoder().encode(text.slice(0, end) + text.slice(end).replace(/[0-9a-f]{64}/, await hash.digest()));
};

it('takes out of what waits every bundle that holds an erased record, also one for a newer program', async () => {
  const bundle = await foreignBundle(recordId(901), 'f', 1, organisationsFrom(5, 2));
  const other = await foreignBundle(recordId(901), 'f', 1, organisationsFrom(7, 2));
  const files = new Map(Object.entries({ now: bundle, later: await newer(bundle), 'other now': other, 'other later': await newer(other) }));
  const desktop = {
    listAside: async () => ok([...files.keys()].map((sha256) => ({ sha256 }))),
    readAside: async (name: string) => ok(files.get(name)),
    dropAside: async (name: string) => ok(files.delete(name)),
  } as unknown as DesktopPort; // Nothing else is asked of it.
  await forgetAside({ ...storeOn({ held: Promise.resolve(), rows: [] }), desktop }, new Set([recordId(6)]));
  expect([...files.keys()]).toEqual(['other now', 'other later']);
});

it.each(['listAside', 'readAside', 'dropAside'] as const)(
  'tries again after the next change where the desktop could not do it: %s',
  async (call) => {
    const files = new Map([['now', await foreignBundle(recordId(901), 'f', 1, organisationsFrom(5, 2))]]);
    const working = {
      listAside: async () => ok([...files.keys()].map((sha256) => ({ sha256 }))),
      readAside: async (name: string) => ok(files.get(name)),
      dropAside: async (name: string) => ok(files.delete(name)),
    };
    const failing = { ...working, [call]: async () => err({ type: 'diskFailed', code: 'EIO' }) };
    const session = Object.assign(storeOn({ held: Promise.resolve(), rows: [] }), { desktop: failing as unknown as DesktopPort }); // Nothing else is asked of it.
    session.toForget.add(recordId(6));
    const idle = createIdleWork(session, () => 0);
    const tidied = async (): Promise<void> => {
      vi.useFakeTimers();
      idle.wake();
      await vi.advanceTimersByTimeAsync(2500);
      vi.useRealTimers();
      await session.turns(async () => undefined);
    };
    await tidied();
    Object.assign(session, { desktop: working as unknown as DesktopPort });
    expect(files.size).toBe(1);
    await tidied();
    await vi.waitFor(() => expect(files.size).toBe(0));
  },
);

it('takes out of what waits also a record that was erased elsewhere before it ever came here', async () => {
  const files = new Map([['now', await foreignBundle(recordId(901), 'f', 1, organisationsFrom(5, 2))]]);
  const desktop = {
    listAside: async () => ok([...files.keys()].map((sha256) => ({ sha256 }))),
    readAside: async (name: string) => ok(files.get(name)),
    dropAside: async (name: string) => ok(files.delete(name)),
  } as unknown as DesktopPort; // Nothing else is asked of it.
  const session = Object.assign(storeOn({ held: Promise.resolve(), rows: [] }), { desktop });
  const run = 'e'.repeat(20) as RunId; // Twenty characters of base32.
  installRecords(session, [{ type: 'organisation', id: recordId(6), erased: [run, 1, 1_790_000_000_000], seen: { [run]: 1 } }]);
  const idle = createIdleWork(session, () => 0);
  vi.useFakeTimers();
  idle.wake();
  await vi.advanceTimersByTimeAsync(2500);
  vi.useRealTimers();
  await vi.waitFor(() => expect(files.size).toBe(0));
});

it('is told as a bundle that has to be asked for, not as one that somebody here has refused', async () => {
  const bundle = await foreignBundle(recordId(901), 'f', 1, organisationsFrom(5, 2));
  const files = new Map<string, { readonly bundle: string; readonly refusedAt?: number }>([
    ['waiting', { bundle: 'w' }],
    ['refused', { bundle: 'r', refusedAt: 1 }],
  ]);
  const desktop = {
    listAside: async () => ok([...files].map(([sha256, note]) => ({ sha256, ...note }))),
    readAside: async () => ok(bundle),
    dropAside: async (name: string) => ok(files.delete(name)),
  } as unknown as DesktopPort; // Nothing else is asked of it.
  const session = { ...storeOn({ held: Promise.resolve(), rows: [] }), desktop };
  for (const sha256 of ['w', 'r']) await noteHeldBack(session, recordId(999_998), sha256);
  expect(await heldBackBundles(session)).toEqual(
    new Map([
      ['w', 'waiting'],
      ['r', 'refused'],
    ]),
  );
  await forgetAside(session, new Set([recordId(6)]));
  expect(files.size).toBe(0);
  expect(await heldBackBundles(session)).toEqual(new Map([['r', 'refused']]));
});
