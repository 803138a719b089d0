import { useTranslation } from 'react-i18next';
import type { KeyNews } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';

const kinds = ['revoke', 'admit', 'rotate', 'device'] as const;

/** What a bundle says about keys, one sentence for each kind of statement. */
export const useKeyWords = (): ((news: KeyNews | undefined) => readonly string[]) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  return (news = {}) => kinds.flatMap((kind) => (news[kind] ? [t(`keyNews.${kind}`, { offices: format.list(news[kind]) })] : []));
};
