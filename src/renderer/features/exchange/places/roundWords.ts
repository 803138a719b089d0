import type { TFunction } from 'i18next';
import type { PlaceRound } from '../../../../replica/api.ts';
import { describeFailure } from '../../../i18n/failure.ts';
import type { PlaceState } from '../../../rounds/rounds.ts';

type Carried = Extract<NonNullable<PlaceState['originals']>, { readonly ok: true }>['value'];

const nothingCarried: Omit<Carried, 'purged'> = {
  fetched: [],
  sent: [],
  renewed: [],
  mended: [],
  missing: 0,
  failed: [],
};

export type RoundWords = { readonly said: readonly string[]; readonly warnings: readonly string[]; readonly details: string };

/** What travelled in a round; nothing where nothing did. */
const travelledWords = (
  t: TFunction<'exchange'>,
  { applied, published }: PlaceRound,
  originals: PlaceState['originals'],
): readonly string[] => {
  const { fetched, sent, renewed, mended } = originals?.ok ? originals.value : nothingCarried;
  return [
    ...(applied.length > 0 ? [t('rounds.applied', { count: applied.length })] : []),
    ...(published === null ? [] : [t('rounds.published')]),
    ...(fetched.length > 0 ? [t('rounds.originalsFetched', { count: fetched.length })] : []),
    ...(sent.length > 0 ? [t('rounds.originalsSent', { count: sent.length })] : []),
    ...(renewed.length > 0 ? [t('rounds.originalsRenewed', { count: renewed.length })] : []),
    ...(mended.length > 0 ? [t('rounds.originalsMended', { count: mended.length })] : []),
  ];
};

/** What travelled in the exchange that a person started last; nothing where the last one is that, or says the same. */
export const wordsOfAsked = (
  t: TFunction<'exchange'>,
  { asked, endedAt, outcome, originals }: Pick<PlaceState, 'asked' | 'endedAt' | 'outcome' | 'originals'>,
): readonly string[] => {
  if (asked === null || asked.endedAt === endedAt) return [];
  const words = travelledWords(t, asked.round, asked.originals);
  const above = outcome?.ok ? travelledWords(t, outcome.value, originals) : [];
  return words.join() === above.join() ? [] : words;
};

/** What came of a round, in sentences: what travelled, then what somebody should know about the place, a cause before what follows from it. */
export const roundWords = (t: TFunction<'exchange'>, round: PlaceRound, originals: PlaceState['originals']): RoundWords => {
  const { aside, refused, later, lost, vanished, ignored, marked, sealedNow, sealedToOthers, isUnreadable, left } = round;
  const wrong = refused.filter(({ error }) => error !== 'bundleNotForUs');
  const { missing, failed } = originals?.ok ? originals.value : nothingCarried;
  const failedByTitle = [...Map.groupBy(failed, ({ error }) => describeFailure(error).title)];
  const broken = originals && !originals.ok && originals.error.type !== 'cancelled' ? describeFailure(originals.error).title : null;
  const travelled = travelledWords(t, round, originals);
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
      ...(marked ? [] : [t('rounds.unmarked')]),
      ...(lost > 0 ? [t('rounds.lost', { count: lost })] : []),
      ...(left === null ? [] : [t('rounds.left', { why: describeFailure(left).title })]),
      ...(vanished > 0 ? [t('rounds.vanished', { count: vanished })] : []),
      ...failedByTitle.map(([why, { length: count }]) => t('rounds.originalsFailed', { count, why })),
      ...(broken === null ? [] : [t('rounds.originalsBroken', { why: broken })]),
    ],
    details: [
      ...[...refused, ...later].map(({ name, error }) => `${name}: ${error}`),
      ...failed.map(({ sha256, error }) => `${sha256}: ${error.type}`),
    ].join('\n'),
  };
};
