import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../src/base/result.ts';
import type { CarryReport } from '../../../src/exchange/blobs.ts';
import type { KnownPlace } from '../../../src/ipc/contract.ts';
import { askForRounds, runRound, useRounds } from '../../../src/renderer/rounds/rounds.ts';
import type { PlaceRound, ReplicaApi } from '../../../src/replica/api.ts';
import { emptyRound } from './emptyRound.ts';

const place: KnownPlace = {
  id: 'common',
  label: 'Common folder',
  config: { kind: 'folder', path: '/mnt/common' },
  sealed: true,
  createOnly: 'byServer',
  cluster: 'cluster',
  addedAt: 1,
};

const noPhotos: CarryReport = { sent: [], fetched: [], renewed: [], mended: [], purged: 0, missing: 0, failed: [] };

type Round = { readonly bundles: Partial<PlaceRound> | null; readonly photos?: Partial<CarryReport> };

let now = 0;

/** One round; the store answers what is told here, null for a place that cannot be reached. */
const round = async ({ bundles, photos }: Round): Promise<void> => {
  const replica: Pick<ReplicaApi, 'exchangeWith' | 'carryOriginals'> = {
    exchangeWith: async () => (bundles ? ok({ ...emptyRound, ...bundles }) : err({ type: 'placeUnreachable' })),
    carryOriginals: async () => ok({ ...noPhotos, ...photos }),
  };
  await runRound(replica as ReplicaApi, place, () => ++now); // A round asks for nothing else.
};

const state = () => useRounds.getState().states[place.id];
const bundlesOf = () => (state()?.outcome?.ok ? state()?.outcome : null);
const photosOf = () => (state()?.originals?.ok ? state()?.originals : null);

beforeEach(() => useRounds.setState({ states: {}, running: null, wanted: [], following: [] }));

it('what a round brought is told together with the round that follows it by itself', async () => {
  askForRounds([place.id]);
  await round({ bundles: { applied: ['a'], lost: 1, marked: false }, photos: { fetched: ['1', '2'], missing: 3 } });
  expect(useRounds.getState().following).toEqual([place.id]);
  await round({ bundles: { published: 'b' }, photos: { missing: 2 } });
  expect(bundlesOf()).toMatchObject({ value: { applied: ['a'], published: 'b', lost: 1, marked: false } });
  expect(photosOf()).toMatchObject({ value: { fetched: ['1', '2'], missing: 2 } });
  expect(state()?.asked?.endedAt).toBe(state()?.endedAt);
  expect(useRounds.getState().following).toEqual([]);
});

it('what came of the round that a person asked for stays beside what comes by itself, until one is asked for again', async () => {
  askForRounds([place.id]);
  await round({ bundles: { applied: ['a'] } });
  const asked = state()?.endedAt;
  await round({ bundles: {} });
  await round({ bundles: null });
  expect(state()?.outcome?.ok).toBe(false);
  expect(state()?.asked).toMatchObject({ endedAt: asked, round: { applied: ['a'] } });
  askForRounds([place.id]);
  await round({ bundles: null });
  expect(state()?.asked).toBeNull();
});

it('a follow-up that comes to nothing hides neither its failure nor what was received before it', async () => {
  askForRounds([place.id]);
  await round({ bundles: {}, photos: { fetched: ['1'] } });
  await round({ bundles: null });
  expect(state()).toMatchObject({ outcome: { ok: false }, failures: 1, asked: { originals: { value: { fetched: ['1'] } } } });
});

it('whoever asks once more while a follow-up is due is told of that round alone', async () => {
  await round({ bundles: {}, photos: { fetched: ['1'] } });
  askForRounds([place.id]);
  await round({ bundles: { published: 'b' } });
  expect(photosOf()).toMatchObject({ value: { fetched: [] } });
  expect(state()?.asked).toMatchObject({ round: { published: 'b' } });
});
