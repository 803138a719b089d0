import type { TFunction } from 'i18next';
import type { PlaceRound } from '../../../../replica/api.ts';
import { describeFailure } from '../../../i18n/failure.ts';
import type { PlaceState } from '../../../rounds/rounds.ts';

export type RoundWords = { readonly said: readonly string[]; readonly warnings: readonly string[]; readonly details: string };

/** What came of a round, in sentences: what travelled, then what somebody should know about the place. */
export const roundWords = (t: TFunction<'exchange'>, round: PlaceRound, originals: PlaceState['originals']): RoundWords => {
  const { applied, aside, refused, later, published, lost, vanished, ignored, marked, sealedNow, sealedToOthers, isUnreadable } = round;
  const wrong = refused.filter(({ error }) => error !== 'bundleNotForUs');
  const [fetched, sent, missing] = originals?.ok
    ? [originals.value.fetched.length, originals.value.sent.length, originals.value.missing]
    : [0, 0, 0];
  const renewed = originals?.ok ? originals.value.renewed.length : 0;
  const mended = originals?.ok ? originals.value.mended.length : 0;
  const failed = originals?.ok ? originals.value.failed : [];
  const failedByTitle = [...Map.groupBy(failed, ({ error }) => describeFailure(error).title)];
  const broken = originals && !originals.ok && originals.error.type !== 'cancelled' ? describeFailure(originals.error).title : null;
  const travelled = [
    ...(applied.length > 0 ? [t('rounds.applied', { count: applied.length })] : []),
    ...(published === null ? [] : [t('rounds.published')]),
    ...(fetched > 0 ? [t('rounds.originalsFetched', { count: fetched })] : []),
    ...(sent > 0 ? [t('rounds.originalsSent', { count: sent })] : []),
    ...(renewed > 0 ? [t('rounds.originalsRenewed', { count: renewed })] : []),
    ...(mended > 0 ? [t('rounds.originalsMended', { count: mended })] : []),
  ];
  return {
    said: [
      ...(travelled.length > 0 ? travelled : [t('rounds.nothingNew')]),
      ...(ignored > 0 ? [t('rounds.ignored', { count: ignored })] : []),
      ...(missing > 0 ? [t('rounds.originalsMissing', { count: missing })] : []),
    ],
    warnings: [
      ...(aside.length > 0 ? [t('rounds.aside', { count: aside.length })] : []),
      ...(later.length > 0 ? [t('rounds.later', { count: later.length })] : []),
      ...(wrong.length > 0 ? [t('rounds.refused', { count: wrong.length })] : []),
      ...(sealedNow ? [t('places.sealedThere')] : []),
      ...(isUnreadable ? [t('rounds.unreadable')] : []),
      ...(sealedToOthers > 0 ? [t('rounds.sealedToOthers', { count: sealedToOthers })] : []),
      ...(lost > 0 ? [t('rounds.lost', { count: lost })] : []),
      ...(vanished > 0 ? [t('rounds.vanished', { count: vanished })] : []),
      ...(marked ? [] : [t('rounds.unmarked')]),
      ...failedByTitle.map(([why, { length: count }]) => t('rounds.originalsFailed', { count, why })),
      ...(broken === null ? [] : [t('rounds.originalsBroken', { why: broken })]),
    ],
    details: [
      ...[...refused, ...later].map(({ name, error }) => `${name}: ${error}`),
      ...failed.map(({ sha256, error }) => `${sha256}: ${error.type}`),
    ].join('\n'),
  };
};
