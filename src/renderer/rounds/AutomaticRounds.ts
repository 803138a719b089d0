import { useEffect, useRef } from 'react';
import { useReplica } from '../replica/context.ts';
import { useStatus } from '../replica/events.ts';
import { asideKey, placesKey, useAskAgain, usePlaces } from './places.ts';
import { runRound, useRounds } from './rounds.ts';
import { nextPlace } from './schedule.ts';

const lookEveryMs = 1000;

/** Goes round the shared places for as long as this window owns the store, one place at a time; shows nothing. */
export const AutomaticRounds = (): null => {
  const replica = useReplica();
  const places = usePlaces();
  const askAgain = useAskAgain();
  const status = useStatus();
  const isLoaded = status?.loaded ?? false;
  const changedAt = useRef<number | null>(null);
  changedAt.current = status?.savedAt ?? null;
  useEffect(() => {
    if (!isLoaded) return;
    void replica
      .retryAside()
      .catch(() => null) // It is tried again with the next start; what waits is kept.
      .then(() => askAgain(asideKey));
  }, [replica, isLoaded, askAgain]);
  useEffect(() => {
    if (!isLoaded || !places || places.length === 0) return;
    const look = (): void => {
      const { running, states, wanted, following } = useRounds.getState();
      if (running !== null) return;
      const now = Date.now();
      const id = nextPlace({
        places: places.map((each) => each.id),
        times: states,
        wanted: [...wanted, ...following],
        changedAt: changedAt.current,
        now,
      });
      const place = places.find((each) => each.id === id);
      if (place) void runRound(replica, place, Date.now).then(() => Promise.all([askAgain(asideKey), askAgain(placesKey)]));
    };
    look();
    const stopAsking = useRounds.subscribe(
      (state, before) => (state.wanted !== before.wanted || state.following !== before.following) && look(),
    );
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      stopAsking();
    };
  }, [replica, places, isLoaded, askAgain]);
  return null;
};
