import { create } from 'zustand';
import type { Failure, Result } from '../../base/result.ts';
import type { KnownPlace } from '../../ipc/contract.ts';
import type { PlaceRound, ReplicaApi } from '../../replica/api.ts';
import { noteServerTime } from '../machine/serverTimes.ts';
import { type Come, joinRounds } from './joinRounds.ts';
import { type PlaceTimes, untried } from './schedule.ts';

/** What came of the rounds with one place since the window was opened. */
export type PlaceState = PlaceTimes &
  Come & {
    /** The last round that a person asked for, unless it came to nothing, and when it was: what comes by itself afterwards does not hide it. */
    readonly asked: AskedRound | null;
  };
export type AskedRound = { readonly endedAt: number; readonly round: PlaceRound; readonly originals: Come['originals'] };

type Rounds = {
  readonly states: Readonly<Record<string, PlaceState>>;
  readonly running: string | null;
  /** Places with which a person wants an exchange, and those where a round brought something that the others are to hear of at once. */
  readonly wanted: readonly string[];
  readonly following: readonly string[];
};

/** Rounds with shared places: what goes on, what a person asked for, what came of the last ones. */
export const useRounds = create<Rounds>()(() => ({ states: {}, running: null, wanted: [], following: [] }));

/** Asks for a round with each of these places, one after the other, whatever their turn would be. */
export const askForRounds = (places: readonly string[]): void =>
  useRounds.setState(({ wanted }) => ({ wanted: [...new Set([...wanted, ...places])] }));

/** Stops the round that runs and forgets those asked for; what has come in so far stays. */
export const cancelRounds = (session: { readonly replica: ReplicaApi; readonly stopWork: (place: string) => void }): void => {
  const { running } = useRounds.getState();
  useRounds.setState({ wanted: [], following: [] });
  void session.replica.cancel('rounds');
  if (running !== null) session.stopWork(running);
};

const isFailed = (result: Result<unknown, Failure> | null): boolean => result !== null && !result.ok && result.error.type !== 'cancelled';

type Cause = { readonly isAsked: boolean; readonly isFollowing: boolean };

const after = (before: PlaceState | undefined, startedAt: number, endedAt: number, come: Come, cause: Cause): PlaceState => {
  const failures = isFailed(come.outcome) || isFailed(come.originals) ? (before ?? untried).failures + 1 : 0;
  const isFollowing = cause.isFollowing && !cause.isAsked && before !== undefined;
  const both = isFollowing ? joinRounds(before, come) : come;
  const isAsked = cause.isAsked || (isFollowing && before.asked?.endedAt === before.endedAt);
  const asked = both.outcome?.ok ? { endedAt, round: both.outcome.value, originals: both.originals } : null;
  const kept = cause.isAsked ? null : (before?.asked ?? null);
  return { startedAt, endedAt, failures, spread: Math.random(), ...both, asked: isAsked ? (asked ?? kept) : kept };
};

const unexpected = (fault: unknown): Result<never, Failure> => ({
  ok: false,
  error: { type: 'unknown', ...(fault instanceof Error ? { reason: fault.message } : {}) },
});

/** One round with one place: bundles, then the originals of photos. A folder's time is no server's and is not noted. */
export const runRound = async (replica: ReplicaApi, place: KnownPlace, clock: () => number): Promise<void> => {
  const { id, sealed, label, config } = place;
  const startedAt = clock();
  const asked = useRounds.getState();
  const [isAsked, isFollowing] = [asked.wanted.includes(id), asked.following.includes(id)];
  const isOther = (each: string): boolean => each !== id;
  useRounds.setState(({ wanted, following }) => ({ running: id, wanted: wanted.filter(isOther), following: following.filter(isOther) }));
  const outcome = await replica.exchangeWith({ id, sealed }).catch(unexpected);
  const heardAt = clock();
  if (outcome.ok && outcome.value.serverTime !== null && config.kind !== 'folder')
    noteServerTime({ place: label, theirs: outcome.value.serverTime, ours: heardAt });
  const isSealed = sealed || (outcome.ok && outcome.value.sealedNow);
  const originals = outcome.ok ? await replica.carryOriginals({ id, sealed: isSealed, anew: isAsked }).catch(unexpected) : null;
  useRounds.setState(({ states }) => ({
    running: null,
    states: { ...states, [id]: after(states[id], startedAt, clock(), { outcome, originals }, { isAsked, isFollowing }) },
  }));
  if (originals?.ok && originals.value.fetched.length > 0)
    useRounds.setState(({ following }) => ({ following: [...following.filter(isOther), id] }));
};
