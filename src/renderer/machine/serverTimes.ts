import { create } from 'zustand';
import type { ServerTime } from '../../domain/clockFinding.ts';

type Times = { readonly times: readonly ServerTime[] };

/** What the clocks of shared places showed last, each beside this machine's at that moment. */
export const useServerTimes = create<Times>()(() => ({ times: [] }));

/** To be told whenever a place has said what time it is. A folder's time is this machine's own or another office's and says nothing. */
export const noteServerTime = (time: ServerTime): void =>
  useServerTimes.setState(({ times }) => ({ times: [...times.filter(({ place }) => place !== time.place), time] }));
