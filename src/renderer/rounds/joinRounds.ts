import type { Failure, Result } from '../../base/result.ts';
import type { PlaceRound, ReplicaApi } from '../../replica/api.ts';

/** What came of a round; `originals` of carrying photos and files after it, null where the bundles did not get across. */
export type Come = {
  readonly outcome: Result<PlaceRound, Failure> | null;
  readonly originals: Awaited<ReturnType<ReplicaApi['carryOriginals']>> | null;
};

const joinBundles = (before: PlaceRound, after: PlaceRound): PlaceRound => ({
  ...after,
  applied: [...before.applied, ...after.applied],
  aside: [...new Set([...before.aside, ...after.aside])],
  refused: [...before.refused.filter(({ name }) => after.refused.every((each) => each.name !== name)), ...after.refused],
  published: after.published ?? before.published,
  folded: before.folded + after.folded,
  lost: before.lost + after.lost,
  vanished: before.vanished + after.vanished,
  marked: before.marked && after.marked,
  sealedNow: before.sealedNow || after.sealedNow,
});

const joinOriginals = (before: Come['originals'], after: Come['originals']): Come['originals'] => {
  if (!before?.ok || !after?.ok) return after ?? before;
  const [a, b] = [before.value, after.value];
  return {
    ok: true,
    value: {
      ...b,
      sent: [...a.sent, ...b.sent],
      fetched: [...a.fetched, ...b.fetched],
      renewed: [...a.renewed, ...b.renewed],
      mended: [...a.mended, ...b.mended],
      purged: a.purged + b.purged,
    },
  };
};

/**
 * A round with the one that followed it by itself, told as one: what either brought or found, and what is still to do after the second.
 * A failure of the second is told alone.
 */
export const joinRounds = (before: Come, after: Come): Come =>
  before.outcome?.ok && after.outcome?.ok
    ? {
        outcome: { ok: true, value: joinBundles(before.outcome.value, after.outcome.value) },
        originals: joinOriginals(before.originals, after.originals),
      }
    : after;
