import { useTranslation } from 'react-i18next';
import type { PlaceRound } from '../../../../replica/api.ts';

export type RoundWords = { readonly said: readonly string[]; readonly warnings: readonly string[]; readonly details: string };

/** What came of a round, in sentences: what travelled, then what somebody should know about the place. */
export const useRoundWords = (): ((round: PlaceRound) => RoundWords) => {
  const { t } = useTranslation('exchange');
  return (round) => {
    const { applied, aside, refused, later, published, lost, vanished, ignored, marked } = round;
    const travelled = [
      ...(applied.length > 0 ? [t('rounds.applied', { count: applied.length })] : []),
      ...(published === null ? [] : [t('rounds.published')]),
    ];
    return {
      said: [
        ...(travelled.length > 0 ? travelled : [t('rounds.nothingNew')]),
        ...(ignored > 0 ? [t('rounds.ignored', { count: ignored })] : []),
      ],
      warnings: [
        ...(aside.length > 0 ? [t('rounds.aside', { count: aside.length })] : []),
        ...(later.length > 0 ? [t('rounds.later', { count: later.length })] : []),
        ...(refused.length > 0 ? [t('rounds.refused', { count: refused.length })] : []),
        ...(lost > 0 ? [t('rounds.lost', { count: lost })] : []),
        ...(vanished > 0 ? [t('rounds.vanished', { count: vanished })] : []),
        ...(marked ? [] : [t('rounds.unmarked')]),
      ],
      details: [...refused, ...later].map(({ name, error }) => `${name}: ${error}`).join('\n'),
    };
  };
};
