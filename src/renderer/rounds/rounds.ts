import { create } from 'zustand';
import type { Failure, Result } from '../../base/result.ts';
import type { KnownPlace } from '../../ipc/contract.ts';
import type { PlaceRound, ReplicaApi } from '../../replica/api.ts';
import { noteServerTime } from '../machine/serverTimes.ts';
import { type PlaceTimes, untried } from './schedule.ts';

/** What came of the rounds with one place since the window was opened. */
export type PlaceState = PlaceTimes & {
  readonly outcome: Result<PlaceRound, Failure> | null;
  /** What came of carrying the originals of photos; null where the round before it failed. */
  readonly originals: Originals | null;
};
type Originals = Awaited<ReturnType<ReplicaApi['carryOriginals']>>;

type Rounds = {
  readonly states: Readonly<Record<string, PlaceState>>;
  readonly running: string | null;
  readonly wanted: readonly string[];
};

/** Rounds with shared places: what goes on, what a person asked for, what came of the last ones. */
export const useRounds = create<Rounds>()(() => ({ states: {}, running: null, wanted: [] }));

/** Asks for a round with each of these places, one after the other, whatever their turn would be. */
export const askForRounds = (places: readonly string[]): void =>
  useRounds.setState(({ wanted }) => ({ wanted: [...new Set([...wanted, ...places])] }));

/** Stops the round that runs and forgets those asked for; what has come in so far stays. */
export const cancelRounds = (session: { readonly replica: ReplicaApi; readonly stopWork: (place: string) => void }): void => {
  const { running } = useRounds.getState();
  useRounds.setState({ wanted: [] });
  void session.replica.cancel('rounds');
  if (running !== null) session.stopWork(running);
};

type Come = Pick<PlaceState, 'outcome' | 'originals'>;

const isFailed = (result: Result<unknown, Failure> | null): boolean => result !== null && !result.ok && result.error.type !== 'cancelled';

const after = (before: PlaceState | undefined, startedAt: number, endedAt: number, come: Come): PlaceState => {
  const failures = isFailed(come.outcome) || isFailed(come.originals) ? (before ?? untried).failures + 1 : 0;
  return { startedAt, endedAt, failures, spread: Math.random(), ...come };
};

const unexpected = (fault: unknown): Result<never, Failure> => ({
  ok: false,
  error: { type: 'unknown', ...(fault instanceof Error ? { reason: fault.message } : {}) },
});

/** One round with one place: bundles, then the originals of photos. A folder's time is no server's and is not noted. */
export const runRound = async (replica: ReplicaApi, place: KnownPlace, clock: () => number): Promise<void> => {
  const { id, sealed, label, config } = place;
  const startedAt = clock();
  const anew = useRounds.getState().wanted.includes(id);
  useRounds.setState(({ wanted }) => ({ running: id, wanted: wanted.filter((each) => each !== id) }));
  const outcome = await replica.exchangeWith({ id, sealed }).catch(unexpected);
  const heardAt = clock();
  if (outcome.ok && outcome.value.serverTime !== null && config.kind !== 'folder')
    noteServerTime({ place: label, theirs: outcome.value.serverTime, ours: heardAt });
  const isSealed = sealed || (outcome.ok && outcome.value.sealedNow);
  const originals = outcome.ok ? await replica.carryOriginals({ id, sealed: isSealed, anew }).catch(unexpected) : null;
  useRounds.setState(({ states }) => ({
    running: null,
    states: { ...states, [id]: after(states[id], startedAt, clock(), { outcome, originals }) },
  }));
  if (originals?.ok && originals.value.fetched.length > 0) askForRounds([id]); // So that the others hear of it at once.
};
