import type { Attribution } from '../../replica/api.ts';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../state/useNow.ts';

/** "Minta Anna, Szeged, 21 Nov 2026 14:05" and its parts. */
export const useWho = () => {
  const format = useFormat();
  const now = useNow();
  const when = (by: Attribution): string => format.when(by.at, Math.max(now, by.at));
  const origin = (by: Attribution): string => [by.office, when(by)].filter(Boolean).join(', ');
  return { when, origin, whole: (by: Attribution): string => [by.author, origin(by)].filter(Boolean).join(', ') };
};
