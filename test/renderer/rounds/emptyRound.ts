import type { PlaceRound } from '../../../src/replica/api.ts';

/** A round with a shared place that brought nothing. */
export const emptyRound: PlaceRound = {
  applied: [],
  aside: [],
  refused: [],
  later: [],
  published: null,
  folded: 0,
  lost: 0,
  vanished: 0,
  ignored: 0,
  serverTime: null,
  marked: true,
  sealedNow: false,
  sealedToOthers: 0,
  isUnreadable: false,
  left: null,
};
