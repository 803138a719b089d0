import { useTranslation } from 'react-i18next';
import type { Row } from '../../replica/api.ts';
import { StateBadge } from '../ui/Badge.tsx';

/** The word that marks a row for which a person has something to decide; null for all others. */
export const useWaitWord = ({ waits }: Row): string | null => {
  const { t } = useTranslation();
  if (waits === null) return null;
  return t(waits === 'values' || waits === 'joined' ? 'rival.twoValues' : 'rival.toDecide');
};

/** Marks a row for which a person has something to decide; nothing for all others. */
export const WaitBadge = ({ row }: { readonly row: Row }) => {
  const word = useWaitWord(row);
  return word && <StateBadge state="rival">{word}</StateBadge>;
};
