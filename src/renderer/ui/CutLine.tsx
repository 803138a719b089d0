import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';

/** Under a list on paper that is not the whole: "The first 2,000 of 100,000". */
export const CutLine = ({ shown, count }: { readonly shown: number; readonly count: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return shown < count && <p>{t('printed', { shown: format.number(shown), count })}</p>;
};
